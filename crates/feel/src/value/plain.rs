//! Values to and from what other systems and people read: plain JSON, plain text.

use std::fmt;

use super::{MAX_NESTING, Value};
use crate::Number;

/// Data with lists or objects nested deeper than [`MAX_NESTING`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooDeep;

impl fmt::Display for TooDeep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "This data is nested more than {MAX_NESTING} levels deep."
        )
    }
}

impl std::error::Error for TooDeep {}

impl Value {
    /// Reads JSON from outside. No tag is interpreted and texts stay texts;
    /// a number is exactly what its shortest text says.
    pub fn from_plain_json(json: &serde_json::Value) -> Result<Value, TooDeep> {
        from_json(json, MAX_NESTING)
    }

    /// JSON text for the outside: numbers in full, dates, times and durations as ISO 8601 texts.
    pub fn to_plain_json_text(&self) -> String {
        let mut text = String::new();
        write_json(self, &mut text);
        text
    }

    /// Text to insert in a mail or a page: nothing for null, dates in ISO 8601, list items separated by commas.
    pub fn to_text(&self) -> String {
        match self {
            Value::Null => String::new(),
            Value::Boolean(value) => value.to_string(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.to_string(),
            Value::Date(date) => date.to_string(),
            Value::Time(time) => time.to_string(),
            Value::DateTime(date_time) => date_time.to_string(),
            Value::Duration(duration) => duration.to_string(),
            Value::YearsMonths(months) => months.to_string(),
            Value::Range(_) => self.to_source(),
            Value::List(items) => items
                .iter()
                .map(Value::to_text)
                .collect::<Vec<_>>()
                .join(", "),
            Value::Context(_) => self.to_plain_json_text(),
            Value::Function(function) => function.signature(),
        }
    }
}

fn from_json(json: &serde_json::Value, levels: usize) -> Result<Value, TooDeep> {
    Ok(match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => Value::Boolean(*value),
        // Every JSON number that could be read is finite and far within range.
        serde_json::Value::Number(number) => number
            .to_string()
            .parse::<Number>()
            .map_or(Value::Null, Value::Number),
        serde_json::Value::String(text) => Value::from(text.as_str()),
        serde_json::Value::Array(items) => {
            let levels = levels.checked_sub(1).ok_or(TooDeep)?;
            Value::list(
                items
                    .iter()
                    .map(|item| from_json(item, levels))
                    .collect::<Result<_, _>>()?,
            )
        }
        serde_json::Value::Object(entries) => {
            let levels = levels.checked_sub(1).ok_or(TooDeep)?;
            let read = |(key, entry): (&String, _)| Ok((key.clone(), from_json(entry, levels)?));
            Value::context(entries.iter().map(read).collect::<Result<_, _>>()?)
        }
    })
}

fn write_json(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Boolean(_) | Value::Number(_) => out.push_str(&value.to_text()),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_json(item, out);
            }
            out.push(']');
        }
        Value::Context(entries) => {
            out.push('{');
            for (index, (key, entry)) in entries.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_quoted(key, out);
                out.push(':');
                write_json(entry, out);
            }
            out.push('}');
        }
        text => write_quoted(&text.to_text(), out),
    }
}

fn write_quoted(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}
