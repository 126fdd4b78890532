//! What is found wrong while an expression is being written.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use feel::{FindingKind, Scope, Type, check, parse};

fn scope() -> Scope {
    let order = BTreeMap::from([
        ("id".to_owned(), Type::Number),
        ("total".to_owned(), Type::Number),
    ]);
    [
        ("amount", Type::Number),
        ("comment", Type::String),
        (
            "kind",
            Type::Choice(vec!["Holiday".into(), "Sick leave".into()]),
        ),
        ("start date", Type::Date),
        ("approved", Type::Boolean),
        ("orders", Type::list(Type::Context(order))),
        ("answer", Type::Any),
        ("open", Type::Context(BTreeMap::new())),
    ]
    .into_iter()
    .collect()
}

fn found(source: &str) -> (Type, Vec<String>) {
    let expression = parse(source).unwrap();
    let (of, findings) = check(&expression, &scope());
    (
        of,
        findings
            .into_iter()
            .map(|finding| format!("{}: {}", finding.span.text(source), finding.message))
            .collect(),
    )
}

#[test]
fn sound_expressions_have_a_type_and_no_findings() {
    let cases = [
        ("amount * 2 + 1", Type::Number),
        ("comment + \"!\"", Type::String),
        ("start date + duration(\"P1M\")", Type::Date),
        ("start date - today()", Type::Duration),
        ("(start date - today()).days", Type::Number),
        ("amount > 1 and kind = \"Holiday\"", Type::Boolean),
        ("orders[total > amount].id", Type::list(Type::Number)),
        ("orders[1].total", Type::Number),
        ("sum(orders.total)", Type::Number),
        (
            "for order in orders return order.id",
            Type::list(Type::Number),
        ),
        (
            "some order in orders satisfies order.total > 3",
            Type::Boolean,
        ),
        ("if approved then 1 else 2", Type::Number),
        ("if approved then 1 else comment", Type::Any),
        ("answer.status + 1", Type::Number),
        ("open.whatever.it.is", Type::Any),
        (
            "comment = null or kind in (\"Holiday\", \"Sick leave\")",
            Type::Boolean,
        ),
        ("amount or else 0", Type::Number),
        ("string length(comment) in [1..5]", Type::Boolean),
        ("max(1, amount)", Type::Number),
        (
            "now() > date and time(\"2026-11-22T10:00:00\")",
            Type::Boolean,
        ),
    ];
    for (source, of) in cases {
        assert_eq!(found(source), (of, vec![]), "{source}");
    }
}

#[test]
fn mistakes_are_found_with_their_place_and_a_sentence() {
    let cases = [
        (
            "amonut > 1",
            "amonut: There is no \"amonut\" here. Perhaps \"amount\" is meant.",
        ),
        ("customer = 1", "customer: There is no \"customer\" here."),
        (
            "orders.totl",
            "totl: \"orders\" has no field \"totl\". Perhaps \"total\" is meant.",
        ),
        (
            "start date.hour",
            "hour: \"start date\" is a date, which has no field \"hour\".",
        ),
        (
            "amount + comment",
            "amount + comment: This is a number and a text, which cannot be added.",
        ),
        (
            "amount + null",
            "null: There is nothing to calculate with here.",
        ),
        (
            "amount = \"1\"",
            "amount = \"1\": This compares a number with a text. Both sides must be of one kind.",
        ),
        (
            "start date < now()",
            "start date < now(): This compares a date with a date with a time. Both sides must be of one kind.",
        ),
        (
            "kind = \"Holyday\"",
            "\"Holyday\": \"Holyday\" is not one of the choices. Perhaps \"Holiday\" is meant.",
        ),
        (
            "approved and amount",
            "amount: \"amount\" is a number, and a yes or no is needed here.",
        ),
        (
            "upper case(amount)",
            "amount: \"amount\" is a number, and a text is needed here.",
        ),
        (
            "contians(comment, \"a\")",
            "contians: There is no function \"contians\". Perhaps \"contains\" is meant.",
        ),
        (
            "contains(comment)",
            "contains(comment): Write contains(string, match).",
        ),
        (
            "date(\"22.11.2026\")",
            "\"22.11.2026\": \"22.11.2026\" is not a date like 2026-11-22.",
        ),
        (
            "for x in amount return x",
            "amount: \"amount\" is a number, and a list is needed here.",
        ),
        (
            "orders[comment]",
            "comment: \"comment\" is a text, and a condition or a position is needed here.",
        ),
        (
            "amount in [\"a\"..\"b\"]",
            "[\"a\"..\"b\"]: This compares a number with a text. Both sides must be of one kind.",
        ),
        (
            "-comment",
            "comment: \"comment\" is a text, and a number or a duration is needed here.",
        ),
    ];
    for (source, message) in cases {
        assert_eq!(found(source).1, [message], "{source}");
    }
}

#[test]
fn the_nearest_name_is_there_for_a_button_that_mends() {
    let expression = parse("amonut").unwrap();
    let (_, findings) = check(&expression, &scope());
    let kind = FindingKind::UnknownName {
        name: "amonut".into(),
        nearest: Some("amount".into()),
    };
    assert_eq!(findings[0].kind, kind);
}

#[test]
fn names_are_known_only_where_they_are_bound() {
    assert_eq!(found("(for x in [1] return x) = [x]").1.len(), 1);
    assert_eq!(found("{a: 1, b: a}.b + a").1.len(), 1);
    assert_eq!(found("orders[item.id = id].total").1, Vec::<String>::new());
}

#[test]
fn functions_are_checked_where_they_are_called() {
    assert_eq!(
        found("(function(a: number, b) a + 1)(1, 2)"),
        (Type::Number, vec![])
    );
    assert_eq!(
        found("{f: function(n: number) if n < 1 then 1 else n * f(n - 1), y: f(5)}.y").1,
        Vec::<String>::new()
    );
    for (source, message) in [
        (
            "(function(a) a)(1, 2)",
            "(1, 2): This function takes 1 input, and 2 are given.",
        ),
        (
            "{f: function(a: number) a, y: f(comment)}",
            "comment: \"comment\" is a text, and a number is needed here.",
        ),
        ("for x in orders return (function(y) y.totl)(x)", ""),
        (
            "function(a) amonut",
            "amonut: There is no \"amonut\" here. Perhaps \"amount\" is meant.",
        ),
    ] {
        let expected: Vec<_> = Some(message.to_owned())
            .filter(|message| !message.is_empty())
            .into_iter()
            .collect();
        assert_eq!(found(source).1, expected, "{source}");
    }
}
