//! The stored form of values, which is for ever, and plain JSON for the outside.
#![allow(clippy::unwrap_used)]

use feel::{MAX_NESTING, Timestamp, Value, Zone};
use serde_json::json;

fn value(source: &str) -> Value {
    let context = feel::EvalContext::new(Timestamp(0), Zone::Utc);
    feel::evaluate(&feel::parse(source).unwrap(), &Default::default(), &context).unwrap()
}

#[test]
fn every_kind_of_value_has_its_stored_form() {
    let cases = [
        ("null", json!(null)),
        ("true", json!(true)),
        ("-12", json!(-12)),
        ("9007199254740992", json!(9_007_199_254_740_992_i64)),
        ("9007199254740993", json!({"$number": "9007199254740993"})),
        ("12.50", json!({"$number": "12.5"})),
        ("\"$text\"", json!("$text")),
        ("@\"2026-11-22\"", json!({"$date": "2026-11-22"})),
        (
            "@\"10:30:00.5+02:00\"",
            json!({"$time": "10:30:00.5+02:00"}),
        ),
        (
            "@\"2026-11-22T10:30:00@Europe/Paris\"",
            json!({"$dateTime": "2026-11-22T10:30:00@Europe/Paris"}),
        ),
        ("@\"PT48H\"", json!({"$duration": "P2D"})),
        ("@\"P14M\"", json!({"$yearsMonths": "P1Y2M"})),
        ("[1..10)", json!({"$range": {"from": 1, "before": 10}})),
        (
            "(> @\"P1D\")",
            json!({"$range": {"after": {"$duration": "P1D"}}}),
        ),
        ("[1, [0.5]]", json!([1, [{"$number": "0.5"}]])),
        (
            "{\"a\": {\"$b\": 1, \"$$c\": 2}}",
            json!({"a": {"$$b": 1, "$$$c": 2}}),
        ),
    ];
    for (source, stored) in cases {
        let value = value(source);
        assert_eq!(serde_json::to_value(&value).unwrap(), stored, "{source}");
        assert_eq!(
            serde_json::from_value::<Value>(stored.clone()).unwrap(),
            value,
            "{source}"
        );
        assert_eq!(
            serde_json::from_str::<Value>(&stored.to_string()).unwrap(),
            value,
            "{source}"
        );
    }
}

#[test]
fn a_stored_form_that_nobody_wrote_is_refused() {
    for stored in [
        json!({"$colour": "red"}),
        json!({"$date": "2026-02-30"}),
        json!({"$number": "abc"}),
        json!({"$date": "2026-11-22", "more": 1}),
        json!({"more": 1, "$date": "2026-11-22"}),
        json!({"$date": 5}),
        json!({"$range": {"from": 1, "until": 2}}),
    ] {
        assert!(
            serde_json::from_value::<Value>(stored.clone()).is_err(),
            "{stored}"
        );
    }
}

#[test]
fn json_from_outside_is_taken_as_it_stands() {
    let outside: serde_json::Value =
        serde_json::from_str(r#"{"$date": "2026-11-22", "price": 0.1, "big": 18446744073709551615, "tiny": 1e-7, "list": [null, true]}"#).unwrap();
    let value = Value::from_plain_json(&outside).unwrap();
    assert_eq!(
        value.to_source(),
        r#"{"$date": "2026-11-22", "big": 18446744073709551615, "list": [null, true], "price": 0.1, "tiny": 0.0000001}"#
    );
    let stored = serde_json::to_string(&value).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&stored).unwrap(), value);
}

#[test]
fn json_to_the_outside_writes_numbers_in_full_and_dates_as_texts() {
    let value = value(
        "{n: 0.1 + 0.2, big: 2 ** 100, d: @\"2026-11-22\", p: @\"P1D\", t: \"a\\\"b\", r: [1..2], none: null, l: [true]}",
    );
    assert_eq!(
        value.to_plain_json_text(),
        r#"{"big":1267650600228229401496703205376,"d":"2026-11-22","l":[true],"n":0.3,"none":null,"p":"P1D","r":"[1..2]","t":"a\"b"}"#
    );
    assert!(serde_json::from_str::<serde_json::Value>(&value.to_plain_json_text()).is_ok());
}

#[test]
fn texts_for_mails_are_plain() {
    let cases = [
        ("null", ""),
        ("1200.50", "1200.5"),
        ("@\"2026-11-22\"", "2026-11-22"),
        ("[\"a\", 1, null]", "a, 1, "),
        ("true", "true"),
        ("{a: 1}", "{\"a\":1}"),
    ];
    for (source, text) in cases {
        assert_eq!(value(source).to_text(), text, "{source}");
    }
}

#[test]
fn nothing_is_nested_deeper_than_can_be_read_again() {
    let mut outside = json!(1);
    for _ in 0..MAX_NESTING {
        outside = json!([outside]);
    }
    let value = Value::from_plain_json(&outside).unwrap();
    assert!(Value::from_plain_json(&json!([outside])).is_err());

    let variables = std::collections::BTreeMap::from([("x".to_owned(), value)]);
    let context = feel::EvalContext::new(Timestamp(0), Zone::Utc);
    assert!(feel::evaluate(&feel::parse("x").unwrap(), &variables, &context).is_ok());
    let error = feel::evaluate(&feel::parse("[x]").unwrap(), &variables, &context).unwrap_err();
    assert_eq!(
        error.reason,
        "The result has lists or fields nested more than 50 levels deep."
    );
}

#[test]
fn zones_and_moments_are_stored_by_name_and_by_number() {
    for (zone, stored) in [
        ("UTC", "UTC"),
        ("Europe/Paris", "Europe/Paris"),
        ("+02:00", "+02:00"),
        ("+00:00", "UTC"),
    ] {
        let zone: Zone = zone.parse().unwrap();
        assert_eq!(serde_json::to_value(&zone).unwrap(), json!(stored));
        assert_eq!(serde_json::from_value::<Zone>(json!(stored)).unwrap(), zone);
    }
    assert!(serde_json::from_value::<Zone>(json!("Mars/Olympus")).is_err());
    assert_eq!(serde_json::to_value(Timestamp(5)).unwrap(), json!(5));
}
