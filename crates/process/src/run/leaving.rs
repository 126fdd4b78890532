//! A visit is over: what it hands on, what can be undone of it, and which ways it takes.

use super::event::{Fact, IncidentReason};
use super::scratch::{Moving, Scratch};
use super::{repeat, step, storable, undo};
use crate::definition::{Plan, Way};
use crate::id::StepInstanceId;
use std::borrow::Cow;
use std::collections::BTreeMap;

pub(super) fn leave(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    step: usize,
    flows: Option<&[usize]>,
) {
    let Some(visit) = scratch.visit(id) else {
        return;
    };
    let (scope, round, undoes_for) = (visit.scope, visit.round, visit.undoes_for);
    let definition = scratch.definition;
    if let Err(message) = hand_on(scratch, id, step) {
        return scratch.raise(id, step, IncidentReason::Expression, message);
    }
    if round.is_some() {
        return repeat::round_done(scratch, id, step);
    }
    let around = definition.around(step);
    let chosen = match (flows, around.and_then(|around| around.ways.as_deref())) {
        (None, Some(ways)) if !scratch.simulates() => match conditional(scratch, id, ways) {
            Ok(flows) => Cow::Owned(flows),
            Err((reason, message)) => return scratch.raise(id, step, reason, message),
        },
        (Some(flows), _) => Cow::Borrowed(flows),
        (None, _) => Cow::Borrowed(definition.graph.outgoing[step].as_slice()),
    };
    undo::note(scratch, id, step);
    scratch.emit(Fact::StepCompleted {
        step_instance: id,
        step: scratch.step_id(step),
    });
    scratch.touch(scope);
    if let Some(thrower) = undoes_for {
        return scratch.due.push_back(thrower);
    }
    // An end is an end, whatever is drawn behind it.
    if matches!(
        definition.plans[step],
        Plan::End | Plan::Throwing { ends: true, .. }
    ) {
        return;
    }
    take(scratch, scope, step, &chosen);
}

/// Puts the tokens a step gives on flows.
pub(super) fn take(scratch: &mut Scratch<'_>, scope: StepInstanceId, step: usize, flows: &[usize]) {
    let gives = scratch
        .definition
        .around(step)
        .map_or(1, |around| around.gives);
    scratch.tokens_given += flows.len() * gives;
    for flow in flows {
        for _ in 0..gives {
            scratch.emit(Fact::FlowTaken {
                flow: scratch.flow_id(*flow),
                scope,
            });
            scratch.moving.push_back(Moving::Token(scope, *flow));
        }
    }
}

/// Works out the outputs of a step and sets them around it.
fn hand_on(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize) -> Result<(), String> {
    let definition = scratch.definition;
    let Some(around) = definition.around(step) else {
        return Ok(());
    };
    let rounds =
        around.repeat.is_some() && scratch.visit(id).is_some_and(|visit| visit.round.is_none());
    if around.outputs.is_empty() || rounds || scratch.simulates() {
        return Ok(());
    }
    let mut values = BTreeMap::new();
    for (key, from) in &around.outputs {
        let value = scratch.evaluate(id, from)?;
        values.insert(key.clone(), storable::value(&value));
    }
    scratch.write_around(id, scratch.scope_of(id), values);
    Ok(())
}

/// The ways out of a step that is no gateway: all without a condition, and those whose condition holds.
fn conditional(
    scratch: &Scratch<'_>,
    id: StepInstanceId,
    ways: &[Way],
) -> Result<Vec<usize>, (IncidentReason, String)> {
    let mut taken = step::holding(scratch, id, ways)
        .map_err(|message| (IncidentReason::Expression, message))?;
    let always = ways
        .iter()
        .filter(|way| way.condition.is_none() && !way.otherwise);
    let always: Vec<_> = always.map(|way| way.flow).collect();
    if taken.is_empty() {
        match ways.iter().find(|way| way.otherwise) {
            Some(way) => taken.push(way.flow),
            None if always.is_empty() => {
                let message =
                    "None of the conditions holds, and there is no way for all other cases.";
                return Err((IncidentReason::NoWay, message.into()));
            }
            None => {}
        }
    }
    taken.extend(always);
    taken.sort_unstable();
    Ok(taken)
}
