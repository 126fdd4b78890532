//! Another process is run as a step of this one.

use crate::id::StepInstanceId;
use crate::run::event::{Fact, IncidentReason};
use crate::run::rejection::Rejection;
use crate::run::scratch::{Begun, Scratch};
use crate::run::state::Doing;
use crate::run::{storable, throwing};
use crate::step::Call;
use feel::Value;
use std::collections::BTreeMap;

pub(super) fn begin(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    step: usize,
    call: &Call,
) -> Begun {
    // Its inputs are what is in its own scope by now.
    let variables = match scratch.state.scopes.get(&id) {
        _ if call.share_all => scratch.data_of(id).into_owned(),
        Some(scope) => scope.variables.clone(),
        None => BTreeMap::new(),
    };
    scratch.emit(Fact::CallOpened {
        step_instance: id,
        step: scratch.step_id(step),
        process: call.process.clone(),
        binding: call.binding,
        variables,
    });
    Begun::Waits
}

/// With outputs, the step takes what these say; without, all of it only where everything is shared.
pub(in crate::run) fn returned(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    values: &BTreeMap<String, Value>,
) -> Result<(), Rejection> {
    let step = called(scratch, id)?;
    scratch.emit(Fact::CallReturned { step_instance: id });
    let values = values.iter();
    let values = values.map(|(key, value)| (key.clone(), storable::value(value)));
    let shares = matches!(
        &scratch.definition.plans[step],
        crate::definition::Plan::Call(call) if call.share_all
    );
    if scratch.state.scopes.contains_key(&id) {
        scratch.write_in(id, values.collect());
    } else if shares {
        scratch.write(id, values.collect());
    }
    scratch.complete(id, step);
    Ok(())
}

pub(in crate::run) fn failed(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    code: &str,
) -> Result<(), Rejection> {
    let step = called(scratch, id)?;
    if !throwing::fail(scratch, id, step, code) {
        let message = format!(
            "The process that was called ended with the error “{code}”, and nothing here catches it."
        );
        scratch.raise(id, step, IncidentReason::Uncaught, message);
    }
    Ok(())
}

pub(in crate::run) fn escalated(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    code: &str,
) -> Result<(), Rejection> {
    let step = called(scratch, id)?;
    throwing::escalate(scratch, id, step, code);
    Ok(())
}

/// A person is asked. Trying again calls anew.
pub(in crate::run) fn stopped(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    message: &str,
) -> Result<(), Rejection> {
    let step = called(scratch, id)?;
    scratch.raise(id, step, IncidentReason::Call, storable::sentence(message));
    Ok(())
}

fn called(scratch: &Scratch<'_>, id: StepInstanceId) -> Result<usize, Rejection> {
    match scratch.visit(id) {
        Some(visit) if visit.doing == Doing::AwaitingCall => scratch.index_of(&visit.step),
        _ => Err(Rejection::NotWaiting { step_instance: id }),
    }
}
