//! Equality and order of values.

use std::cmp::Ordering;

use super::{ErrorKind, EvalError, Evaluator, Failure, Rules};
use crate::ast::{Comparison, Node};
use crate::{Date, DateTime, Span, Time, Value, zone_rules};

impl<'a> Evaluator<'a, '_, '_> {
    pub(super) fn compare(
        &mut self,
        operator: Comparison,
        left: &'a Node,
        right: &'a Node,
        span: Span,
    ) -> Result<Value, EvalError> {
        let (a, b) = (self.value(left)?, self.value(right)?);
        self.compared(operator, (&a, left), (&b, right), span)
            .map(Value::Boolean)
    }

    fn compared(
        &mut self,
        operator: Comparison,
        (a, left): (&Value, &Node),
        (b, right): (&Value, &Node),
        span: Span,
    ) -> Result<bool, EvalError> {
        // What is different shows within the smaller one.
        let smaller = weight(b, weight(a, self.state.fuel + 1));
        self.spend(smaller, span)?;
        let equality = match operator {
            Comparison::Equal => Some(true),
            Comparison::NotEqual => Some(false),
            _ => None,
        };
        if let Some(wanted) = equality {
            return equal(a, b, self.rules())
                .map(|same| same == wanted)
                .map_err(|failure| failure.at(span));
        }
        for (value, node) in [(a, left), (b, right)] {
            if value.is_null() {
                return Err(self.no_value(node));
            }
        }
        order(a, b, self.rules())
            .map(|order| holds(operator, order))
            .map_err(|failure| failure.at(span))
    }

    /// In the kind mode, null when the two cannot be compared.
    fn compared_kindly(
        &mut self,
        operator: Comparison,
        a: (&Value, &Node),
        b: (&Value, &Node),
        span: Span,
    ) -> Result<Option<bool>, EvalError> {
        match self.compared(operator, a, b, span) {
            Err(error) if self.is_kind() => {
                self.state.forgive(Err(error))?;
                Ok(None)
            }
            result => result.map(Some),
        }
    }

    pub(super) fn between(
        &mut self,
        value: &'a Node,
        low: &'a Node,
        high: &'a Node,
    ) -> Result<Value, EvalError> {
        let middle = self.value(value)?;
        let bottom = self.value(low)?;
        let above = self.compared_kindly(
            Comparison::AtLeast,
            (&middle, value),
            (&bottom, low),
            value.span.to(low.span),
        )?;
        let top = self.value(high)?;
        let below = self.compared_kindly(
            Comparison::AtMost,
            (&middle, value),
            (&top, high),
            value.span.to(high.span),
        )?;
        Ok(match (above, below) {
            (Some(false), _) | (_, Some(false)) => Value::Boolean(false),
            (Some(true), Some(true)) => Value::Boolean(true),
            _ => Value::Null,
        })
    }
}

/// Whether an ordering comparison holds.
pub(super) fn holds(operator: Comparison, order: Ordering) -> bool {
    match operator {
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
    }
}

/// Fuel for looking at all of a value once, but never more than `limit`: parts may be shared,
/// so a value that was cheap to build may be far too large to walk through.
pub(crate) fn weight(value: &Value, limit: u64) -> u64 {
    let parts = |parts: &mut dyn Iterator<Item = &Value>| {
        let mut total = 0;
        for part in parts {
            total += 1 + weight(part, limit - total);
            if total >= limit {
                return limit;
            }
        }
        total
    };
    match value {
        Value::String(text) => (text.len() as u64 / 64).min(limit),
        Value::List(items) => parts(&mut items.iter()),
        Value::Context(fields) => parts(&mut fields.values()),
        _ => 0,
    }
}

/// Whether two values are the same. Null equals only null; other kinds do not compare with each other.
pub(crate) fn equal(a: &Value, b: &Value, rules: Rules<'_>) -> Result<bool, Failure> {
    match (a, b) {
        (Value::Null, other) | (other, Value::Null) => Ok(other.is_null()),
        (Value::Boolean(a), Value::Boolean(b)) => Ok(a == b),
        (Value::Number(a), Value::Number(b)) => Ok(a == b),
        (Value::String(a), Value::String(b)) => Ok(a == b),
        (Value::Range(a), Value::Range(b)) => Ok(a == b),
        (Value::Function(a), Value::Function(b)) => Ok(a == b),
        (Value::List(a), Value::List(b)) => {
            let same = |(a, b)| same_inside(a, b, rules);
            Ok(a.len() == b.len() && all(a.iter().zip(b.iter()), same)?)
        }
        (Value::Context(a), Value::Context(b)) => {
            let same = |((left, a), (right, b)): ((&String, &Value), (&String, &Value))| {
                Ok(left == right && same_inside(a, b, rules)?)
            };
            Ok(a.len() == b.len() && all(a.iter().zip(b.iter()), same)?)
        }
        (Value::Time(a), Value::Time(b)) if rules.is_other_world(a.zone(), b.zone()) => Ok(false),
        (Value::DateTime(a), Value::DateTime(b)) if rules.is_other_world(a.zone(), b.zone()) => {
            Ok(false)
        }
        _ => order(a, b, rules).map(Ordering::is_eq),
    }
}

fn all<T>(
    items: impl Iterator<Item = T>,
    test: impl Fn(T) -> Result<bool, Failure>,
) -> Result<bool, Failure> {
    for item in items {
        if !test(item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Inside lists and contexts, different kinds are simply different.
fn same_inside(a: &Value, b: &Value, rules: Rules<'_>) -> Result<bool, Failure> {
    match equal(a, b, rules) {
        Err(failure) if failure.kind == ErrorKind::WrongType => Ok(false),
        result => result,
    }
}

/// The order of two values of one kind that has an order.
pub(crate) fn order(a: &Value, b: &Value, rules: Rules<'_>) -> Result<Ordering, Failure> {
    Ok(match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.cmp(b),
        (Value::String(a), Value::String(b)) => a.cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Time(a), Value::Time(b)) => time_order(a, b, rules)?,
        (Value::DateTime(a), Value::DateTime(b)) => date_time_order(a, b, rules)?,
        (Value::Duration(a), Value::Duration(b)) => a.cmp(b),
        (Value::YearsMonths(a), Value::YearsMonths(b)) => a.cmp(b),
        _ => return Err(incomparable(a, b)),
    })
}

fn incomparable(a: &Value, b: &Value) -> Failure {
    let (left, right) = (a.kind_in_words(), b.kind_in_words());
    let mut reason = if left == right {
        format!("One of two cannot be less or more when each is {left}.")
    } else {
        format!("This compares {left} with {right}. Both sides must be of one kind.")
    };
    match (a, b) {
        (Value::Date(_), Value::DateTime(_)) | (Value::DateTime(_), Value::Date(_)) => {
            reason.push_str(" Use today() for a date, now() for a date with a time, or date(…) to leave out the time.");
        }
        (Value::Number(_), Value::String(_)) | (Value::String(_), Value::Number(_)) => {
            reason.push_str(" Use number(…) to read a number from a text.");
        }
        (Value::List(_), _) | (_, Value::List(_)) => {
            reason.push_str(" To take one item of a list, put its position behind it: [1].");
        }
        _ => {}
    }
    Failure::new(ErrorKind::WrongType, reason)
}

/// Both local: as the wall clock shows. Otherwise as moments, local ones in the zone of the context;
/// in the standard, a local one takes the zone of the other.
fn date_time_order(a: &DateTime, b: &DateTime, rules: Rules<'_>) -> Result<Ordering, Failure> {
    if a.zone() == b.zone() && !matches!(a.zone(), Some(crate::Zone::Named(_))) {
        return Ok(rules.fine(a.wall_nanos()).cmp(&rules.fine(b.wall_nanos())));
    }
    let local = rules.local(a.zone(), b.zone());
    let moment = |date_time: &DateTime| {
        date_time
            .instant_nanos(local)
            .ok_or_else(Failure::zone_rules)
    };
    Ok(rules.fine(moment(a)?).cmp(&rules.fine(moment(b)?)))
}

fn time_order(a: &Time, b: &Time, rules: Rules<'_>) -> Result<Ordering, Failure> {
    let local = rules.local(a.zone(), b.zone());
    let nanos = |time| nanos_of(time, time_zone(time, local), rules);
    Ok(rules.fine(nanos(a)?).cmp(&rules.fine(nanos(b)?)))
}

fn time_zone<'a>(time: &'a Time, local: &'a crate::Zone) -> &'a crate::Zone {
    time.zone().unwrap_or(local)
}

/// In the standard, what has a zone and what has none lie in different worlds.
pub(super) fn same_locality(
    a: Option<&crate::Zone>,
    b: Option<&crate::Zone>,
    rules: Rules<'_>,
) -> Result<(), Failure> {
    if !rules.is_kind || a.is_some() == b.is_some() {
        return Ok(());
    }
    Err(Failure::new(
        ErrorKind::OutOfRange,
        "One of these times has a time zone, the other has none.",
    ))
}

impl<'c> Rules<'c> {
    /// The zone of what has none.
    fn local<'z>(self, a: Option<&'z crate::Zone>, b: Option<&'z crate::Zone>) -> &'z crate::Zone
    where
        'c: 'z,
    {
        match a.or(b) {
            Some(zone) if self.is_kind => zone,
            _ => &self.context.zone,
        }
    }

    /// Whether one has a zone and the other has none: in the standard they are never equal.
    fn is_other_world(self, a: Option<&crate::Zone>, b: Option<&crate::Zone>) -> bool {
        self.is_kind && a.is_some() != b.is_some()
    }

    /// The standard compares times by what they show, of which parts of a millisecond are no part.
    fn fine(self, nanos: i128) -> i128 {
        if self.is_kind {
            nanos.div_euclid(1_000_000)
        } else {
            nanos
        }
    }
}

/// Nanoseconds of the day in UTC, for a time with a zone; as the clock shows, for a local one
/// (which counts as being in the zone of the context).
pub(super) fn time_nanos(time: &Time, rules: Rules<'_>) -> Result<i128, Failure> {
    match time.zone() {
        None if rules.is_kind => Ok(time.nanos_of_day()),
        _ => nanos_of(time, time_zone(time, &rules.context.zone), rules),
    }
}

fn nanos_of(time: &Time, zone: &crate::Zone, rules: Rules<'_>) -> Result<i128, Failure> {
    let seconds = match zone {
        crate::Zone::Utc => 0,
        crate::Zone::Offset(seconds) => *seconds,
        crate::Zone::Named(name) if time.zone().is_none() && zone_rules(name).is_none() => 0,
        crate::Zone::Named(_) => {
            let day = rules
                .context
                .now
                .in_zone(&crate::Zone::Utc)
                .map(|now| now.date())
                .or_else(|| Date::new(1970, 1, 1));
            let wall = day
                .map(|day| DateTime::new(day, time.clone()))
                .ok_or_else(Failure::date_out_of_range)?;
            zone.offset_of(&wall).ok_or_else(Failure::zone_rules)?
        }
    };
    Ok(time.nanos_of_day() - i128::from(seconds) * crate::value::temporal::NANOS_PER_SECOND)
}
