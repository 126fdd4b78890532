//! Values written as FEEL source.

use std::ops::Bound;

use super::{RangeKind, Value};

impl Value {
    /// FEEL source that evaluates to this value.
    pub fn to_source(&self) -> String {
        let mut out = String::new();
        write(self, quote, &mut out);
        out
    }

    /// What `string(…)` makes of it: plain text, lists and contexts as FEEL with plain keys where they are names.
    pub(crate) fn to_display(&self) -> String {
        match self {
            Value::List(_) | Value::Context(_) => {
                let mut out = String::new();
                write(self, plain_key, &mut out);
                out
            }
            simple => simple.to_text(),
        }
    }
}

type WriteKey = fn(&str, &mut String);

/// A key without quotes, when it is a name.
fn plain_key(key: &str, out: &mut String) {
    let is_name = key.starts_with(crate::lexer::starts_name)
        && key
            .split(' ')
            .all(|word| !word.is_empty() && word.chars().all(crate::lexer::continues_name));
    if is_name {
        out.push_str(key);
    } else {
        quote(key, out);
    }
}

fn write(value: &Value, key: WriteKey, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Boolean(_) | Value::Number(_) => out.push_str(&value.to_text()),
        Value::String(text) => quote(text, out),
        Value::Date(date) => call("date", &date.to_string(), out),
        Value::Time(time) => call("time", &time.to_string(), out),
        Value::DateTime(date_time) => call("date and time", &date_time.to_string(), out),
        Value::Duration(duration) => call("duration", &duration.to_string(), out),
        Value::YearsMonths(months) => call("duration", &months.to_string(), out),
        Value::Range(range) => match (&range.start, &range.end) {
            (Bound::Included(value), _) if range.kind == RangeKind::Is => {
                one_sided("=", value, out);
            }
            (Bound::Included(value), _) if range.kind == RangeKind::IsNot => {
                one_sided("!=", value, out);
            }
            (Bound::Unbounded, Bound::Included(end)) => one_sided("<=", end, out),
            (Bound::Unbounded, Bound::Excluded(end)) => one_sided("<", end, out),
            (Bound::Included(start), Bound::Unbounded) => one_sided(">=", start, out),
            (Bound::Excluded(start), Bound::Unbounded) => one_sided(">", start, out),
            (start, end) => {
                out.push(if matches!(start, Bound::Included(_)) {
                    '['
                } else {
                    '('
                });
                bound(start, out);
                out.push_str("..");
                bound(end, out);
                out.push(if matches!(end, Bound::Included(_)) {
                    ']'
                } else {
                    ')'
                });
            }
        },
        Value::Function(function) => out.push_str(&function.signature()),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write(item, key, out);
            }
            out.push(']');
        }
        Value::Context(entries) => {
            out.push('{');
            for (index, (name, entry)) in entries.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                key(name, out);
                out.push_str(": ");
                write(entry, key, out);
            }
            out.push('}');
        }
    }
}

fn one_sided(operator: &str, end: &Value, out: &mut String) {
    out.push('(');
    out.push_str(operator);
    out.push(' ');
    write(end, quote, out);
    out.push(')');
}

fn bound(bound: &Bound<Value>, out: &mut String) {
    match bound {
        Bound::Included(value) | Bound::Excluded(value) => write(value, quote, out),
        Bound::Unbounded => out.push_str("null"),
    }
}

fn call(name: &str, text: &str, out: &mut String) {
    out.push_str(name);
    out.push('(');
    quote(text, out);
    out.push(')');
}

/// A FEEL string literal: quotes, backslashes and control characters are escaped.
pub(crate) fn quote(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control.is_control() => {
                out.push_str(&format!("\\u{:04X}", u32::from(control)))
            }
            other => out.push(other),
        }
    }
    out.push('"');
}
