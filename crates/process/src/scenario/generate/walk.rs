//! One walk through a process: somebody answers, time passes, something happens, until the case is over.

use super::candidates::Candidates;
use super::dice::Dice;
use super::wish::Kinds;
use crate::catalog::Repeat;
use crate::definition::Definition;
use crate::diagram::Form;
use crate::id::StepId;
use crate::play::{Asked, Beginning, By, Move, Pins, Play, Refused, Reply, Until, What};
use crate::run::{FailureKind, Requester, Status};
use crate::step::{Stands, StepKind};
use feel::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A walk that is longer shows nobody anything.
const MOST_MOVES: usize = 40;
/// How often something out of the ordinary happens: a failure, a signal.
const SELDOM: usize = 6;

pub(super) struct Walker<'a> {
    pub definition: &'a Arc<Definition>,
    pub candidates: &'a Candidates,
    pub kinds: &'a Kinds,
    /// Values that lead where nobody has been.
    pub wish: BTreeMap<String, Value>,
    pub dice: &'a mut Dice,
}

impl Walker<'_> {
    pub fn walk(&mut self, first: &Beginning) -> Option<Play> {
        let beginning = Beginning {
            by: self.begins(&first.by)?,
            ..first.clone()
        };
        let mut play = Play::begin(self.definition.clone(), beginning, Pins::new()).ok()?;
        let mut refused = 0;
        while play.moves().len() < MOST_MOVES && play.state().status == Status::Active {
            let Some(made) = self.next(&play) else {
                break;
            };
            match play.make(made) {
                Ok(_) => {}
                // Another move may still be possible.
                Err(Refused::TooLong) => return None,
                Err(_) if refused > SELDOM => break,
                Err(_) => refused += 1,
            }
        }
        Some(play)
    }

    /// The start's form where there is one, else one of the events by which cases begin.
    fn begins(&mut self, as_before: &By) -> Option<By> {
        let requester = match as_before {
            By::Form { requester, .. } => requester.clone(),
            By::Event { .. } => Requester {
                name: "Somebody".to_owned(),
                email: "somebody@example.com".to_owned(),
            },
        };
        let events: Vec<StepId> = self
            .definition
            .diagram()
            .steps
            .iter()
            .filter(|step| step.inside.is_none() && begins_by_event(&step.kind))
            .map(|step| step.id.clone())
            .collect();
        let has_form = self.definition.start().is_some();
        if has_form && (events.is_empty() || !self.dice.one_in(events.len() + 1)) {
            let form = self.definition.start_form().cloned().unwrap_or_default();
            let answers = self.fill(&form);
            return Some(By::Form { answers, requester });
        }
        let step = self.dice.pick(&events)?.clone();
        let values = self.wish.clone();
        Some(By::Event { step, values })
    }

    fn fill(&mut self, form: &Form) -> BTreeMap<String, Value> {
        let mut answers = BTreeMap::new();
        for field in &form.fields {
            let value = match self.wish.get(&field.key) {
                Some(wished) => wished.clone(),
                None if !field.required && self.dice.one_in(3) => continue,
                None => {
                    let possible = self.candidates.values(&field.key, &field.kind);
                    self.dice.pick(&possible).cloned().unwrap_or(Value::Null)
                }
            };
            answers.insert(field.key.clone(), value);
        }
        answers
    }

    fn next(&mut self, play: &Play) -> Option<Move> {
        let asked = play.asked();
        let answerable: Vec<&Asked> = asked
            .iter()
            .filter(|asked| asked.wants_answer(play.now()))
            .collect();
        let others: Vec<&Asked> = asked
            .iter()
            .filter(|asked| {
                matches!(
                    asked.what,
                    What::Message { .. } | What::Signal { .. } | What::Condition { .. }
                )
            })
            .collect();
        let time = play.next_due().is_some()
            || asked.iter().any(
                |asked| matches!(asked.what, What::System { retry_at: Some(at), .. } if at > play.now()),
            );
        let wait = Move::Wait { until: Until::Next };
        if let Some(one) = self.dice.pick(&answerable).copied() {
            if time && self.dice.one_in(SELDOM) {
                return Some(wait);
            }
            if !others.is_empty() && self.dice.one_in(SELDOM) {
                let other = self.dice.pick(&others).copied()?;
                return self.happening(other);
            }
            return self.answer(one, &answerable);
        }
        if !others.is_empty() && (!time || !self.dice.one_in(3)) {
            let other = self.dice.pick(&others).copied()?;
            return self.happening(other);
        }
        time.then_some(wait)
    }

    fn answer(&mut self, asked: &Asked, among: &[&Asked]) -> Option<Move> {
        let reply = match &asked.what {
            What::Person { .. } => {
                let form = self
                    .definition
                    .form(&asked.step)
                    .cloned()
                    .unwrap_or_default();
                Reply::Answers {
                    answers: self.fill(&form),
                }
            }
            What::System {
                failed_attempts, ..
            } => match self.dice.one_in(SELDOM) {
                true => Reply::Fails {
                    // Once it failed, it fails for good: a case that waits and tries again shows nothing new.
                    failure: match failed_attempts {
                        0 if self.repeats(&asked.step) && self.dice.one_in(3) => {
                            FailureKind::Transient
                        }
                        _ => FailureKind::Permanent,
                    },
                    message: "It does not answer.".to_owned(),
                },
                false => Reply::Gives {
                    output: self.output(&asked.step),
                },
            },
            What::Process { .. } => Reply::Gives {
                output: Value::context(BTreeMap::new()),
            },
            _ => return None,
        };
        let same = among.iter().filter(|other| other.step == asked.step);
        let which = same.take_while(|other| other.visit != asked.visit).count();
        Some(Move::Reply {
            step: asked.step.clone(),
            which,
            by: None,
            reply,
        })
    }

    fn repeats(&self, step: &StepId) -> bool {
        match self.definition.repeat_of(step) {
            Some(repeat) => !matches!(repeat, Repeat::Unsafe),
            None => false,
        }
    }

    /// An answer from which everything the step takes can be taken.
    fn output(&mut self, step: &StepId) -> Value {
        let Some(StepKind::Service(service)) = self.definition.step(step).map(|step| &step.kind)
        else {
            return Value::context(BTreeMap::new());
        };
        let takes = service.takes.clone();
        let mut values = Vec::new();
        for take in &takes {
            let value = match self.wish.get(&take.key) {
                Some(wished) => wished.clone(),
                None => {
                    let possible = self.candidates.values(&take.key, &take.kind);
                    self.dice.pick(&possible).cloned().unwrap_or(Value::Null)
                }
            };
            values.push((take.from.as_str(), value));
        }
        super::output::holding(values.into_iter())
    }

    fn happening(&mut self, asked: &Asked) -> Option<Move> {
        Some(match &asked.what {
            What::Message { name, key, .. } => Move::Message {
                name: name.clone(),
                key: key.clone(),
                content: self.wish.clone(),
            },
            What::Signal { name, .. } => Move::Signal { name: name.clone() },
            What::Condition { .. } => {
                let names = self.awaited_names(&asked.step);
                let mut values = BTreeMap::new();
                for name in names {
                    let possible = match self.kinds.get(&name) {
                        Some(kind) => self.candidates.values(&name, kind),
                        None => self.candidates.anything(&name),
                    };
                    if let Some(value) = self.dice.pick(&possible) {
                        values.insert(name, value.clone());
                    }
                }
                Move::SetData { values }
            }
            _ => return None,
        })
    }

    /// The variables an event's condition speaks of.
    fn awaited_names(&self, step: &StepId) -> Vec<String> {
        let Some(StepKind::Event(happening)) = self.definition.step(step).map(|step| &step.kind)
        else {
            return Vec::new();
        };
        let conditions = happening
            .triggers
            .iter()
            .filter_map(|trigger| match trigger {
                crate::step::Trigger::Condition { expression } => feel::parse(expression).ok(),
                _ => None,
            });
        let names = conditions.flat_map(|condition| condition.names());
        names.map(|(name, _)| name).collect()
    }
}

fn begins_by_event(kind: &StepKind) -> bool {
    match kind {
        StepKind::Event(happening) => {
            matches!(happening.at, Stands::Start { .. }) && !happening.triggers.is_empty()
        }
        StepKind::Receive(receive) => receive.begins,
        _ => false,
    }
}
