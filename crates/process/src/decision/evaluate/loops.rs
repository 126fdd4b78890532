//! Boxed loops and filters.

use super::Variables;
use super::logic::{Place, copy, value, wrong};
use crate::decision::compile::Logic;
use crate::decision::model::LoopKind;
use feel::{EvalError, Evaluation, Expression, Span, Value};
use std::sync::{Arc, OnceLock};

/// By this name a loop’s body knows the results so far.
const PARTIAL: &str = "partial";

#[inline(never)]
pub(super) fn filter(
    [list, keep]: &[Logic; 2],
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    let mut kept = Vec::new();
    let list = value(list, scope, place, evaluation)?;
    for item in listed(list) {
        let mut inner = copy(scope, evaluation)?;
        if let Value::Context(fields) = &item {
            let fields = fields.iter();
            inner.extend(fields.map(|(name, field)| (name.clone(), field.clone())));
        }
        inner.insert("item".to_owned(), item.clone());
        match value(keep, &mut inner, place, evaluation)? {
            Value::Boolean(true) => kept.push(item),
            Value::Boolean(false) => {}
            _ => return Err(wrong("What is matched with is neither yes nor no.")),
        }
    }
    Ok(Value::list(kept))
}

#[inline(never)]
pub(super) fn each(
    kind: LoopKind,
    variable: &str,
    [list, body]: [&Logic; 2],
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    let list = value(list, scope, place, evaluation)?;
    let list = items(list, evaluation)?;
    let mut inner = copy(scope, evaluation)?;
    let mut values = Arc::new(Vec::new());
    for item in list {
        inner.insert(variable.to_owned(), item);
        if kind == LoopKind::For {
            inner.insert(PARTIAL.to_owned(), Value::List(values.clone()));
        }
        let result = value(body, &mut inner, place, evaluation)?;
        inner.remove(PARTIAL);
        if Arc::strong_count(&values) > 1 {
            // Somebody keeps the results so far: they are copied.
            evaluation.spend(values.len() as u64, Span::default())?;
        }
        Arc::make_mut(&mut values).push(result);
    }
    finish(kind, values)
}

fn finish(kind: LoopKind, values: Arc<Vec<Value>>) -> Result<Value, EvalError> {
    let stop = match kind {
        LoopKind::For => return Ok(Value::List(values)),
        LoopKind::Some => true,
        LoopKind::Every => false,
    };
    let plain = |value: &Value| matches!(value, Value::Boolean(_));
    if !values.iter().all(plain) {
        return Err(wrong("What must be satisfied is neither yes nor no."));
    }
    let found = values.contains(&Value::Boolean(stop));
    Ok(Value::Boolean(found == stop))
}

/// What a loop goes through: a list, or whatever FEEL goes through as well, such as a range.
fn items(value: Value, evaluation: &mut Evaluation<'_>) -> Result<Vec<Value>, EvalError> {
    static ALL: OnceLock<Option<Expression>> = OnceLock::new();
    if let Value::List(items) = value {
        return Ok(items.to_vec());
    }
    let all = ALL.get_or_init(|| feel::parse("for each in all return each").ok());
    let scope = Variables::from([("all".to_owned(), value)]);
    let found = all.as_ref().map(|all| evaluation.evaluate(all, &scope));
    match found.transpose()? {
        Some(Value::List(items)) => Ok(items.to_vec()),
        _ => Err(wrong("What is gone through is not a list.")),
    }
}

/// What a filter looks through; a single value counts as a list of it.
fn listed(value: Value) -> Vec<Value> {
    match value {
        Value::List(items) => items.to_vec(),
        Value::Null => Vec::new(),
        single => vec![single],
    }
}
