//! Boxed expressions without loops.

use super::function::Closure;
use super::logic::{Place, copy, value, wrong};
use super::{Variables, convert};
use crate::decision::compile::{Entry, Lambda, Logic, LogicKind};
use feel::{EvalError, Evaluation, Function, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

#[inline(never)]
pub(super) fn invocation(
    callee: &Logic,
    bindings: &[(String, Logic)],
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    let function = match value(callee, scope, place, evaluation)? {
        Value::Function(function) => function,
        _ => return Err(wrong("What is called here is not a function.")),
    };
    let mut arguments = Vec::new();
    for (name, logic) in bindings {
        let argument = value(logic, scope, place, evaluation)?;
        arguments.push((name.clone(), argument));
    }
    evaluation.call_named(&function, arguments)
}

#[inline(never)]
pub(super) fn list(
    items: &[Logic],
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    let mut values = Vec::new();
    for item in items {
        values.push(value(item, scope, place, evaluation)?);
    }
    Ok(Value::list(values))
}

#[inline(never)]
pub(super) fn relation(
    columns: &[String],
    rows: &[Vec<Logic>],
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    let mut values = Vec::new();
    for row in rows {
        let mut fields = BTreeMap::new();
        for (name, cell) in columns.iter().zip(row) {
            fields.insert(name.clone(), value(cell, scope, place, evaluation)?);
        }
        values.push(Value::context(fields));
    }
    Ok(Value::list(values))
}

/// A boxed function, with the values around it and perhaps a name by which it may call itself.
#[inline(never)]
pub(super) fn closure(
    lambda: &Arc<Lambda>,
    own_name: Option<&String>,
    scope: &Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    Ok(Value::Function(Function::new(Closure {
        lambda: Arc::clone(lambda),
        scope: copy(scope, evaluation)?,
        own_name: own_name.cloned(),
        element: place.element.to_owned(),
        record: place.record.clone(),
    })))
}

#[inline(never)]
pub(super) fn conditional(
    [condition, then, otherwise]: &[Logic; 3],
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    match value(condition, scope, place, evaluation)? {
        Value::Boolean(true) => value(then, scope, place, evaluation),
        Value::Boolean(false) => value(otherwise, scope, place, evaluation),
        _ => Err(wrong("The condition is neither yes nor no.")),
    }
}

/// Entry by entry, each of which may use those before it; the one without a name is the result.
#[inline(never)]
pub(super) fn context(
    entries: &[Entry],
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    let mut inner = copy(scope, evaluation)?;
    let mut fields = BTreeMap::new();
    for entry in entries {
        let found = match (&entry.logic.kind, &entry.name) {
            (LogicKind::Function(lambda), Some(name)) => {
                closure(lambda, Some(name), &inner, place, evaluation)?
            }
            _ => value(&entry.logic, &mut inner, place, evaluation)?,
        };
        let Some(name) = &entry.name else {
            return Ok(found);
        };
        let found = fitted(found, entry, name, evaluation)?;
        inner.insert(name.clone(), found.clone());
        fields.insert(name.clone(), found);
    }
    Ok(Value::context(fields))
}

/// As the type that the entry's author says.
fn fitted(
    found: Value,
    entry: &Entry,
    name: &str,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    match &entry.shape {
        Some(shape) => {
            let converted = convert(&found, shape, name, evaluation);
            evaluation.forgive(converted)
        }
        None => Ok(found),
    }
}
