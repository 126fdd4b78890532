//! Something that was waited for happens: the wait ends, and what stands behind it goes on.

use super::awaiting::arm_scope;
use super::event::{Awaited, Fact, IncidentReason};
use super::scratch::Scratch;
use super::state::Wait;
use super::{leaving, timing};
use crate::definition::Plan;
use crate::id::{StepInstanceId, TimerId, WaitId};
use crate::step::{Stands, StepKind};
use feel::{Timestamp, Value};
use std::collections::BTreeMap;

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

/// The time after that, if it is one that comes again and again.
fn fires_again(scratch: &mut Scratch<'_>, wait: &Wait) {
    let Awaited::Timer {
        due,
        left,
        every,
        again,
        ..
    } = &wait.what
    else {
        return;
    };
    if *left == Some(0) {
        return;
    }
    let next = match (every, again) {
        (Some(every), _) => Some(Timestamp(due.0.saturating_add(*every))),
        (None, Some(again)) => {
            // A calendar that is gone since then holds nothing up: what is due comes by the clocks alone.
            let working = scratch.definition.working(again.calendar.as_deref());
            timing::again(again, *due, &scratch.moment(), working.ok().flatten())
        }
        (None, None) => None,
    };
    if let Some(due) = next {
        let id = scratch.next_id();
        scratch.emit(Fact::Awaited {
            wait: WaitId(id),
            owner: wait.owner,
            step: wait.step.clone(),
            what: Awaited::Timer {
                timer: TimerId(id),
                due,
                left: left.map(|left| left - 1),
                every: *every,
                again: again.clone(),
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
