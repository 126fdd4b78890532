//! Signs and values as they are written.

use crate::ast::{Comparison, Kind};
use crate::value::literal::quote;
use crate::{RangeKind, Value};

pub(super) fn sign(operator: Comparison) -> &'static str {
    match operator {
        Comparison::Equal => "=",
        Comparison::NotEqual => "!=",
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::Greater => ">",
        Comparison::AtLeast => ">=",
    }
}

/// Whether it is written as a sign and one end in brackets.
pub(super) fn is_one_sided(kind: &Kind) -> bool {
    matches!(kind, Kind::Range { start, end, form, .. }
        if *form != RangeKind::Between || start.is_none() || end.is_none())
}

/// As it is read: with @ where a call would be another tree.
pub(super) fn literal(value: &Value) -> String {
    let text = match value {
        Value::Date(date) => date.to_string(),
        Value::Time(time) => time.to_string(),
        Value::DateTime(date_time) => date_time.to_string(),
        Value::Duration(duration) => duration.to_string(),
        Value::YearsMonths(months) => months.to_string(),
        other => return other.to_source(),
    };
    let mut quoted = String::from("@");
    quote(&text, &mut quoted);
    quoted
}
