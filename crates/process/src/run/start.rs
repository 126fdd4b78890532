//! A case begins: the form is checked, the answers become its data.

use super::awaiting;
use super::command::Requester;
use super::event::{Fact, IncidentReason};
use super::occurring;
use super::rejection::Rejection;
use super::scratch::Scratch;
use super::state::Status;
use crate::id::{StepId, StepInstanceId};
use feel::{Value, Zone};
use std::collections::BTreeMap;

/// The variable that holds who started the case. A field of the same name takes its place.
pub const REQUESTER: &str = "requester";

pub(super) fn start(
    scratch: &mut Scratch<'_>,
    answers: &BTreeMap<String, Value>,
    zone: &str,
    requester: Option<&Requester>,
) -> Result<(), Rejection> {
    if scratch.state.status != Status::New {
        return Err(Rejection::AlreadyStarted);
    }
    let definition = scratch.definition;
    let step = definition.start.ok_or(Rejection::NoStart)?;
    if zone.parse::<Zone>().is_err() {
        let zone = zone.to_owned();
        return Err(Rejection::UnknownZone { zone });
    }
    let mut values = requester.map(remembered).unwrap_or_default();
    if let Some(form) = definition.start_form() {
        values.extend(form.accept(answers)?);
    }
    scratch.emit(Fact::InstanceStarted {
        by: scratch.by,
        zone: zone.to_owned(),
    });
    let id = scratch.enter(StepInstanceId::ROOT, step, &[]);
    let declared = scratch.declare(id, 0, &mut values);
    scratch.write(id, values);
    let ready = declared.and_then(|()| awaiting::arm_scope(scratch, StepInstanceId::ROOT));
    if let Err(message) = ready {
        scratch.raise(id, step, IncidentReason::Expression, message);
        return Ok(());
    }
    scratch.complete(id, step);
    // In a plain drawing such a step is a mistake, and a case passes it by.
    if definition.structure.is_whole {
        occurring::begin_loose(scratch, StepInstanceId::ROOT, &[]);
    }
    Ok(())
}

/// A case begins at steps of the caller's choice: by an event, or as one of the processes of a drawing.
pub(super) fn begin_at(
    scratch: &mut Scratch<'_>,
    steps: &[StepId],
    values: &BTreeMap<String, Value>,
    zone: &str,
) -> Result<(), Rejection> {
    if scratch.state.status != Status::New {
        return Err(Rejection::AlreadyStarted);
    }
    if zone.parse::<Zone>().is_err() {
        let zone = zone.to_owned();
        return Err(Rejection::UnknownZone { zone });
    }
    let definition = scratch.definition;
    let steps: Vec<usize> = steps
        .iter()
        .map(|step| scratch.index_of(step))
        .collect::<Result<_, _>>()?;
    let first = *steps.first().ok_or(Rejection::NoStart)?;
    scratch.emit(Fact::InstanceStarted {
        by: scratch.by,
        zone: zone.to_owned(),
    });
    let mut values = values.clone();
    let declared = scratch.declare(StepInstanceId::ROOT, 0, &mut values);
    scratch.write_in(StepInstanceId::ROOT, values);
    let given = steps.clone();
    let ready = declared.and_then(|()| awaiting::arm_scope(scratch, StepInstanceId::ROOT));
    let mut problem = ready.err();
    for step in steps {
        let id = scratch.enter(StepInstanceId::ROOT, step, &[]);
        if let Some(message) = problem.take() {
            scratch.raise(id, first, IncidentReason::Expression, message);
        } else if definition.diagram().steps[step].kind.begins() || definition.begins_by_event(step)
        {
            scratch.complete(id, step);
        } else {
            scratch.begin(id, step);
        }
    }
    occurring::begin_loose(scratch, StepInstanceId::ROOT, &given);
    Ok(())
}

fn remembered(requester: &Requester) -> BTreeMap<String, Value> {
    let part = |name: &str, text: &str| (name.to_owned(), Value::from(text));
    let person = BTreeMap::from([
        part("name", &requester.name),
        part("email", &requester.email),
    ]);
    BTreeMap::from([(REQUESTER.to_owned(), Value::context(person))])
}
