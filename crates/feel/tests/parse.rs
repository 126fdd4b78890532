//! What is an expression, what is not, and what is said about it.
#![allow(clippy::unwrap_used)]

use feel::{MAX_DEPTH, MAX_SOURCE, Span, parse, parse_with_names};

fn error(source: &str) -> (String, Span) {
    match parse(source) {
        Ok(expression) => panic!("{source} was read as {expression:?}"),
        Err(error) => (error.message, error.span),
    }
}

fn names(source: &str) -> Vec<String> {
    parse(source)
        .unwrap()
        .names()
        .into_iter()
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn mistakes_are_said_in_words_and_pinned_to_their_place() {
    let cases = [
        ("", "There is nothing here yet.", (0, 0)),
        (
            "1 +",
            "Something is missing at the end: a value is needed.",
            (3, 3),
        ),
        (
            "amount >",
            "Something is missing at the end: a value is needed.",
            (8, 8),
        ),
        (
            "(1",
            "Something is missing at the end: \")\" to close the bracket is needed.",
            (2, 2),
        ),
        (
            "if a then b",
            "Something is missing at the end: \"else\" and what counts otherwise is needed.",
            (11, 11),
        ),
        (
            "1 2",
            "Here stands the number 2, but an operator, like + or and, is needed.",
            (2, 3),
        ),
        (
            "\"abc",
            "This text never ends. Close it with a double quote.",
            (0, 4),
        ),
        (
            "a & b",
            "The character \"&\" has no meaning here. Write \"and\", or + to join texts.",
            (2, 3),
        ),
        (
            "a ≥ b",
            "The character \"≥\" has no meaning here. Write >= for \"at least\".",
            (2, 5),
        ),
        (
            "'a'",
            "The character \"'\" has no meaning here. Put texts between straight double quotes, like \"this\".",
            (0, 1),
        ),
        (
            "1 < 2 < 3",
            "Two comparisons stand in a row. Join them with \"and\": a < b and b < c.",
            (0, 7),
        ),
        ("{a: 1, a: 2}", "\"a\" stands here twice.", (7, 8)),
        (
            "12abc",
            "A number ends here, and a name cannot begin with a digit.",
            (0, 3),
        ),
        (
            "@\"hello\"",
            "After @ comes a date, a time or a duration in quotes, like @\"2026-11-22\" or @\"P2D\".",
            (0, 8),
        ),
        ("\"\\uD800\"", "There is no such character.", (1, 7)),
        (
            "a instance of nummer",
            "There is no type \"nummer\". There are number, string, boolean, date, time, date and time, days and time duration, years and months duration, list and context.",
            (14, 20),
        ),
    ];
    for (source, message, (start, end)) in cases {
        assert_eq!(
            error(source),
            (message.to_owned(), Span { start, end }),
            "{source}"
        );
    }
}

#[test]
fn words_side_by_side_are_one_name() {
    assert_eq!(names("start date + end  date"), ["start date", "end date"]);
    assert_eq!(names("address line 2 = other"), ["address line 2", "other"]);
    assert_eq!(names("größe_cm > 3 and ещё"), ["größe_cm", "ещё"]);
}

#[test]
fn names_with_signs_and_keywords_are_known_when_given() {
    let known = ["e-mail", "terms and conditions", "start", "time in days"];
    let expression = parse_with_names(
        "e-mail != null and terms and conditions and time in days > start",
        known,
    )
    .unwrap();
    let names: Vec<_> = expression
        .names()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        names,
        ["e-mail", "terms and conditions", "time in days", "start"]
    );
}

#[test]
fn only_names_from_outside_are_listed_once_each_with_their_place() {
    assert_eq!(
        names("for x in orders return x + rate + rate"),
        ["orders", "rate"]
    );
    assert_eq!(names("some x in a, y in x satisfies y > z"), ["a", "z"]);
    assert_eq!(names("{a: b, c: a}.c + request.amount"), ["b", "request"]);
    assert_eq!(
        names("orders[total > limit and item.open]"),
        ["orders", "total", "limit"]
    );
    assert_eq!(
        names("contains(name, \"x\") and days in (low..high)"),
        ["name", "days", "low", "high"]
    );
    let places = parse("(a) + request.b").unwrap().names();
    assert_eq!(places[0], ("a".to_owned(), Span { start: 1, end: 2 }));
    assert_eq!(
        places[1],
        ("request".to_owned(), Span { start: 6, end: 13 })
    );
}

#[test]
fn nesting_has_a_limit_that_is_said_in_words() {
    let brackets = |count: usize| format!("{}1{}", "(".repeat(count), ")".repeat(count));
    assert!(parse(&brackets(MAX_DEPTH / 2 - 1)).is_ok());
    let too_deep = "This is nested too deeply. Split it into smaller parts.";
    for opening in [
        "(",
        "[",
        "-",
        "{a:",
        "if ",
        "f(",
        "a[",
        "x in (",
        "for x in ",
        "not(",
        "a in (",
    ] {
        let count = MAX_SOURCE / opening.len();
        assert_eq!(error(&opening.repeat(count)).0, too_deep, "{opening}");
    }
    assert!(
        error(&"(".repeat(100_000))
            .0
            .starts_with("This is too long.")
    );
}

#[test]
fn what_repeats_without_brackets_may_be_long() {
    for (first, again) in [
        ("1", "+1"),
        ("a", " and a"),
        ("a", ".b"),
        ("a", "[1]"),
        ("1", "**1"),
        ("a", " or else a"),
        ("if a then b else c", ""),
    ] {
        let source = format!("{first}{}", again.repeat(1000));
        let expression = parse(&source).unwrap();
        assert_eq!(expression.clone(), expression);
    }
    let ladder = format!("{} 1", "if a then 1 else ".repeat(500));
    assert!(parse(&ladder).is_ok());
}
