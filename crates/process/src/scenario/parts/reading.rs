//! What somebody typed into a part of a sentence.

use crate::diagram::{Field, Form};
use feel::{DateTime, EvalContext, Timestamp, Value, Zone, evaluate};
use std::collections::BTreeMap;

/// Enough for a value that somebody writes out.
const FUEL: u64 = 10_000;
/// A moment without its seconds.
const TO_THE_MINUTE: usize = "2026-12-24T09:00".len();

pub(super) fn moment_text(at: Timestamp, zone: &Zone) -> String {
    let shown = at.in_zone(zone).or_else(|| at.in_zone(&Zone::Utc));
    shown.map_or_else(String::new, |shown| {
        let mut text = shown.to_string();
        text.truncate(TO_THE_MINUTE);
        text
    })
}

pub(super) fn moment(text: &str, zone: &Zone) -> Result<Timestamp, String> {
    let text = text.trim();
    let seconds = if text.len() == TO_THE_MINUTE {
        ":00"
    } else {
        ""
    };
    let read = format!("{text}{seconds}").parse::<DateTime>().ok();
    read.and_then(|read| Timestamp::of(&read, zone))
        .ok_or_else(|| format!("“{text}” is not a moment. Write it like 2026-12-24T09:00."))
}

pub(super) fn count(text: &str) -> Result<u32, String> {
    let text = text.trim();
    text.parse()
        .map_err(|_| format!("“{text}” is not a whole number."))
}

/// The sentence about what is no amount of time.
pub(super) fn amount(text: &str) -> String {
    format!(
        "“{}” is not an amount of time here. Write it like 3 days or 1 hour 30 minutes.",
        text.trim()
    )
}

pub(super) fn formula(text: &str) -> Result<String, String> {
    match feel::parse(text) {
        Ok(_) => Ok(text.trim().to_owned()),
        Err(error) => Err(format!("This cannot be read: {error}")),
    }
}

/// A value written out; nothing typed is no value.
pub(super) fn said(text: &str) -> Result<Value, String> {
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    let parsed = feel::parse(text).map_err(|error| format!("This cannot be read: {error}"))?;
    let context = EvalContext {
        fuel: FUEL,
        ..EvalContext::new(Timestamp(0), Zone::Utc)
    };
    evaluate(&parsed, &BTreeMap::new(), &context)
        .map_err(|_| "Write a value, such as 12, true or \"a text\".".to_owned())
}

/// A value as [`said`] reads it.
pub(super) fn source(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        value => value.to_source(),
    }
}

/// An answer, as the form it is asked by reads it.
pub(super) fn answer(field: &Field, text: &str) -> Result<Value, String> {
    let form = Form {
        fields: vec![field.clone()],
    };
    let raw = BTreeMap::from([(field.key.clone(), text.to_owned())]);
    match form.read(&raw) {
        Ok(mut read) => Ok(read.remove(&field.key).unwrap_or(Value::Null)),
        Err(invalid) => Err(invalid.into_iter().map(|one| one.message).collect()),
    }
}

/// An answer as it is typed into its field.
pub(super) fn typed(answer: &Value) -> String {
    match answer {
        Value::Boolean(true) => "yes".to_owned(),
        Value::Boolean(false) => "no".to_owned(),
        other => other.to_text(),
    }
}
