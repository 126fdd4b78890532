//! Membership: `in`, ranges and `instance of`.

use std::cmp::Ordering;
use std::ops::Bound;

use super::compare::{holds, weight};
use super::{ErrorKind, EvalError, Evaluator, Failure, Local, Rules, equal, order};
use crate::ast::{Comparison, Node, Test, UnaryTests};
use crate::{Range, RangeKind, Type, Value};

impl<'a> Evaluator<'a, '_, '_> {
    pub(super) fn is_in(&mut self, value: &'a Node, tests: &'a [Test]) -> Result<Value, EvalError> {
        let found = self.value(value)?;
        let before = self.locals.len();
        if tests.iter().any(|test| matches!(test, Test::Condition(_))) {
            self.locals.push(Local::Named("?", found.clone()));
        }
        let result = self.passes(&found, tests, Some(value));
        self.locals.truncate(before);
        result
    }

    /// Whether a value passes unary tests.
    pub(super) fn unary(
        &mut self,
        tests: &'a UnaryTests,
        input: &Value,
    ) -> Result<Value, EvalError> {
        if tests.is_any() {
            return Ok(Value::Boolean(true));
        }
        self.locals.push(Local::Named("?", input.clone()));
        let result = self.passes(input, &tests.tests, None);
        self.locals.pop();
        Ok(match self.state.forgive(result)? {
            Value::Boolean(passes) => Value::Boolean(passes != tests.negated),
            other => other,
        })
    }

    /// True as soon as one test holds; in the kind mode null when none does but one cannot be decided.
    fn passes(
        &mut self,
        found: &Value,
        tests: &'a [Test],
        subject: Option<&'a Node>,
    ) -> Result<Value, EvalError> {
        let mut result = Value::Boolean(false);
        for test in tests {
            let outcome = self.test(found, test, subject);
            match self.state.forgive(outcome)? {
                Value::Boolean(true) => return Ok(Value::Boolean(true)),
                Value::Boolean(false) => {}
                _ => result = Value::Null,
            }
        }
        Ok(result)
    }

    fn test(
        &mut self,
        found: &Value,
        test: &'a Test,
        subject: Option<&'a Node>,
    ) -> Result<Value, EvalError> {
        let no_value = |evaluator: &Self| match subject {
            Some(node) => evaluator.no_value(node),
            None => EvalError::new(
                test.node().span,
                ErrorKind::NoValue,
                "There is no value to test.",
            ),
        };
        let holds = match test {
            Test::Compare(Comparison::Equal, node) => self.equals(found, node)?,
            Test::Compare(Comparison::NotEqual, node) => !self.equals(found, node)?,
            Test::Compare(operator, node) => {
                if found.is_null() {
                    return Err(no_value(self));
                }
                let other = self.present(node)?;
                let order =
                    order(found, &other, self.rules()).map_err(|failure| failure.at(node.span))?;
                holds(*operator, order)
            }
            Test::Condition(node) => {
                return match self.value(node)? {
                    truth @ Value::Boolean(_) => Ok(truth),
                    Value::Null if self.is_kind() => Ok(Value::Null),
                    other => {
                        self.spend(weight(&other, self.state.fuel + 1), node.span)?;
                        matches(found, &other, self.rules())
                            .map(Value::Boolean)
                            .map_err(|failure| failure.at(node.span))
                    }
                };
            }
            Test::Value(node) => {
                let noted = self.state.noted_ever();
                let wanted = self.value(node)?;
                // A test that is a mistake asks for nothing, not for null.
                if wanted.is_null() && self.state.noted_ever() > noted {
                    return Ok(Value::Null);
                }
                self.spend(weight(&wanted, self.state.fuel + 1), node.span)?;
                // A condition on other things: it holds or not, whatever the value.
                if subject.is_none()
                    && matches!(wanted, Value::Boolean(_))
                    && !matches!(found, Value::Boolean(_))
                {
                    return Ok(wanted);
                }
                if found.is_null() && matches!(wanted, Value::Range(_)) {
                    return Err(no_value(self));
                }
                matches(found, &wanted, self.rules()).map_err(|failure| failure.at(node.span))?
            }
        };
        Ok(Value::Boolean(holds))
    }

    fn equals(&mut self, found: &Value, node: &'a Node) -> Result<bool, EvalError> {
        let other = self.value(node)?;
        equal(found, &other, self.rules()).map_err(|failure| failure.at(node.span))
    }

    pub(super) fn range(
        &mut self,
        start: (Option<&'a Node>, bool),
        end: (Option<&'a Node>, bool),
        kind: RangeKind,
    ) -> Result<Value, EvalError> {
        let range = Range {
            start: self.bound(start)?,
            end: self.bound(end)?,
            kind,
        };
        if let (
            Bound::Included(from) | Bound::Excluded(from),
            Bound::Included(to) | Bound::Excluded(to),
        ) = (&range.start, &range.end)
            && self.is_kind()
            && !from.is_null()
            && !to.is_null()
            && let Some(node) = end.0
        {
            let order = order(from, to, self.rules()).map_err(|failure| failure.at(node.span))?;
            if order.is_gt() {
                let reason = "This range goes down. Write the lower end first.";
                return Err(EvalError::new(node.span, ErrorKind::OutOfRange, reason));
            }
        }
        Ok(Value::Range(range.into()))
    }

    fn bound(
        &mut self,
        (node, included): (Option<&'a Node>, bool),
    ) -> Result<Bound<Value>, EvalError> {
        let Some(node) = node else {
            return Ok(Bound::Unbounded);
        };
        let value = self.value(node)?;
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
        // In the standard an end may be null: nothing can then be said to lie in the range.
        let ordered = ordered || (self.is_kind() && value.is_null());
        match (ordered, included) {
            (false, _) => {
                Err(self.wrong_type(node, &value, "a number, a text, a date or a duration"))
            }
            (true, true) => Ok(Bound::Included(value)),
            (true, false) => Ok(Bound::Excluded(value)),
        }
    }

    pub(super) fn instance_of(
        &mut self,
        node: &'a Node,
        wanted: &Type,
    ) -> Result<Value, EvalError> {
        let value = self.value(node)?;
        self.spend(weight(&value, self.state.fuel + 1), node.span)?;
        Ok(Value::Boolean(value.is_instance_of(wanted)))
    }
}

/// Whether a value equals what is wanted, or lies in the range or list that is wanted.
fn matches(found: &Value, wanted: &Value, rules: Rules<'_>) -> Result<bool, Failure> {
    match wanted {
        Value::Range(range) => range_contains(range, found, rules),
        Value::List(items) => {
            // A list may hold values of several kinds and ranges: other kinds are simply not it.
            let item_matches = |item: &Value| match item {
                Value::Range(range) if !found.is_null() => range_contains(range, found, rules),
                _ => equal(found, item, rules),
            };
            for item in items.iter() {
                match item_matches(item) {
                    Ok(true) => return Ok(true),
                    Err(failure) if failure.kind != ErrorKind::WrongType => return Err(failure),
                    _ => {}
                }
            }
            match found {
                Value::List(_) => equal(found, wanted, rules),
                _ => Ok(false),
            }
        }
        _ => equal(found, wanted, rules),
    }
}

pub(crate) fn range_contains(
    range: &Range,
    value: &Value,
    rules: Rules<'_>,
) -> Result<bool, Failure> {
    if range.kind == RangeKind::IsNot {
        let (Bound::Included(other) | Bound::Excluded(other)) = &range.start else {
            return Ok(false);
        };
        return equal(value, other, rules).map(|same| !same);
    }
    let above = match &range.start {
        Bound::Unbounded => Ok(true),
        Bound::Included(start) => order(value, start, rules).map(Ordering::is_ge),
        Bound::Excluded(start) => order(value, start, rules).map(Ordering::is_gt),
    };
    let below = match &range.end {
        Bound::Unbounded => Ok(true),
        Bound::Included(end) => order(value, end, rules).map(Ordering::is_le),
        Bound::Excluded(end) => order(value, end, rules).map(Ordering::is_lt),
    };
    // In the standard, outside of one end is outside, whatever the other is.
    if rules.is_kind && (matches!(above, Ok(false)) || matches!(below, Ok(false))) {
        return Ok(false);
    }
    Ok(above? && below?)
}
