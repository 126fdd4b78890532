//! What a case waits for besides work: messages, signals, times, conditions. Something that happens ends a wait and sets
//! off what stands behind it.

use super::driver::Driver;
use super::event::{Awaited, Fact};
use super::rejection::Rejection;
use super::scratch::Scratch;
use super::state::Wait;
use super::{occurring, storable, timing};
use crate::definition::{MessagePlan, Plan, TriggerPlan};
use crate::id::{StepInstanceId, TimerId, WaitId};
use crate::step::{Sort, Stands, StepKind};
use feel::Value;
use std::collections::BTreeMap;

/// Begins to wait for the events at the edge of a visit.
pub(super) fn arm_boundaries(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    step: usize,
) -> Result<(), String> {
    let definition = scratch.definition;
    for &event in definition.structure.boundaries(step) {
        if scratch.visit(id).is_none() {
            break;
        }
        arm(scratch, id, event)?;
    }
    Ok(())
}

/// Begins to wait for what begins the event sub-processes of a scope.
pub(super) fn arm_scope(scratch: &mut Scratch<'_>, scope: StepInstanceId) -> Result<(), String> {
    let definition = scratch.definition;
    let slot = scratch.slot(scope);
    for &group in definition.structure.event_subs(slot) {
        for &start in definition.structure.starts(group + 1) {
            if is_interrupted(scratch, scope) {
                return Ok(());
            }
            arm(scratch, scope, start)?;
        }
    }
    Ok(())
}

/// Begins to wait, on behalf of a visit or a scope, for all that sets off a step. Nothing is waited for twice.
pub(super) fn arm(
    scratch: &mut Scratch<'_>,
    owner: StepInstanceId,
    step: usize,
) -> Result<(), String> {
    let definition = scratch.definition;
    let Plan::Catching { triggers, .. } = &definition.plans[step] else {
        return Ok(());
    };
    let id = scratch.step_id(step);
    let mut waits = scratch.state.waits.values();
    if waits.any(|wait| wait.owner == owner && wait.step == id) {
        return Ok(());
    }
    if triggers.is_empty() && scratch.simulates() {
        scratch.emit(Fact::Awaited {
            wait: WaitId(scratch.next_id()),
            owner,
            step: id.clone(),
            what: Awaited::Inside,
        });
    }
    for trigger in triggers {
        if let Some(what) = awaited(scratch, owner, trigger)? {
            let wait = WaitId(scratch.next_id());
            let past = matches!(&what, Awaited::Timer { due, .. } if *due <= scratch.at);
            let kept = kept(scratch, &what);
            let holds = holds_already(scratch, owner, trigger, &what);
            scratch.emit(Fact::Awaited {
                wait,
                owner,
                step: id.clone(),
                what,
            });
            if let Some(place) = kept {
                let content = scratch.state.messages[place].0.content.clone();
                scratch.emit(Fact::MessageGone { place });
                occurring::occur(scratch, wait, content);
            } else if past || holds {
                occurring::occur(scratch, wait, BTreeMap::new());
            }
            if scratch.visit(owner).is_none() && owner != StepInstanceId::ROOT {
                break;
            }
        }
    }
    Ok(())
}

/// None for what comes only from inside the case, and is found when it is thrown.
fn awaited(
    scratch: &mut Scratch<'_>,
    owner: StepInstanceId,
    trigger: &TriggerPlan,
) -> Result<Option<Awaited>, String> {
    if matches!(
        scratch.driver,
        Some(Driver {
            simulates: true,
            ..
        })
    ) {
        let comes = !matches!(trigger, TriggerPlan::Compensation(_) | TriggerPlan::Link(_));
        return Ok(comes.then(|| match trigger {
            TriggerPlan::Signal(name) => Awaited::Signal { name: name.clone() },
            TriggerPlan::Message(message) => Awaited::Message {
                name: message.name.clone(),
                key: None,
            },
            _ => Awaited::Inside,
        }));
    }
    Ok(Some(match trigger {
        TriggerPlan::Message(message) => {
            let key = key(scratch, owner, message)?;
            Awaited::Message {
                name: message.name.clone(),
                key,
            }
        }
        TriggerPlan::Signal(name) => Awaited::Signal { name: name.clone() },
        TriggerPlan::Timer(timer) => {
            let working = scratch.definition.working(timer.calendar.as_deref())?;
            let data = scratch.data_of(owner);
            let times = timing::times(timer, &data, &scratch.moment(), working)?;
            Awaited::Timer {
                timer: TimerId(scratch.next_id()),
                due: times.due,
                left: times.left,
                every: times.every,
                again: times.again,
            }
        }
        TriggerPlan::Condition(_) => {
            scratch.data_changed = true;
            Awaited::Condition
        }
        _ => return Ok(None),
    }))
}

/// Which message is meant. A key that gives nothing would mean any.
pub(super) fn key(
    scratch: &Scratch<'_>,
    id: StepInstanceId,
    message: &MessagePlan,
) -> Result<Option<Value>, String> {
    let Some(formula) = &message.key else {
        return Ok(None);
    };
    match scratch.evaluate(id, formula)? {
        Value::Null => Err(format!(
            "“{}” tells which message “{}” is meant, but gave nothing.",
            formula.source, message.name
        )),
        key => Ok(Some(storable::value(&key))),
    }
}

/// Whether a condition need not be waited for.
fn holds_already(
    scratch: &Scratch<'_>,
    owner: StepInstanceId,
    trigger: &TriggerPlan,
    what: &Awaited,
) -> bool {
    match (trigger, what) {
        (TriggerPlan::Condition(condition), Awaited::Condition) => scratch
            .is_true(condition, &scratch.data_of(owner))
            .unwrap_or(false),
        _ => false,
    }
}

/// The place of a message that has come already.
fn kept(scratch: &Scratch<'_>, what: &Awaited) -> Option<usize> {
    let Awaited::Message { name, key } = what else {
        return None;
    };
    let mut messages = scratch.state.messages.iter();
    messages.position(|(message, until)| {
        message.name == *name && fits(key.as_ref(), message.key.as_ref()) && *until >= scratch.at
    })
}

/// A message without a key reaches whoever waits for its name, and so does a wait without a key.
pub(super) fn fits(wanted: Option<&Value>, given: Option<&Value>) -> bool {
    match (wanted, given) {
        (Some(wanted), Some(given)) => wanted == given,
        _ => true,
    }
}

/// Stops waiting on behalf of a scope.
pub(super) fn drop_waits_of(scratch: &mut Scratch<'_>, scope: StepInstanceId) {
    let waits = scratch.state.waits.iter();
    let owned: Vec<_> = waits
        .filter(|(_, wait)| wait.owner == scope && is_start(scratch, wait))
        .map(|(id, wait)| match wait.what {
            Awaited::Timer { timer, .. } => (*id, Some(timer)),
            _ => (*id, None),
        })
        .collect();
    for (wait, timer) in owned {
        scratch.emit(Fact::WaitDropped { wait, timer });
    }
}

fn is_start(scratch: &Scratch<'_>, wait: &Wait) -> bool {
    let step = scratch.definition.graph.step(&wait.step);
    let stands = step.and_then(|step| scratch.definition.stands(step));
    matches!(stands, Some(Stands::Start { .. }))
}

/// Looks again at the conditions that are waited for. Whether one has come true.
pub(super) fn look_at_conditions(scratch: &mut Scratch<'_>) -> bool {
    let definition = scratch.definition;
    let waits: Vec<_> = scratch
        .state
        .waits
        .iter()
        .filter(|(_, wait)| wait.what == Awaited::Condition)
        .map(|(id, wait)| (*id, wait.owner, wait.step.clone()))
        .collect();
    for (id, owner, step) in waits {
        let Some(step) = definition.graph.step(&step) else {
            continue;
        };
        let Plan::Catching { triggers, .. } = &definition.plans[step] else {
            continue;
        };
        let holds = triggers.iter().any(|trigger| match trigger {
            // What cannot be worked out yet has not come true yet.
            TriggerPlan::Condition(condition) => scratch
                .is_true(condition, &scratch.data_of(owner))
                .unwrap_or(false),
            _ => false,
        });
        if holds {
            occurring::occur(scratch, id, BTreeMap::new());
            return true;
        }
    }
    false
}

/// Whoever drives the case says that something has happened.
pub(super) fn happen(scratch: &mut Scratch<'_>, wait: WaitId) -> Result<(), Rejection> {
    if !scratch.state.waits.contains_key(&wait) {
        return Err(Rejection::NobodyWaits);
    }
    occurring::occur(scratch, wait, BTreeMap::new());
    Ok(())
}

/// Whether an event sub-process that stopped everything else is at work in a scope: nothing else begins there then.
pub(super) fn is_interrupted(scratch: &Scratch<'_>, scope: StepInstanceId) -> bool {
    let definition = scratch.definition;
    let interrupts = |group: usize| {
        let starts = definition.structure.starts(group + 1).iter();
        let mut stands = starts.map(|start| definition.stands(*start));
        stands.any(|stands| matches!(stands, Some(Stands::Start { interrupting: true })))
    };
    let mut inside = scratch
        .state
        .active
        .values()
        .filter(|visit| visit.scope == scope);
    inside.any(|visit| {
        let step = definition.graph.step(&visit.step);
        step.is_some_and(|step| {
            let kind = &definition.diagram().steps[step].kind;
            matches!(kind, StepKind::SubProcess(sub) if sub.sort == Sort::Event) && interrupts(step)
        })
    })
}
