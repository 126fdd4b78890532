//! What begins a case besides a person: messages, signals, times. The engine registers these when a version is published.

use super::{Definition, Moment, Plan, TimerPlan, TimerSort, TriggerPlan};
use crate::calendar::WorkingTime;
use crate::id::StepId;
use crate::recurrence::{Recurrence, Since};
use crate::run::timing;
use crate::step::{Stands, StepKind};
use feel::{Timestamp, Value, Zone};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A step at which a case begins when something happens. Begin it there, with [`crate::run::Wish::BeginAt`].
#[derive(Clone, Debug)]
pub struct BeginsBy {
    pub step: StepId,
    pub trigger: Begins,
}

#[derive(Clone, Debug)]
pub enum Begins {
    Message {
        name: String,
    },
    Signal {
        name: String,
    },
    Timer(Box<Schedule>),
    /// As soon as something is true, of which there is no case yet to ask.
    Condition,
}

/// When a case begins by itself, once or again and again.
#[derive(Clone, Debug)]
pub struct Schedule {
    plan: TimerPlan,
    working: Result<Option<Arc<WorkingTime>>, String>,
}

impl Schedule {
    /// The first time behind `after`. None when there is no further one; the sentence says why it cannot be told.
    ///
    /// `published` is when the version was published, always the same: what has no beginning of its own is counted from
    /// there, so it never drifts, whenever somebody asks. To make up for nothing, ask with the present; for each time
    /// that was missed, with the last one that was done.
    pub fn next(
        &self,
        published: Timestamp,
        after: Timestamp,
        zone: &Zone,
    ) -> Result<Option<Timestamp>, String> {
        let working = self.working.as_ref().map_err(Clone::clone)?.as_deref();
        let moment = Moment::new(published, zone.clone());
        if self.plan.sort == TimerSort::Every {
            let since = Since {
                began: published,
                zone: working.map_or(zone, WorkingTime::zone),
                working,
            };
            let recurrence = self.recurrence(&moment)?;
            return Ok(recurrence.next(&since, after));
        }
        let times = timing::times(&self.plan, &BTreeMap::new(), &moment, working)?;
        Ok(Some(times.due).filter(|due| *due > after))
    }

    /// Whether it comes more than once.
    pub fn recurs(&self) -> bool {
        self.plan.sort == TimerSort::Every
    }

    /// Such as “Every Monday at 9:00”; what is worked out by a rule is shown as it is written.
    pub fn in_words(&self) -> String {
        let text = self.plan.text.trim_matches('"');
        let recurrence = self.recurs().then(|| Recurrence::parse(text).ok());
        let recurrence = recurrence.flatten();
        recurrence.map_or_else(|| text.to_owned(), |recurrence| recurrence.in_words())
    }

    fn recurrence(&self, moment: &Moment) -> Result<Recurrence, String> {
        let literal = Recurrence::parse(self.plan.text.trim_matches('"'));
        literal.or_else(
            |unreadable| match self.plan.formula.evaluate(&BTreeMap::new(), moment) {
                Ok(Value::String(text)) => Recurrence::parse(&text),
                _ => Err(unreadable),
            },
        )
    }
}

impl Definition {
    /// Where and by what a case begins, besides its start with a form.
    pub fn starts_by(&self) -> Vec<BeginsBy> {
        let steps = 0..self.plans.len();
        let begins = steps.filter(|step| self.begins_by_event(*step));
        let all = begins.flat_map(|step| {
            let triggers = match &self.plans[step] {
                Plan::Catching { triggers, .. } => triggers.as_slice(),
                _ => &[],
            };
            let begins = triggers.iter().filter_map(|trigger| self.begins(trigger));
            begins.map(move |trigger| BeginsBy {
                step: self.diagram.steps[step].id.clone(),
                trigger,
            })
        });
        all.collect()
    }

    /// Whether a case begins at a step when something happens.
    pub(crate) fn begins_by_event(&self, step: usize) -> bool {
        let root = self.structure.parent[step].is_none();
        let behind_first = || {
            let mut before = self.graph.previous(step);
            before.any(|before| match &self.diagram.steps[before].kind {
                StepKind::FirstEvent(first) => first.begins && !first.all,
                _ => false,
            })
        };
        root && match &self.diagram.steps[step].kind {
            StepKind::Event(happening) => match happening.at {
                Stands::Start { .. } => !happening.triggers.is_empty(),
                Stands::Catch => behind_first(),
                _ => false,
            },
            StepKind::Receive(receive) => receive.begins || behind_first(),
            _ => false,
        }
    }

    fn begins(&self, trigger: &TriggerPlan) -> Option<Begins> {
        Some(match trigger {
            TriggerPlan::Message(message) => Begins::Message {
                name: message.name.clone(),
            },
            TriggerPlan::Signal(name) => Begins::Signal { name: name.clone() },
            TriggerPlan::Timer(plan) => Begins::Timer(Box::new(Schedule {
                plan: plan.clone(),
                working: self.calendars.shared(plan.calendar.as_deref()),
            })),
            TriggerPlan::Condition(_) => Begins::Condition,
            _ => return None,
        })
    }
}
