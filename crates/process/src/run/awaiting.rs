//! What a case waits for besides work: messages, signals, times, conditions. Something that happens ends a wait and sets
//! off what stands behind it.

use super::driver::Driver;
use super::event::{Awaited, Fact, IncidentReason};
use super::rejection::Rejection;
use super::scratch::Scratch;
use super::state::Wait;
use super::{leaving, storable, timing};
use crate::definition::{Plan, TriggerPlan};
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
                occur(scratch, wait, content);
            } else if past || holds {
                occur(scratch, wait, BTreeMap::new());
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
            let key = message.key.as_ref();
            let key = key.map(|key| scratch.evaluate(owner, key)).transpose()?;
            Awaited::Message {
                name: message.name.clone(),
                key: key.map(|key| storable::value(&key)),
            }
        }
        TriggerPlan::Signal(name) => Awaited::Signal { name: name.clone() },
        TriggerPlan::Timer(timer) => {
            let times = timing::times(timer, &scratch.data_of(owner), &scratch.moment())?;
            Awaited::Timer {
                timer: TimerId(scratch.next_id()),
                due: times.due,
                left: times.left,
                every: times.every,
            }
        }
        TriggerPlan::Condition(_) => {
            scratch.data_changed = true;
            Awaited::Condition
        }
        _ => return Ok(None),
    }))
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

/// What is waited for happens.
pub(super) fn occur(scratch: &mut Scratch<'_>, id: WaitId, values: BTreeMap<String, Value>) {
    let Some(wait) = scratch.state.waits.get(&id).cloned() else {
        return;
    };
    let definition = scratch.definition;
    let Some(step) = definition.graph.step(&wait.step) else {
        return;
    };
    let stands = definition.stands(step);
    let goes_on = matches!(
        stands,
        Some(
            Stands::Boundary {
                interrupting: false,
                ..
            } | Stands::Start {
                interrupting: false
            }
        )
    );
    let comes_again = goes_on
        && matches!(
            wait.what,
            Awaited::Message { .. } | Awaited::Signal { .. } | Awaited::Inside
        );
    let timer = match wait.what {
        Awaited::Timer { timer, .. } => Some(timer),
        _ => None,
    };
    scratch.emit(Fact::Happened {
        wait: id,
        owner: wait.owner,
        step: wait.step.clone(),
        timer,
        again: comes_again,
    });
    let repeats = matches!(wait.what, Awaited::Timer { left: Some(_), .. })
        && scratch
            .visit(wait.owner)
            .is_some_and(|visit| visit.step == wait.step);
    if goes_on || repeats {
        fires_again(scratch, &wait);
    }
    if repeats && is_waited_for(scratch, &wait) {
        // A cycle on the way lets a token go on each time.
        let flows = &definition.graph.outgoing[step];
        return leaving::take(scratch, scratch.scope_of(wait.owner), step, flows);
    }
    let all = matches!(&definition.plans[step], Plan::Catching { all: true, .. });
    if all && !comes_again && is_waited_for(scratch, &wait) {
        return scratch.write(wait.owner, values);
    }
    match stands {
        Some(Stands::Boundary { interrupting, .. }) => {
            at_edge(scratch, wait.owner, step, *interrupting, values);
        }
        Some(Stands::Start { interrupting }) => {
            begin_event_sub(scratch, wait.owner, step, *interrupting, values);
        }
        _ => on_the_way(scratch, wait.owner, step, values),
    }
}

fn is_waited_for(scratch: &Scratch<'_>, wait: &Wait) -> bool {
    let mut others = scratch.state.waits.values();
    others.any(|other| other.owner == wait.owner && other.step == wait.step)
}

fn fires_again(scratch: &mut Scratch<'_>, wait: &Wait) {
    if let Awaited::Timer {
        due,
        left,
        every: Some(every),
        ..
    } = wait.what
        && left != Some(0)
    {
        let id = scratch.next_id();
        scratch.emit(Fact::Awaited {
            wait: WaitId(id),
            owner: wait.owner,
            step: wait.step.clone(),
            what: Awaited::Timer {
                timer: TimerId(id),
                due: feel::Timestamp(due.0.saturating_add(every)),
                left: left.map(|left| left - 1),
                every: Some(every),
            },
        });
    }
}

/// An event at the edge of a step: the step is stopped, or goes on.
pub(super) fn at_edge(
    scratch: &mut Scratch<'_>,
    host: StepInstanceId,
    event: usize,
    interrupting: bool,
    values: BTreeMap<String, Value>,
) {
    let scope = scratch.scope_of(host);
    if interrupting {
        scratch.terminate(host);
    }
    let id = scratch.enter(scope, event, &[]);
    scratch.write(id, values);
    scratch.complete(id, event);
}

/// An event sub-process begins by one of its starts.
pub(super) fn begin_event_sub(
    scratch: &mut Scratch<'_>,
    scope: StepInstanceId,
    start: usize,
    interrupting: bool,
    values: BTreeMap<String, Value>,
) {
    let definition = scratch.definition;
    let Some(group) = definition.structure.parent[start] else {
        return;
    };
    if interrupting {
        scratch.clear(scope);
    }
    let id = scratch.enter(scope, group, &[]);
    begin_inside(scratch, id, group, start, values);
}

pub(super) fn begin_inside(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    group: usize,
    start: usize,
    values: BTreeMap<String, Value>,
) {
    let opened = scratch
        .open(id, group)
        .and_then(|()| arm_scope(scratch, id));
    if let Err(message) = opened {
        return scratch.raise(id, group, IncidentReason::Expression, message);
    }
    let begun = scratch.enter(id, start, &[]);
    scratch.write(begun, values);
    scratch.complete(begun, start);
    begin_loose(scratch, id, &[start]);
}

/// Begins the steps of a scope that nothing leads to, but for these.
pub(super) fn begin_loose(scratch: &mut Scratch<'_>, scope: StepInstanceId, but: &[usize]) {
    let definition = scratch.definition;
    let slot = scratch.slot(scope);
    for &step in definition.structure.loose(slot) {
        let there = scope == StepInstanceId::ROOT || scratch.visit(scope).is_some();
        if there && !but.contains(&step) && !waits_to_begin(&definition.diagram().steps[step].kind)
        {
            scratch.go_to(scope, step, &[]);
        }
    }
}

/// Whether a step that nothing leads to begins a case only when something happens.
fn waits_to_begin(kind: &StepKind) -> bool {
    match kind {
        StepKind::Receive(receive) => receive.begins,
        StepKind::FirstEvent(first) => first.begins,
        _ => false,
    }
}

/// A step on the way that waits, or one behind a gateway that does.
fn on_the_way(
    scratch: &mut Scratch<'_>,
    owner: StepInstanceId,
    step: usize,
    values: BTreeMap<String, Value>,
) {
    let definition = scratch.definition;
    let Some(visit) = scratch.visit(owner) else {
        return;
    };
    let (at, scope) = (visit.step.clone(), visit.scope);
    let Some(at) = definition.graph.step(&at).filter(|at| *at != step) else {
        scratch.write(owner, values);
        return scratch.complete(owner, step);
    };
    scratch.emit(Fact::StepCompleted {
        step_instance: owner,
        step: scratch.step_id(at),
    });
    let ways = definition.graph.outgoing[at].iter();
    let ways: Vec<_> = ways
        .copied()
        .filter(|flow| definition.graph.target(*flow) == Some(step))
        .take(1)
        .collect();
    for flow in &ways {
        scratch.emit(Fact::FlowTaken {
            flow: scratch.flow_id(*flow),
            scope,
        });
    }
    let id = scratch.enter(scope, step, &ways);
    scratch.write(id, values);
    scratch.complete(id, step);
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
            occur(scratch, id, BTreeMap::new());
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
    occur(scratch, wait, BTreeMap::new());
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
