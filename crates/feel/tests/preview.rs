//! What a formula gives for a sample case with gaps.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use feel::{
    ErrorKind, EvalContext, Names, Preview, Scope, Timestamp, Type, Value, Zone, parse_in, preview,
};

fn scope() -> Scope {
    let request = BTreeMap::from([
        ("amount".to_owned(), Type::Number),
        ("start date".to_owned(), Type::Date),
    ]);
    [
        ("days", Type::Number),
        ("day", Type::Number),
        ("comment", Type::String),
        ("request", Type::Context(request)),
        ("orders", Type::list(Type::Any)),
    ]
    .into_iter()
    .collect()
}

fn of(source: &str, sample: &[(&str, Value)]) -> Preview {
    let scope = scope();
    let expression = parse_in(source, &Names::from(&scope)).unwrap();
    let sample = sample
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()));
    let context = EvalContext::new(Timestamp(1_795_348_800_000), Zone::Utc);
    preview(&expression, &sample.collect(), &scope, &context)
}

#[track_caller]
fn assert_missing(found: Preview, wanted: &str) {
    match found {
        Preview::Missing { reason, .. } => assert_eq!(reason, wanted),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_whole_sample_shows_the_value() {
    assert_eq!(
        of("days * 2", &[("days", Value::from(4))]),
        Preview::Value(Value::from(8))
    );
}

#[test]
fn a_missing_value_is_asked_for_by_name() {
    // Also when another name is close to it.
    assert_missing(
        of("days * 2", &[("day", Value::from(1))]),
        "To see a result, give \"days\" a value in the sample case.",
    );
    assert_missing(
        of("days * 2", &[("days", Value::Null)]),
        "To see a result, give \"days\" a value in the sample case.",
    );
    assert_missing(
        of("days + day > string length(comment)", &[]),
        "To see a result, give \"days\", \"day\" and \"comment\" a value in the sample case.",
    );
    assert_missing(
        of("[days, day, comment, orders, request]", &[]),
        "To see a result, give \"days\", \"day\", \"comment\" and 2 more a value in the sample case.",
    );
}

#[test]
fn a_missing_field_is_asked_for_with_its_path() {
    let empty = Value::context(BTreeMap::new());
    let wanted = "To see a result, give \"request.amount\" a value in the sample case.";
    assert_missing(of("request.amount > 5", &[("request", empty)]), wanted);
    assert_missing(of("request.amount > 5", &[]), wanted);
    assert_missing(
        of("sum(for each in orders return each.total)", &[]),
        "To see a result, give \"orders\" a value in the sample case.",
    );
}

#[test]
fn what_is_not_needed_may_be_missing() {
    assert_eq!(
        of(
            "if days > 1 then \"long\" else comment",
            &[("days", Value::from(4))]
        ),
        Preview::Value(Value::from("long"))
    );
    assert_eq!(
        of("comment or else \"none\"", &[("comment", Value::Null)]),
        Preview::Value(Value::from("none"))
    );
    assert_eq!(
        of("comment = null", &[("comment", Value::Null)]),
        Preview::Value(Value::from(true))
    );
}

#[test]
fn what_is_wrong_in_itself_is_said_as_it_is() {
    let failed = |found| match found {
        Preview::Failed(error) => (error.kind, error.reason),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        failed(of("days / 0", &[("days", Value::from(1))])).0,
        ErrorKind::DivisionByZero
    );
    assert_eq!(
        failed(of("dayz + 1", &[("days", Value::from(1))])).1,
        "There is no \"dayz\" here. Perhaps \"days\" is meant."
    );
}
