//! Sums, differences, products, quotients and powers of numbers, texts, dates and durations.

use super::compare::time_nanos;
use super::{ErrorKind, EvalError, Evaluator, Failure, Rules};
use crate::ast::{Arithmetic, Node};
use crate::value::temporal::{NANOS_PER_DAY, NANOS_PER_SECOND};
use crate::{Date, DateTime, Duration, Number, Rounding, Time, Value, YearsMonths, Zone};

impl<'a> Evaluator<'a, '_, '_> {
    pub(super) fn chain(
        &mut self,
        first: &'a Node,
        rest: &'a [(Arithmetic, Node)],
    ) -> Result<Value, EvalError> {
        let mut total = self.present(first)?;
        for (operator, node) in rest {
            let operand = self.present(node)?;
            let span = first.span.to(node.span);
            if let (Value::String(a), Value::String(b)) = (&total, &operand) {
                self.spend((a.len() + b.len()) as u64 / 16, span)?;
            }
            if *operator == Arithmetic::Power {
                self.spend(50, span)?;
            }
            total = calculate(*operator, &total, &operand, self.rules())
                .map_err(|failure| failure.at(span))?;
        }
        Ok(total)
    }

    pub(super) fn negate(&mut self, node: &'a Node) -> Result<Value, EvalError> {
        match self.present(node)? {
            Value::Number(number) => Ok(Value::Number(-number)),
            Value::Duration(duration) => {
                exact(-duration.nanos()).map_err(|failure| failure.at(node.span))
            }
            Value::YearsMonths(total) => {
                months(total.months().checked_neg()).map_err(|failure| failure.at(node.span))
            }
            other => Err(self.wrong_type(node, &other, "a number or a duration")),
        }
    }
}

fn calculate(
    operator: Arithmetic,
    a: &Value,
    b: &Value,
    rules: Rules<'_>,
) -> Result<Value, Failure> {
    match operator {
        Arithmetic::Add => add(a, b),
        Arithmetic::Subtract => subtract(a, b, rules),
        Arithmetic::Multiply => multiply(a, b),
        Arithmetic::Divide => divide(a, b),
        Arithmetic::Power => power(a, b),
    }
}

fn add(a: &Value, b: &Value) -> Result<Value, Failure> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => number(a.checked_add(*b)),
        (Value::String(a), Value::String(b)) => {
            Ok(Value::String([a.as_ref(), b.as_ref()].concat().into()))
        }
        (Value::Duration(a), Value::Duration(b)) => exact(a.nanos() + b.nanos()),
        (Value::YearsMonths(a), Value::YearsMonths(b)) => {
            months(a.months().checked_add(b.months()))
        }
        (Value::Duration(duration), date) | (date, Value::Duration(duration)) if is_point(date) => {
            later(date, *duration)
        }
        (Value::YearsMonths(months), date) | (date, Value::YearsMonths(months))
            if is_point(date) =>
        {
            months_later(date, *months)
        }
        (Value::String(_), _) | (_, Value::String(_)) => {
            let mut failure = mismatch(Arithmetic::Add, a, b);
            failure
                .reason
                .push_str(" Use string(…) to make a text of it.");
            Err(failure)
        }
        (Value::Number(_), date) | (date, Value::Number(_)) if is_point(date) => {
            let mut failure = mismatch(Arithmetic::Add, a, b);
            failure
                .reason
                .push_str(" Add a duration instead, like duration(\"P1D\").");
            Err(failure)
        }
        _ => Err(mismatch(Arithmetic::Add, a, b)),
    }
}

fn subtract(a: &Value, b: &Value, rules: Rules<'_>) -> Result<Value, Failure> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => number(a.checked_sub(*b)),
        (Value::Duration(a), Value::Duration(b)) => exact(a.nanos() - b.nanos()),
        (Value::YearsMonths(a), Value::YearsMonths(b)) => {
            months(a.months().checked_sub(b.months()))
        }
        (Value::Date(a), Value::Date(b)) => {
            exact(i128::from(a.to_epoch_day() - b.to_epoch_day()) * NANOS_PER_DAY)
        }
        (Value::Date(_) | Value::DateTime(_), Value::Date(_) | Value::DateTime(_)) => {
            super::compare::same_locality(zone_of(a), zone_of(b), rules)?;
            exact(moment(a, rules)? - moment(b, rules)?)
        }
        (Value::Time(a), Value::Time(b)) => exact(time_nanos(a, rules)? - time_nanos(b, rules)?),
        (date, Value::Duration(duration)) if is_point(date) => {
            let back =
                Duration::from_nanos(-duration.nanos()).ok_or_else(Failure::date_out_of_range)?;
            later(date, back)
        }
        (date, Value::YearsMonths(months)) if is_point(date) => {
            let back = months
                .months()
                .checked_neg()
                .ok_or_else(Failure::date_out_of_range)?;
            months_later(date, YearsMonths::new(back))
        }
        _ => Err(mismatch(Arithmetic::Subtract, a, b)),
    }
}

fn multiply(a: &Value, b: &Value) -> Result<Value, Failure> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => number(a.checked_mul(*b)),
        (Value::Duration(duration), Value::Number(factor))
        | (Value::Number(factor), Value::Duration(duration)) => {
            scaled(nanos(*duration).and_then(|nanos| nanos.checked_mul(*factor)))
        }
        (Value::YearsMonths(months), Value::Number(factor))
        | (Value::Number(factor), Value::YearsMonths(months)) => {
            scaled_months(Number::from(months.months()).checked_mul(*factor))
        }
        _ => Err(mismatch(Arithmetic::Multiply, a, b)),
    }
}

fn divide(a: &Value, b: &Value) -> Result<Value, Failure> {
    match (a, b) {
        (_, Value::Number(divisor)) if divisor.is_zero() => Err(Failure::division_by_zero()),
        (Value::Duration(_), Value::Duration(divisor)) if divisor.nanos() == 0 => {
            Err(Failure::division_by_zero())
        }
        (Value::YearsMonths(_), Value::YearsMonths(divisor)) if divisor.months() == 0 => {
            Err(Failure::division_by_zero())
        }
        (Value::Number(a), Value::Number(b)) => number(a.checked_div(*b)),
        (Value::Duration(a), Value::Duration(b)) => {
            number(nanos(*a).zip(nanos(*b)).and_then(|(a, b)| a.checked_div(b)))
        }
        (Value::YearsMonths(a), Value::YearsMonths(b)) => {
            number(Number::from(a.months()).checked_div(Number::from(b.months())))
        }
        (Value::Duration(duration), Value::Number(divisor)) => {
            scaled(nanos(*duration).and_then(|nanos| nanos.checked_div(*divisor)))
        }
        (Value::YearsMonths(months), Value::Number(divisor)) => {
            scaled_months(Number::from(months.months()).checked_div(*divisor))
        }
        _ => Err(mismatch(Arithmetic::Divide, a, b)),
    }
}

fn power(a: &Value, b: &Value) -> Result<Value, Failure> {
    let (Value::Number(base), Value::Number(exponent)) = (a, b) else {
        return Err(mismatch(Arithmetic::Power, a, b));
    };
    if base.is_zero() && exponent.is_negative() {
        return Err(Failure::division_by_zero());
    }
    if base.is_negative() && !exponent.is_integer() {
        return Err(Failure::new(
            ErrorKind::OutOfRange,
            "A negative number has no such power. The power must be a whole number.",
        ));
    }
    number(base.checked_pow(*exponent))
}

fn mismatch(operator: Arithmetic, a: &Value, b: &Value) -> Failure {
    Failure::new(
        ErrorKind::WrongType,
        mismatch_in_words(operator, a.kind_in_words(), b.kind_in_words()),
    )
}

/// The kinds in words ("a number"), and what cannot be done with them.
pub(crate) fn mismatch_in_words(operator: Arithmetic, left: &str, right: &str) -> String {
    let done = operator.done();
    if left == right {
        format!("This is {left} and another, which cannot be {done}.")
    } else {
        format!("This is {left} and {right}, which cannot be {done}.")
    }
}

fn number(result: Option<Number>) -> Result<Value, Failure> {
    result
        .map(Value::Number)
        .ok_or_else(Failure::number_too_large)
}

fn exact(nanos: i128) -> Result<Value, Failure> {
    Duration::from_nanos(nanos)
        .map(Value::Duration)
        .ok_or_else(Failure::date_out_of_range)
}

fn months(months: Option<i64>) -> Result<Value, Failure> {
    months
        .map(|months| Value::YearsMonths(YearsMonths::new(months)))
        .ok_or_else(Failure::date_out_of_range)
}

/// A duration as a number of nanoseconds: below 10^28, so always exact.
fn nanos(duration: Duration) -> Option<Number> {
    let whole = duration.nanos();
    let (seconds, rest) = (
        whole.div_euclid(NANOS_PER_SECOND),
        whole.rem_euclid(NANOS_PER_SECOND),
    );
    let seconds =
        Number::from(i64::try_from(seconds).ok()?).checked_mul(Number::from(1_000_000_000))?;
    seconds.checked_add(Number::from(i64::try_from(rest).ok()?))
}

fn scaled(nanos: Option<Number>) -> Result<Value, Failure> {
    let whole = nanos
        .and_then(|nanos| nanos.round_to(0, Rounding::Down))
        .and_then(Number::to_i128);
    exact(whole.ok_or_else(Failure::date_out_of_range)?)
}

fn scaled_months(total: Option<Number>) -> Result<Value, Failure> {
    months(
        total
            .and_then(|total| total.round_to(0, Rounding::Down))
            .and_then(Number::to_i64),
    )
}

fn is_point(value: &Value) -> bool {
    matches!(value, Value::Date(_) | Value::DateTime(_) | Value::Time(_))
}

fn later(point: &Value, duration: Duration) -> Result<Value, Failure> {
    match point {
        Value::Time(time) => Ok(Value::Time(time.plus(duration))),
        Value::Date(date) => {
            let midnight = DateTime::new(*date, Time::midnight(None));
            let later = midnight
                .plus(duration)
                .ok_or_else(Failure::date_out_of_range)?;
            Ok(Value::Date(later.date()))
        }
        Value::DateTime(date_time) => date_time
            .plus(duration)
            .map(Value::DateTime)
            .ok_or_else(Failure::date_out_of_range),
        other => Err(Failure::new(
            ErrorKind::WrongType,
            format!("This is {}, not a date.", other.kind_in_words()),
        )),
    }
}

fn months_later(point: &Value, months: YearsMonths) -> Result<Value, Failure> {
    let later = match point {
        Value::Date(date) => date.plus_months(months).map(Value::Date),
        Value::DateTime(date_time) => date_time.plus_months(months).map(Value::DateTime),
        other => {
            return Err(mismatch(
                Arithmetic::Add,
                other,
                &Value::YearsMonths(months),
            ));
        }
    };
    later.ok_or_else(Failure::date_out_of_range)
}

/// In the standard a date begins in UTC.
fn zone_of(value: &Value) -> Option<&Zone> {
    match value {
        Value::DateTime(date_time) => date_time.zone(),
        _ => Some(&Zone::Utc),
    }
}

/// A date counts as its first moment.
fn moment(value: &Value, rules: Rules<'_>) -> Result<i128, Failure> {
    let zone = rules.is_kind.then_some(Zone::Utc);
    let midnight = |date: &Date| {
        DateTime::new(*date, Time::midnight(zone.clone())).instant_nanos(&rules.context.zone)
    };
    let nanos = match value {
        Value::Date(date) => midnight(date),
        Value::DateTime(date_time) => date_time.instant_nanos(&rules.context.zone),
        _ => None,
    };
    nanos.ok_or_else(Failure::zone_rules)
}
