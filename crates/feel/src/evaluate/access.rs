//! Fields and filters: `request.amount`, `today().year`, `orders[total > 100]`, `orders[1]`.

use super::{ErrorKind, EvalError, Evaluator, Failure, Local};
use crate::ast::{Kind, Link, Name, Node};
use crate::nearest::nearest;
use crate::value::temporal::{NANOS_PER_DAY, NANOS_PER_SECOND};
use crate::{Date, Number, Span, Time, Value};

impl<'a> Evaluator<'a, '_, '_> {
    pub(super) fn access(&mut self, base: &'a Node, links: &'a [Link]) -> Result<Value, EvalError> {
        let (mut value, mut span, followed) = match self.path(base, links) {
            Some(found) => found,
            None => (self.value(base)?, base.span, 0),
        };
        for link in links.iter().skip(followed) {
            if value.is_null() {
                let text = span.text(self.source);
                return Err(EvalError {
                    span,
                    reason: format!("\"{text}\" has no value yet."),
                    kind: ErrorKind::NoValue,
                });
            }
            match link {
                Link::Field(name) => {
                    value = self.field(&value, name, span)?;
                    span = span.to(name.span);
                }
                Link::Filter(filter, brackets) => {
                    value = self.filter(value, filter, span.to(*brackets))?;
                    span = span.to(*brackets);
                }
                Link::Call(arguments, brackets) => {
                    span = span.to(*brackets);
                    let Value::Function(function) = &value else {
                        let found = value.kind_in_words();
                        let reason = format!("This is {found}, which cannot be called.");
                        return Err(EvalError::new(span, ErrorKind::WrongType, reason));
                    };
                    value = self.call_value(function, arguments, span)?;
                }
            }
        }
        Ok(value)
    }

    /// Follows fields of a variable as far as they are there, without copying what lies on the way.
    /// The value, its place, and how many links were followed.
    fn path(&self, base: &Node, links: &[Link]) -> Option<(Value, Span, usize)> {
        let Kind::Name(name) = &base.kind else {
            return None;
        };
        let mut value = self.look_up(name)?;
        let mut span = base.span;
        let mut followed = 0;
        for link in links {
            let (Link::Field(field), Value::Context(fields)) = (link, value) else {
                break;
            };
            let Some(next) = fields.get(&field.text) else {
                break;
            };
            value = next;
            span = span.to(field.span);
            followed += 1;
        }
        Some((value.clone(), span, followed))
    }

    fn field(&mut self, value: &Value, name: &Name, owner: Span) -> Result<Value, EvalError> {
        let Value::List(items) = value else {
            return field_of(value, &name.text)
                .unwrap_or_else(|| Err(missing(value, &name.text, owner.text(self.source))))
                .map_err(|failure| failure.at(name.span));
        };
        // The field of a list is the list of its items' fields.
        self.spend(items.len() as u64, name.span)?;
        let mut fields = Vec::with_capacity(items.len());
        for item in items.iter() {
            fields.push(self.item_field(item, name, owner)?);
        }
        Ok(Value::list(fields))
    }

    /// The field of an item, of its items' if it is a list itself.
    fn item_field(&mut self, item: &Value, name: &Name, owner: Span) -> Result<Value, EvalError> {
        let result = match item {
            // Data are nested, but not endlessly.
            Value::List(_) => self.deeper(name.span, |deeper| deeper.field(item, name, owner)),
            item => field_of(item, &name.text)
                .unwrap_or_else(|| Err(missing(item, &name.text, owner.text(self.source))))
                .map_err(|failure| failure.at(name.span)),
        };
        self.state.forgive(result)
    }

    fn filter(&mut self, value: Value, filter: &'a Node, span: Span) -> Result<Value, EvalError> {
        let Value::List(items) = value else {
            // One value counts as a list of it.
            return self.filter(Value::list(vec![value]), filter, span);
        };
        if is_position(filter) || items.is_empty() {
            return match self.value(filter) {
                // Without items, their fields cannot be known.
                _ if self.is_kind() && !is_position(filter) => Ok(Value::List(items)),
                Ok(Value::Number(position)) => {
                    item_at(&items, position).map_err(|failure| failure.at(span))
                }
                Ok(_) => Ok(Value::List(items)),
                Err(error) if items.is_empty() && error.kind.is_recoverable() => {
                    Ok(Value::List(items))
                }
                Err(error) => Err(error),
            };
        }
        let mut kept = Vec::new();
        for item in items.iter() {
            self.spend(1, filter.span)?;
            self.locals.push(Local::Item(item.clone()));
            let result = self.value(filter);
            self.locals.pop();
            match result? {
                Value::Boolean(true) => kept.push(item.clone()),
                Value::Boolean(false) => {}
                Value::Number(position) => {
                    return item_at(&items, position).map_err(|failure| failure.at(span));
                }
                // What cannot be told is not kept.
                Value::Null if self.is_kind() => {}
                other => return Err(self.wrong_type(filter, &other, "a condition or a position")),
            }
        }
        Ok(Value::list(kept))
    }
}

/// Whether a filter is surely a position, whatever the items are.
fn is_position(filter: &Node) -> bool {
    match &filter.kind {
        Kind::Literal(Value::Number(_)) => true,
        Kind::Negate(value) => is_position(value),
        _ => false,
    }
}

/// 1 is the first item, -1 the last.
fn item_at(items: &[Value], position: Number) -> Result<Value, Failure> {
    let index = position.to_i64().and_then(|position| match position {
        0 => None,
        1.. => usize::try_from(position - 1).ok(),
        _ => items
            .len()
            .checked_sub(usize::try_from(position.unsigned_abs()).ok()?),
    });
    index
        .and_then(|index| items.get(index).cloned())
        .ok_or_else(|| {
            let count = match items.len() {
                0 => "is empty".to_owned(),
                1 => "has 1 item".to_owned(),
                count => format!("has {count} items"),
            };
            let hint = if position.is_zero() {
                " The first is at 1."
            } else {
                ""
            };
            Failure::new(
                ErrorKind::OutOfRange,
                format!("There is no item at {position}: the list {count}.{hint}"),
            )
        })
}

fn missing(value: &Value, name: &str, owner: &str) -> Failure {
    let owner = if owner.len() > 60 {
        "This".to_owned()
    } else {
        format!("\"{owner}\"")
    };
    let reason = match value {
        Value::Null => {
            return Failure::new(
                ErrorKind::NoValue,
                format!("An item of {owner} has no value yet."),
            );
        }
        Value::Context(fields) => match nearest(name, fields.keys().map(String::as_str)) {
            Some(near) => format!("{owner} has no field \"{name}\". Perhaps \"{near}\" is meant."),
            None => format!("{owner} has no field \"{name}\"."),
        },
        other => format!(
            "{owner} is {}, which has no field \"{name}\".",
            other.kind_in_words()
        ),
    };
    Failure::new(ErrorKind::UnknownName, reason)
}

/// A field of a context, or a part of a date, time, duration or range; `None` when there is none of this name.
fn field_of(value: &Value, name: &str) -> Option<Result<Value, Failure>> {
    let part = match value {
        Value::Context(fields) => fields.get(name)?.clone(),
        Value::Date(date) => date_part(*date, name)?,
        Value::Time(time) => match time_part(time, name)? {
            Ok(part) => part,
            Err(failure) => return Some(Err(failure)),
        },
        Value::DateTime(date_time) => match date_part(date_time.date(), name) {
            Some(part) => part,
            None => {
                if name == "time offset" {
                    let seconds = date_time
                        .zone()
                        .map(|zone| zone.offset_of(date_time).ok_or_else(Failure::zone_rules));
                    return Some(seconds.transpose().map(|seconds| {
                        seconds.map_or(Value::Null, |seconds| {
                            crate::Duration::from_seconds(seconds.into()).into()
                        })
                    }));
                }
                return time_part(date_time.time(), name);
            }
        },
        Value::Duration(duration) => {
            let nanos = duration.nanos();
            let seconds = nanos / NANOS_PER_SECOND;
            let part = match name {
                "days" => nanos / NANOS_PER_DAY,
                "hours" => seconds / 3600 % 24,
                "minutes" => seconds / 60 % 60,
                "seconds" => {
                    return Some(Ok(Value::Number(seconds_part(
                        nanos % (60 * NANOS_PER_SECOND),
                    ))));
                }
                _ => return None,
            };
            Value::from(part as i64)
        }
        Value::YearsMonths(months) => match name {
            "years" => Value::from(months.months() / 12),
            "months" => Value::from(months.months() % 12),
            _ => return None,
        },
        Value::Range(range) => range_part(range, name)?,
        _ => return None,
    };
    Some(Ok(part))
}

fn date_part(date: Date, name: &str) -> Option<Value> {
    Some(match name {
        "year" => Value::from(date.year()),
        "month" => Value::from(i32::from(date.month())),
        "day" => Value::from(i32::from(date.day())),
        "weekday" => Value::from(i32::from(date.weekday())),
        _ => return None,
    })
}

fn time_part(time: &Time, name: &str) -> Option<Result<Value, Failure>> {
    Some(Ok(match name {
        "hour" => Value::from(i32::from(time.hour())),
        "minute" => Value::from(i32::from(time.minute())),
        "second" => Value::Number(seconds_part(
            i128::from(time.second()) * NANOS_PER_SECOND + i128::from(time.nanosecond()),
        )),
        "timezone" => match time.zone() {
            Some(zone @ crate::Zone::Named(_)) => Value::from(zone.to_string()),
            _ => Value::Null,
        },
        "time offset" => match time.zone() {
            None => Value::Null,
            Some(crate::Zone::Utc) => crate::Duration::ZERO.into(),
            Some(crate::Zone::Offset(seconds)) => {
                crate::Duration::from_seconds((*seconds).into()).into()
            }
            Some(crate::Zone::Named(_)) => return Some(Err(Failure::zone_rules())),
        },
        _ => return None,
    }))
}

/// Less than a minute of nanoseconds as a decimal number of seconds: always exact.
fn seconds_part(nanos: i128) -> Number {
    let billion = Number::from(1_000_000_000);
    Number::from(nanos as i64)
        .checked_div(billion)
        .unwrap_or(Number::ZERO)
}

fn range_part(range: &crate::Range, name: &str) -> Option<Value> {
    use std::ops::Bound;
    let value = |bound: &Bound<Value>| match bound {
        Bound::Included(value) | Bound::Excluded(value) => value.clone(),
        Bound::Unbounded => Value::Null,
    };
    Some(match name {
        "start" => value(&range.start),
        "end" => value(&range.end),
        "start included" => Value::Boolean(matches!(range.start, Bound::Included(_))),
        "end included" => Value::Boolean(matches!(range.end, Bound::Included(_))),
        _ => return None,
    })
}
