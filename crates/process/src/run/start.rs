//! A case begins: the form is checked, the answers become its data.

use super::command::Requester;
use super::event::Fact;
use super::rejection::Rejection;
use super::scratch::Scratch;
use super::state::Status;
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
    let id = scratch.enter(step, &[]);
    if !values.is_empty() {
        scratch.emit(Fact::VariablesSet {
            step_instance: id,
            values,
        });
    }
    scratch.complete(id, step);
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
