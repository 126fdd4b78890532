//! Membership: `in`, ranges and `instance of`.

use std::ops::Bound;

use super::compare::{holds, weight};
use super::{ErrorKind, EvalContext, EvalError, Evaluator, Failure, equal, order};
use crate::ast::{Comparison, Node, Test};
use crate::{Range, Type, Value};

impl<'a> Evaluator<'a> {
    pub(super) fn is_in(&mut self, value: &'a Node, tests: &'a [Test]) -> Result<Value, EvalError> {
        let found = self.value(value)?;
        for test in tests {
            let holds = match test {
                Test::Compare(Comparison::Equal, node) => self.equals(&found, node)?,
                Test::Compare(Comparison::NotEqual, node) => !self.equals(&found, node)?,
                Test::Compare(operator, node) => {
                    if found.is_null() {
                        return Err(self.no_value(value));
                    }
                    let other = self.present(node)?;
                    let order = order(&found, &other, self.context)
                        .map_err(|failure| failure.at(node.span))?;
                    holds(*operator, order)
                }
                Test::Value(node) => {
                    let wanted = self.value(node)?;
                    self.spend(weight(&wanted, self.fuel + 1), node.span)?;
                    if found.is_null() && matches!(wanted, Value::Range(_)) {
                        return Err(self.no_value(value));
                    }
                    matches(&found, &wanted, self.context)
                        .map_err(|failure| failure.at(node.span))?
                }
            };
            if holds {
                return Ok(Value::Boolean(true));
            }
        }
        Ok(Value::Boolean(false))
    }

    fn equals(&mut self, found: &Value, node: &'a Node) -> Result<bool, EvalError> {
        let other = self.value(node)?;
        equal(found, &other, self.context).map_err(|failure| failure.at(node.span))
    }

    pub(super) fn range(
        &mut self,
        start: Option<&'a Node>,
        start_included: bool,
        end: Option<&'a Node>,
        end_included: bool,
    ) -> Result<Value, EvalError> {
        let mut bound = |node: Option<&'a Node>, included: bool| match node {
            None => Ok(Bound::Unbounded),
            Some(node) => {
                let value = self.present(node)?;
                let ordered = matches!(
                    value,
                    Value::Number(_)
                        | Value::String(_)
                        | Value::Date(_)
                        | Value::Time(_)
                        | Value::DateTime(_)
                        | Value::Duration(_)
                        | Value::YearsMonths(_)
                );
                match (ordered, included) {
                    (false, _) => {
                        Err(self.wrong_type(node, &value, "a number, a text, a date or a duration"))
                    }
                    (true, true) => Ok(Bound::Included(value)),
                    (true, false) => Ok(Bound::Excluded(value)),
                }
            }
        };
        let range = Range {
            start: bound(start, start_included)?,
            end: bound(end, end_included)?,
        };
        Ok(Value::Range(range.into()))
    }

    pub(super) fn instance_of(
        &mut self,
        node: &'a Node,
        wanted: &Type,
    ) -> Result<Value, EvalError> {
        let value = self.value(node)?;
        self.spend(weight(&value, self.fuel + 1), node.span)?;
        Ok(Value::Boolean(is_instance(&value, wanted)))
    }
}

/// Whether a value equals what is wanted, or lies in the range or list that is wanted.
fn matches(found: &Value, wanted: &Value, context: &EvalContext) -> Result<bool, Failure> {
    match wanted {
        Value::Range(range) => range_contains(range, found, context),
        Value::List(items) => {
            // A list may hold values of several kinds and ranges: other kinds are simply not it.
            let item_matches = |item: &Value| match item {
                Value::Range(range) if !found.is_null() => range_contains(range, found, context),
                _ => equal(found, item, context),
            };
            for item in items.iter() {
                match item_matches(item) {
                    Ok(true) => return Ok(true),
                    Err(failure) if failure.kind != ErrorKind::WrongType => return Err(failure),
                    _ => {}
                }
            }
            match found {
                Value::List(_) => equal(found, wanted, context),
                _ => Ok(false),
            }
        }
        _ => equal(found, wanted, context),
    }
}

pub(crate) fn range_contains(
    range: &Range,
    value: &Value,
    context: &EvalContext,
) -> Result<bool, Failure> {
    let above = match &range.start {
        Bound::Unbounded => true,
        Bound::Included(start) => order(value, start, context)?.is_ge(),
        Bound::Excluded(start) => order(value, start, context)?.is_gt(),
    };
    let below = match &range.end {
        Bound::Unbounded => true,
        Bound::Included(end) => order(value, end, context)?.is_le(),
        Bound::Excluded(end) => order(value, end, context)?.is_lt(),
    };
    Ok(above && below)
}

fn is_instance(value: &Value, wanted: &Type) -> bool {
    match (value, wanted) {
        (Value::Null, wanted) => *wanted == Type::Null,
        (_, Type::Any) => true,
        (Value::List(items), Type::List(of)) => items.iter().all(|item| is_instance(item, of)),
        (Value::Range(range), Type::Range(of)) => {
            [&range.start, &range.end]
                .into_iter()
                .all(|bound| match bound {
                    Bound::Included(value) | Bound::Excluded(value) => is_instance(value, of),
                    Bound::Unbounded => true,
                })
        }
        (Value::Context(fields), Type::Context(wanted)) => wanted
            .iter()
            .all(|(name, of)| fields.get(name).is_some_and(|field| is_instance(field, of))),
        (value, wanted) => Type::of(value) == *wanted,
    }
}
