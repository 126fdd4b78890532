//! What each kind of step does when a case reaches it.

mod asking;
pub(super) mod calling;
mod deciding;
mod deciding_by_table;
mod grouping;
mod scripting;
pub(super) mod service;
mod waiting;

pub(super) use waiting::due;

use super::event::{Fact, IncidentReason};
use super::scratch::{Begun, Scratch};
use super::{awaiting, throwing};
use crate::definition::{ComplexPlan, Plan, TriggerPlan, Way};
use crate::id::StepInstanceId;

pub(super) fn begin(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize) -> Begun {
    if let Some(begun) = driven(scratch, id, step) {
        return begun;
    }
    let definition = scratch.definition;
    match &definition.plans[step] {
        // A parallel gateway has taken a token from each way in by now, and takes each way out.
        Plan::Start | Plan::Parallel | Plan::End | Plan::Task => Begun::Done,
        Plan::Asking(asking) => asking::begin(scratch, id, step, asking),
        Plan::Deciding(ways) => deciding::begin(scratch, id, ways),
        Plan::DecidingByTable(table) => deciding_by_table::begin(scratch, id, table),
        Plan::Waiting(waiting) => waiting::begin(scratch, id, waiting),
        Plan::Service(service) => service::begin(scratch, id, service),
        Plan::Script(script) => scripting::begin(scratch, id, script),
        Plan::Inclusive(ways) => all_that_apply(scratch, id, ways),
        Plan::Complex(ComplexPlan { ways, .. })
            if ways.iter().all(|way| way.condition.is_none()) =>
        {
            Begun::Done
        }
        Plan::Complex(ComplexPlan { ways, .. }) => all_that_apply(scratch, id, ways),
        Plan::FirstEvent => {
            let armed = definition
                .graph
                .next(step)
                .try_for_each(|event| match scratch.visit(id) {
                    Some(_) => awaiting::arm(scratch, id, event),
                    None => Ok(()),
                });
            waits(armed)
        }
        Plan::Catching { triggers, .. } => {
            let waits_here = |trigger: &TriggerPlan| !matches!(trigger, TriggerPlan::Link(_));
            if !triggers.iter().any(waits_here) {
                return Begun::Done;
            }
            waits(awaiting::arm(scratch, id, step))
        }
        Plan::Throwing { triggers, .. } => throwing::begin(scratch, id, step, triggers),
        Plan::Group(..) => grouping::begin(scratch, id, step),
        Plan::Call(call) => calling::begin(scratch, id, step, call),
    }
}

/// A group that was held begins after all.
pub(super) fn begin_group(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize) -> Begun {
    grouping::begin(scratch, id, step)
}

fn waits(armed: Result<(), String>) -> Begun {
    match armed {
        Ok(()) => Begun::Waits,
        Err(message) => Begun::Stuck(IncidentReason::Expression, message),
    }
}

/// What a driver does in place of the outside; none when the step does it itself.
fn driven(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize) -> Option<Begun> {
    let definition = scratch.definition;
    let driver = scratch.driver?;
    let drawn = &definition.diagram().steps[step].id;
    if driver.holds.contains(drawn) {
        scratch.emit(Fact::StepHeld { step_instance: id });
        return Some(Begun::Waits);
    }
    let outgoing = &definition.graph.outgoing[step];
    match &definition.plans[step] {
        Plan::Deciding(_) | Plan::Inclusive(_) | Plan::Complex(_) => {
            if let Some(ways) = driver.ways.get(drawn) {
                let ways = ways.iter().filter_map(|way| definition.graph.flow(way));
                return Some(Begun::Takes(ways.collect()));
            }
            let only = if outgoing.len() == 1 {
                outgoing.clone()
            } else {
                Vec::new()
            };
            driver.simulates.then_some(Begun::Takes(only))
        }
        Plan::Asking(_)
        | Plan::DecidingByTable(_)
        | Plan::Service(_)
        | Plan::Script(_)
        | Plan::Call(_)
            if driver.simulates =>
        {
            Some(Begun::Done)
        }
        Plan::Waiting(_) if driver.simulates => {
            scratch.emit(Fact::StepHeld { step_instance: id });
            Some(Begun::Waits)
        }
        _ => None,
    }
}

/// The flows whose condition holds.
pub(super) fn holding(
    scratch: &Scratch<'_>,
    id: StepInstanceId,
    ways: &[Way],
) -> Result<Vec<usize>, String> {
    let data = scratch.data_of(id);
    let mut taken = Vec::new();
    for way in ways {
        if let Some(condition) = &way.condition
            && scratch.is_true(condition, &data)?
        {
            taken.push(way.flow);
        }
    }
    Ok(taken)
}

/// Every way that applies; the one for all other cases when none does.
fn all_that_apply(scratch: &Scratch<'_>, id: StepInstanceId, ways: &[Way]) -> Begun {
    match holding(scratch, id, ways) {
        Err(message) => Begun::Stuck(IncidentReason::Expression, message),
        Ok(taken) if !taken.is_empty() => Begun::Takes(taken),
        Ok(_) => match ways.iter().find(|way| way.otherwise) {
            Some(way) => Begun::Takes(vec![way.flow]),
            None => Begun::Stuck(
                IncidentReason::NoWay,
                "None of the conditions holds, and there is no way for all other cases.".into(),
            ),
        },
    }
}
