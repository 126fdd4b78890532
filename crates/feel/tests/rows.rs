//! Simple conditions as rows, and back.
#![allow(clippy::unwrap_used)]

use feel::{Operator, Row, Rows, Value, as_rows, parse};

fn rows(source: &str) -> Option<Rows> {
    as_rows(&parse(source).unwrap())
}

fn row(field: &str, operator: Operator, value: Value) -> Row {
    Row {
        field: field.into(),
        operator,
        value,
    }
}

#[test]
fn simple_conditions_are_rows() {
    let date = Value::Date("2026-12-24".parse().unwrap());
    let cases = [
        (
            "amount > 1000",
            row("amount", Operator::Greater, Value::from(1000)),
        ),
        (
            "amount <= -5.5",
            row(
                "amount",
                Operator::AtMost,
                Value::Number("-5.5".parse().unwrap()),
            ),
        ),
        (
            "request.start date = date(\"2026-12-24\")",
            row("request.start date", Operator::Equals, date.clone()),
        ),
        (
            "start >= @\"2026-12-24\"",
            row("start", Operator::AtLeast, date),
        ),
        (
            "comment = null",
            row("comment", Operator::IsEmpty, Value::Null),
        ),
        (
            "comment != null",
            row("comment", Operator::IsNotEmpty, Value::Null),
        ),
        (
            "contains(name, \"x\")",
            row("name", Operator::Contains, Value::from("x")),
        ),
        (
            "not(contains(name, \"x\"))",
            row("name", Operator::DoesNotContain, Value::from("x")),
        ),
        (
            "approved",
            row("approved", Operator::Equals, Value::from(true)),
        ),
        (
            "not(approved)",
            row("approved", Operator::Equals, Value::from(false)),
        ),
        (
            "kind in [\"a\", \"b\"]",
            row(
                "kind",
                Operator::IsOneOf,
                Value::list(vec!["a".into(), "b".into()]),
            ),
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(
            rows(source),
            Some(Rows {
                all: true,
                rows: vec![expected]
            }),
            "{source}"
        );
    }
}

#[test]
fn rows_are_joined_by_and_or_by_or() {
    let both = rows("amount > 1 and approved = true").unwrap();
    assert!(both.all);
    assert_eq!(both.rows.len(), 2);
    let either = rows("amount > 1 or amount < -1 or comment = null").unwrap();
    assert!(!either.all);
    assert_eq!(either.rows.len(), 3);
}

#[test]
fn what_rows_cannot_show_stays_text() {
    for source in [
        "amount > limit",
        "a > 1 and (b > 2 or c > 3)",
        "amount + 1 > 2",
        "orders[1].total > 3",
        "amount > null",
        "1 < amount",
        "not(amount > 1)",
        "a or else true",
    ] {
        assert_eq!(rows(source), None, "{source}");
    }
}

#[test]
fn rows_survive_being_written_and_read() {
    let values = [
        Value::from(12),
        Value::Number("-0.05".parse().unwrap()),
        Value::from("a \"quoted\" \\ text\nwith lines \u{7}"),
        Value::from(true),
        Value::Date("2026-12-24".parse().unwrap()),
        Value::DateTime("2026-12-24T10:00:00Z".parse().unwrap()),
        Value::Duration("P2D".parse().unwrap()),
        Value::YearsMonths("P1Y".parse().unwrap()),
    ];
    for operator in Operator::ALL.iter().copied() {
        for value in &values {
            let value = match operator {
                Operator::IsEmpty | Operator::IsNotEmpty => Value::Null,
                Operator::IsOneOf | Operator::IsNotOneOf => {
                    Value::list(vec![value.clone(), Value::from(1)])
                }
                Operator::Contains
                | Operator::DoesNotContain
                | Operator::StartsWith
                | Operator::EndsWith => Value::from(value.to_text()),
                _ => value.clone(),
            };
            let one = row("start date", operator, value);
            for all in [true, false] {
                let written = Rows {
                    all,
                    rows: vec![one.clone(), one.clone()],
                };
                assert_eq!(
                    rows(&written.to_source()),
                    Some(written.clone()),
                    "{}",
                    written.to_source()
                );
            }
        }
    }
}
