//! What reaches a case from outside besides work: messages, signals, data, more rounds, and the hand of a driver.

use super::awaiting::fits;
use super::event::{Awaited, Fact, SentMessage};
use super::occurring::occur;
use super::rejection::Rejection;
use super::scratch::Scratch;
use super::state::Doing;
use super::{leaving, step, storable, throwing};
use crate::definition::Plan;
use crate::id::StepInstanceId;
use feel::Value;
use std::collections::BTreeMap;

/// The first that waits for it takes it. Otherwise it is kept, if it says until when.
pub(super) fn receive(scratch: &mut Scratch<'_>, message: &SentMessage) -> Result<(), Rejection> {
    // A key that is nothing is none.
    let message = &SentMessage {
        key: message.key.clone().filter(|key| *key != Value::Null),
        ..message.clone()
    };
    let waits = scratch.state.waits.iter();
    let first = waits.into_iter().find(|(_, wait)| match &wait.what {
        Awaited::Message { name, key } => {
            *name == message.name && fits(key.as_ref(), message.key.as_ref())
        }
        _ => false,
    });
    if let Some((&wait, _)) = first {
        forget_old(scratch);
        let values = message.content.iter();
        let values = values.map(|(key, value)| (key.clone(), storable::value(value)));
        occur(scratch, wait, values.collect());
        return Ok(());
    }
    let until = message.keep_until.filter(|until| *until > scratch.at);
    let until = until.ok_or(Rejection::NobodyWaits)?;
    forget_old(scratch);
    scratch.emit(Fact::MessageKept {
        message: message.clone(),
        until,
    });
    Ok(())
}

fn forget_old(scratch: &mut Scratch<'_>) {
    for place in (0..scratch.state.messages.len()).rev() {
        if scratch.state.messages[place].1 < scratch.at {
            scratch.emit(Fact::MessageGone { place });
        }
    }
}

pub(super) fn hear(scratch: &mut Scratch<'_>, signal: &str, values: &BTreeMap<String, Value>) {
    let waits = throwing::hearing(scratch, signal);
    throwing::hear(scratch, waits, values);
}

pub(super) fn set_variables(scratch: &mut Scratch<'_>, values: &BTreeMap<String, Value>) {
    let values = values.iter();
    let values = values.map(|(key, value)| (key.clone(), storable::value(value)));
    scratch.write_in(StepInstanceId::ROOT, values.collect());
}

pub(super) fn add_round(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    item: &Value,
) -> Result<(), Rejection> {
    must_be_open(scratch, id)?;
    scratch.emit(Fact::RoundAdded {
        step_instance: id,
        item: storable::value(item),
    });
    scratch.due.push_back(id);
    Ok(())
}

pub(super) fn close_rounds(scratch: &mut Scratch<'_>, id: StepInstanceId) -> Result<(), Rejection> {
    must_be_open(scratch, id)?;
    scratch.emit(Fact::RoundsClosed { step_instance: id });
    scratch.due.push_back(id);
    Ok(())
}

fn must_be_open(scratch: &Scratch<'_>, id: StepInstanceId) -> Result<(), Rejection> {
    match scratch.visit(id).map(|visit| &visit.doing) {
        Some(Doing::Repeating(rounds)) if !rounds.closed => Ok(()),
        _ => Err(Rejection::NotWaiting { step_instance: id }),
    }
}

pub(super) fn release(scratch: &mut Scratch<'_>, id: StepInstanceId) -> Result<(), Rejection> {
    let held = scratch.visit(id).filter(|visit| visit.doing == Doing::Held);
    let step = held.map(|visit| visit.step.clone());
    let step = step.ok_or(Rejection::NotWaiting { step_instance: id })?;
    let step = scratch.index_of(&step)?;
    if matches!(scratch.definition.plans[step], Plan::Group(..)) {
        // It was held before its steps; now they begin.
        scratch.emit(Fact::StepReleased { step_instance: id });
        let begun = step::begin_group(scratch, id, step);
        scratch.follow(id, step, begun);
        return Ok(());
    }
    // Whoever drives the case may also say by which of its ways it is left.
    let id_of_step = &scratch.definition.diagram().steps[step].id;
    let ways = scratch
        .driver
        .and_then(|driver| driver.ways.get(id_of_step));
    let ways: Option<Vec<usize>> = ways.map(|ways| {
        let known = ways.iter();
        known
            .filter_map(|way| scratch.definition.graph.flow(way))
            .collect()
    });
    leaving::leave(scratch, id, step, ways.as_deref());
    Ok(())
}
