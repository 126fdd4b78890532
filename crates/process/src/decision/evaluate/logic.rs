//! Works boxed expressions out.

use super::function::Closure;
use super::{Fired, Record, Variables, broken, convert, table};
use crate::decision::compile::{Entry, Logic, LogicKind};
use crate::decision::model::LoopKind;
use feel::{ErrorKind, EvalError, Evaluation, Expression, Function, Span, Value};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Where logic stands.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub element: &'a str,
    pub record: &'a Record,
}

impl Place<'_> {
    fn fired(self, rules: Vec<usize>) {
        if let Ok(mut record) = self.record.lock() {
            record.push(Fired {
                element: self.element.to_owned(),
                rules,
            });
        }
    }
}

/// The value of logic. In the kind mode a mistake in it is null.
pub(super) fn value(
    logic: &Logic,
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    evaluation.spend(1, Span::default())?;
    let found = match &logic.kind {
        LogicKind::Literal(expression) => evaluation.evaluate(expression, scope),
        LogicKind::Broken(reason) => Err(broken(reason)),
        kind => evaluation.deeper(|evaluation| compound(kind, scope, place, evaluation)),
    };
    let converted = match (&logic.shape, found) {
        (Some(shape), Ok(found)) => convert(&found, shape, place.element, evaluation),
        (_, found) => found,
    };
    evaluation.forgive(converted)
}

fn compound(
    kind: &LogicKind,
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    match kind {
        LogicKind::Literal(_) | LogicKind::Broken(_) => Ok(Value::Null),
        LogicKind::Table(logic) => {
            let decided = table::decide(logic, scope, place, evaluation)?;
            place.fired(decided.fired);
            Ok(decided.value)
        }
        LogicKind::Invocation { callee, bindings } => {
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
        LogicKind::Context(entries) => context(entries, scope, place, evaluation),
        LogicKind::List(items) => {
            let mut values = Vec::new();
            for item in items {
                values.push(value(item, scope, place, evaluation)?);
            }
            Ok(Value::list(values))
        }
        LogicKind::Relation { columns, rows } => {
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
        LogicKind::Function(lambda) => Ok(Value::Function(Function::new(Closure {
            lambda: lambda.clone(),
            scope: scope.clone(),
            own_name: None,
            element: place.element.to_owned(),
            record: place.record.clone(),
        }))),
        LogicKind::Conditional(parts) => {
            let [condition, then, otherwise] = &**parts;
            match value(condition, scope, place, evaluation)? {
                Value::Boolean(true) => value(then, scope, place, evaluation),
                Value::Boolean(false) => value(otherwise, scope, place, evaluation),
                _ => Err(wrong("The condition is neither yes nor no.")),
            }
        }
        LogicKind::Filter(parts) => {
            let [list, keep] = &**parts;
            let mut kept = Vec::new();
            let list = value(list, scope, place, evaluation)?;
            for item in listed(list) {
                let mut inner = scope.clone();
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
        LogicKind::Loop {
            kind,
            variable,
            list,
            body,
        } => {
            let list = value(list, scope, place, evaluation)?;
            let list = items(list, evaluation)?;
            let mut inner = scope.clone();
            let mut values = Vec::new();
            for item in list {
                inner.insert(variable.clone(), item);
                if *kind == LoopKind::For {
                    inner.insert("partial".to_owned(), Value::list(values.clone()));
                }
                values.push(value(body, &mut inner, place, evaluation)?);
            }
            finish(*kind, values)
        }
    }
}

fn finish(kind: LoopKind, values: Vec<Value>) -> Result<Value, EvalError> {
    let stop = match kind {
        LoopKind::For => return Ok(Value::list(values)),
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

fn context(
    entries: &[Entry],
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    let mut inner = scope.clone();
    let mut fields = BTreeMap::new();
    for entry in entries {
        let found = match (&entry.logic.kind, &entry.name) {
            (LogicKind::Function(lambda), Some(name)) => Value::Function(Function::new(Closure {
                lambda: Arc::clone(lambda),
                scope: inner.clone(),
                own_name: Some(name.clone()),
                element: place.element.to_owned(),
                record: place.record.clone(),
            })),
            _ => value(&entry.logic, &mut inner, place, evaluation)?,
        };
        let Some(name) = &entry.name else {
            return Ok(found);
        };
        let found = match &entry.shape {
            Some(shape) => {
                let converted = convert(&found, shape, name, evaluation);
                evaluation.forgive(converted)?
            }
            None => found,
        };
        inner.insert(name.clone(), found.clone());
        fields.insert(name.clone(), found);
    }
    Ok(Value::context(fields))
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

fn wrong(reason: &str) -> EvalError {
    EvalError::new(Span::default(), ErrorKind::WrongType, reason)
}
