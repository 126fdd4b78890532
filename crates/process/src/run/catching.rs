//! Who catches an error or an escalation, and what that sets off.

use super::awaiting;
use super::occurring;
use super::scratch::Scratch;
use crate::definition::{Plan, TriggerPlan};
use crate::id::StepInstanceId;
use crate::step::Stands;
use std::collections::BTreeMap;

/// Who catches what is thrown: an event sub-process of a scope, or an event at the edge of a visit.
pub(super) enum Catcher {
    EventSub { scope: StepInstanceId, start: usize },
    Edge { host: StepInstanceId, event: usize },
}

impl Catcher {
    pub fn step(&self) -> usize {
        match self {
            Self::EventSub { start, .. } => *start,
            Self::Edge { event, .. } => *event,
        }
    }
}

pub(super) fn caught(scratch: &mut Scratch<'_>, catcher: &Catcher) {
    let definition = scratch.definition;
    let step = catcher.step();
    let (Some(Stands::Start { interrupting }) | Some(Stands::Boundary { interrupting, .. })) =
        definition.stands(step)
    else {
        return;
    };
    // An error ends what it comes from, whatever is drawn.
    let is_error = |trigger: &TriggerPlan| matches!(trigger, TriggerPlan::Error(_));
    let errors = matches!(&definition.plans[step], Plan::Catching { triggers, .. } if triggers.iter().any(is_error));
    let interrupting = *interrupting || errors;
    match *catcher {
        Catcher::EventSub { scope, start } => {
            occurring::begin_event_sub(scratch, scope, start, interrupting, BTreeMap::new());
        }
        Catcher::Edge { host, event } => {
            occurring::at_edge(scratch, host, event, interrupting, BTreeMap::new());
        }
    }
}

/// Goes up the tree of scopes to the first who catches it. On one level, whoever names the code comes before whoever
/// takes any.
pub(super) fn find(
    scratch: &Scratch<'_>,
    scope: StepInstanceId,
    own: Option<StepInstanceId>,
    wanted: &dyn Fn(&TriggerPlan) -> Option<&String>,
    code: &str,
) -> Option<Catcher> {
    let definition = scratch.definition;
    let fits = |step: usize, exact: bool| {
        let Plan::Catching { triggers, .. } = &definition.plans[step] else {
            return false;
        };
        let mut codes = triggers.iter().filter_map(wanted);
        codes.any(|caught| {
            if exact {
                caught == code
            } else {
                caught.is_empty()
            }
        })
    };
    let edge = |host: StepInstanceId, exact: bool| {
        let visit = scratch.visit(host).filter(|visit| visit.round.is_none())?;
        let step = definition.graph.step(&visit.step)?;
        let events = definition.structure.boundaries(step).iter();
        let event = events.copied().find(|event| fits(*event, exact))?;
        Some(Catcher::Edge { host, event })
    };
    if let Some(own) = own {
        let found = edge(own, true).or_else(|| edge(own, false));
        if found.is_some() {
            return found;
        }
    }
    let mut at = scope;
    let mut from: Option<usize> = None;
    loop {
        let groups = definition.structure.event_subs(scratch.slot(at));
        let event_sub = |exact: bool| {
            let groups = groups.iter().filter(|group| Some(**group) != from);
            let mut starts = groups.flat_map(|group| definition.structure.starts(group + 1));
            let start = starts.find(|start| fits(**start, exact))?;
            Some(Catcher::EventSub {
                scope: at,
                start: *start,
            })
        };
        if !groups.is_empty() && !awaiting::is_interrupted(scratch, at) {
            let found = event_sub(true).or_else(|| event_sub(false));
            if found.is_some() {
                return found;
            }
        }
        if at == StepInstanceId::ROOT {
            return None;
        }
        let found = edge(at, true).or_else(|| edge(at, false));
        if found.is_some() {
            return found;
        }
        from = scratch.step_of(at);
        at = scratch.scope_of(at);
    }
}
