//! One expression in, one value or sentence out.
// Each test file uses what it needs of it.
#![allow(dead_code)]

use std::collections::BTreeMap;

use feel::{EvalContext, EvalError, Timestamp, Value, Zone, evaluate, parse};

/// Sunday, 22 November 2026, 09:30 in UTC.
pub const NOW: Timestamp = Timestamp(1_795_339_800_000);

pub fn variables() -> BTreeMap<String, Value> {
    let json = serde_json::json!({
        "amount": 1200,
        "days": 3,
        "comment": null,
        "name": "Ada Lovelace",
        "approved": true,
        "start date": {"$date": "2026-12-01"},
        "request": {"amount": 80, "by": {"name": "Bob"}, "note": null},
        "orders": [
            {"id": 1, "total": 50, "open": true},
            {"id": 2, "total": 150, "open": false},
            {"id": 3, "total": 250, "open": true},
        ],
        "tags": ["red", "green", "blue"],
        "nothing": [],
    });
    serde_json::from_value(json).unwrap()
}

pub fn context() -> EvalContext {
    EvalContext::new(NOW, "Europe/Paris".parse().unwrap_or(Zone::Utc))
}

pub fn run(source: &str) -> Result<Value, EvalError> {
    let expression =
        parse(source).unwrap_or_else(|error| panic!("{source}: {error} at {:?}", error.span));
    evaluate(&expression, &variables(), &context())
}

/// Each expression has the value of the other, written as FEEL.
#[track_caller]
pub fn all_equal(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        match run(source) {
            Ok(value) => assert_eq!(value.to_source(), *expected, "{source}"),
            Err(error) => panic!("{source}: {error} at {:?}", error.span),
        }
    }
}

/// Each expression fails with this sentence.
#[track_caller]
pub fn all_fail(cases: &[(&str, &str)]) {
    for (source, reason) in cases {
        match run(source) {
            Ok(value) => panic!("{source} is {}", value.to_source()),
            Err(error) => assert_eq!(error.reason, *reason, "{source}"),
        }
    }
}
