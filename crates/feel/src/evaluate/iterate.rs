//! Loops: `for … return`, `some … satisfies`, `every … satisfies`.

use std::ops::Bound;

use std::sync::Arc;

use super::evaluation::too_deep;
use super::{ErrorKind, EvalError, Evaluator, Local, weight};
use crate::ast::{Loop, Node, Quantifier};
use crate::{Date, MAX_NESTING, Value};

/// What a loop goes through: never built up in memory when it is a range.
enum Source {
    Items(Arc<Vec<Value>>),
    Whole { from: i64, step: i64, count: u64 },
    Days { from: Date, step: i64, count: u64 },
}

impl Source {
    fn steps(from: i64, to: i64) -> (i64, u64) {
        (
            if from <= to { 1 } else { -1 },
            from.abs_diff(to).saturating_add(1),
        )
    }

    fn get(&self, index: u64) -> Option<Value> {
        let offset = |step: &i64| {
            i64::try_from(index)
                .ok()
                .and_then(|index| index.checked_mul(*step))
        };
        match self {
            Source::Items(items) => items.get(usize::try_from(index).ok()?).cloned(),
            Source::Whole { from, step, count } if index < *count => {
                from.checked_add(offset(step)?).map(Value::from)
            }
            Source::Days { from, step, count } if index < *count => {
                from.plus_days(offset(step)?).map(Value::from)
            }
            _ => None,
        }
    }
}

impl<'a, 'e, 'c> Evaluator<'a, 'e, 'c> {
    pub(super) fn collect(
        &mut self,
        loops: &'a [Loop],
        body: &'a Node,
    ) -> Result<Value, EvalError> {
        let mut results = Vec::new();
        self.each(loops, &mut |evaluator| {
            results.push(evaluator.value(body)?);
            Ok(true)
        })?;
        Ok(Value::list(results))
    }

    /// As [`Self::collect`], with the results so far in scope as `partial`.
    pub(super) fn collect_onto(
        &mut self,
        loops: &'a [Loop],
        body: &'a Node,
    ) -> Result<Value, EvalError> {
        let mut results = Arc::new(Vec::new());
        let place = self.locals.len();
        self.locals.push(Local::Named("partial", Value::Null));
        self.each(loops, &mut |evaluator| {
            evaluator.locals[place] = Local::Named("partial", Value::List(results.clone()));
            let value = evaluator.value(body)?;
            // Results may hold earlier ones, so nesting could grow with each; so could a copy of the list.
            evaluator.spend(weight(&value, evaluator.state.fuel + 1), body.span)?;
            if !value.nests_within(MAX_NESTING) {
                return Err(too_deep(body.span));
            }
            // A function could remember all results so far, and hide how deep they are nested.
            if value.has_function() {
                let reason =
                    "Functions cannot be collected here, because the results so far are used.";
                return Err(EvalError::new(body.span, ErrorKind::WrongType, reason));
            }
            evaluator.locals[place] = Local::Named("partial", Value::Null);
            if Arc::get_mut(&mut results).is_none() {
                evaluator.spend(results.len() as u64, body.span)?;
            }
            Arc::make_mut(&mut results).push(value);
            Ok(true)
        })?;
        Ok(Value::List(results))
    }

    pub(super) fn quantified(
        &mut self,
        quantifier: Quantifier,
        loops: &'a [Loop],
        condition: &'a Node,
    ) -> Result<Value, EvalError> {
        let decisive = quantifier == Quantifier::Some;
        let mut found = Value::Boolean(!decisive);
        self.each(loops, &mut |evaluator| {
            match evaluator.truth(condition)? {
                Some(holds) if holds == decisive => {
                    found = Value::Boolean(decisive);
                    return Ok(false);
                }
                Some(_) => {}
                None => found = Value::Null,
            }
            Ok(true)
        })?;
        Ok(found)
    }

    /// Runs the body for every combination, until it says to stop. Returns whether to go on.
    fn each(
        &mut self,
        loops: &'a [Loop],
        body: &mut dyn FnMut(&mut Evaluator<'a, 'e, 'c>) -> Result<bool, EvalError>,
    ) -> Result<bool, EvalError> {
        let Some((first, inner)) = loops.split_first() else {
            return body(self);
        };
        let source = self.loop_source(first)?;
        let mut index = 0;
        while let Some(item) = source.get(index) {
            self.spend(1, first.name.span)?;
            self.locals.push(Local::Named(&first.name.text, item));
            let goes_on = self.each(inner, body)?;
            self.locals.pop();
            if !goes_on {
                return Ok(false);
            }
            index += 1;
        }
        Ok(true)
    }

    fn loop_source(&mut self, each: &'a Loop) -> Result<Source, EvalError> {
        let start = self.present(&each.source)?;
        if let Some(until) = &each.until {
            let end = self.present(until)?;
            return self.steps(&start, &end, &each.source, until);
        }
        match start {
            Value::List(items) => Ok(Source::Items(items)),
            Value::Range(range) => {
                let (
                    Bound::Included(from) | Bound::Excluded(from),
                    Bound::Included(to) | Bound::Excluded(to),
                ) = (&range.start, &range.end)
                else {
                    let reason = "This range has no end, so it cannot be gone through.".to_owned();
                    return Err(EvalError {
                        span: each.source.span,
                        reason,
                        kind: ErrorKind::OutOfRange,
                    });
                };
                let mut source = self.steps(from, to, &each.source, &each.source)?;
                if let Source::Whole { from, step, count } = &mut source {
                    if matches!(range.start, Bound::Excluded(_)) {
                        *from += *step;
                        *count -= 1;
                    }
                    *count =
                        count.saturating_sub(u64::from(matches!(range.end, Bound::Excluded(_))));
                }
                if let Source::Days { from, step, count } = &mut source {
                    if matches!(range.start, Bound::Excluded(_)) {
                        *from = from.plus_days(*step).unwrap_or(*from);
                        *count -= 1;
                    }
                    *count =
                        count.saturating_sub(u64::from(matches!(range.end, Bound::Excluded(_))));
                }
                Ok(source)
            }
            single if self.is_kind() => Ok(Source::Items(Arc::new(vec![single]))),
            other => Err(self.wrong_type(&each.source, &other, "a list")),
        }
    }

    fn steps(
        &self,
        from: &Value,
        to: &Value,
        start: &Node,
        end: &Node,
    ) -> Result<Source, EvalError> {
        match (from, to) {
            (Value::Number(from), Value::Number(to)) => {
                let whole = |number: &crate::Number, node: &Node| {
                    let reason = "Here a whole number is needed.".to_owned();
                    number.to_i64().ok_or(EvalError {
                        span: node.span,
                        reason,
                        kind: ErrorKind::OutOfRange,
                    })
                };
                let (from, to) = (whole(from, start)?, whole(to, end)?);
                let (step, count) = Source::steps(from, to);
                Ok(Source::Whole { from, step, count })
            }
            (Value::Date(from), Value::Date(to)) => {
                let (step, count) = Source::steps(from.to_epoch_day(), to.to_epoch_day());
                Ok(Source::Days {
                    from: *from,
                    step,
                    count,
                })
            }
            (Value::Number(_), other) | (Value::Date(_), other) => {
                Err(self.wrong_type(end, other, from.kind_in_words()))
            }
            (other, _) => Err(self.wrong_type(
                start,
                other,
                "a list, or a whole number or date to count from",
            )),
        }
    }
}
