//! All mistakes of a text at once, and what was understood of the rest.
#![allow(clippy::unwrap_used)]

use feel::{
    FindingKind, Names, ParseError, Scope, Type, parse_all, parse_all_tests, parse_in,
    parse_unary_tests,
};
use proptest::prelude::*;

fn names() -> Names {
    ["e-mail", "start date"].into_iter().collect()
}

fn scope() -> Scope {
    [
        ("amount", Type::Number),
        ("approved", Type::Boolean),
        ("start date", Type::Date),
        ("e-mail", Type::String),
    ]
    .into_iter()
    .collect()
}

/// Each error as what it points at and what it says.
fn said(source: &str, errors: &[ParseError]) -> Vec<(String, String)> {
    let said = errors
        .iter()
        .map(|error| (error.span.text(source).to_owned(), error.message.clone()));
    said.collect()
}

fn errors(source: &str) -> Vec<(String, String)> {
    said(source, &parse_all(source, &names()).errors)
}

#[track_caller]
fn assert_errors(source: &str, wanted: &[(&str, &str)]) {
    let found = errors(source);
    let found: Vec<_> = found
        .iter()
        .map(|(at, message)| (at.as_str(), message.as_str()))
        .collect();
    assert_eq!(found, wanted, "{source}");
}

#[test]
fn a_right_text_has_no_errors_and_is_an_expression() {
    let draft = parse_all("amount > 5 and e-mail != null", &names());
    assert_eq!(draft.errors, Vec::new());
    let expression = draft.into_expression().unwrap();
    assert!(expression.is_same(&parse_in("amount > 5 and e-mail != null", &names()).unwrap()));
}

#[test]
fn a_bracket_that_closes_a_range_is_no_mistake() {
    assert_errors("[1..10) = [1..10[", &[]);
}

#[test]
fn several_mistakes_are_all_found() {
    assert_errors(
        "sum(amount, ) > and count([1, 2",
        &[
            (")", "Here stands \")\", but a value is needed."),
            ("and", "Here stands \"and\", but a value is needed."),
            (
                "",
                "Something is missing at the end: \"]\" to close the list is needed.",
            ),
        ],
    );
    assert_errors(
        "if approved the 5 else * 2",
        &[
            (
                "the",
                "Here stands \"the\", but \"then\" after the condition of \"if\" is needed.",
            ),
            ("*", "Here stands \"*\", but a value is needed."),
        ],
    );
}

#[test]
fn a_keyword_that_is_nearly_right_is_named() {
    assert_errors(
        "for x in [1, 2] retrun x",
        &[(
            "retrun",
            "Here stands \"retrun\", but \"return\" and what to collect is needed.",
        )],
    );
    assert_errors(
        "if amount > 5 THEN 1 else 2",
        &[(
            "THEN",
            "Here stands \"THEN\", but \"then\" after the condition of \"if\" is needed.",
        )],
    );
    assert_errors(
        "some x in [1] satisfy x > 1",
        &[(
            "satisfy",
            "Here stands \"satisfy\", but \"satisfies\" and a condition is needed.",
        )],
    );
}

#[test]
fn a_broken_text_or_number_does_not_hide_the_rest() {
    assert_errors(
        "\"a\\u12\" = amount % 2",
        &[
            (
                "\\u",
                "After \\u come four digits or letters from A to F, after \\U six.",
            ),
            (
                "%",
                "The character \"%\" has no meaning here. Write / 100 for a percentage.",
            ),
        ],
    );
    assert_errors(
        "12abc + ) and \"never",
        &[
            (
                "12a",
                "A number ends here, and a name cannot begin with a digit.",
            ),
            (")", "Here stands \")\", but a value is needed."),
            (
                "\"never",
                "This text never ends. Close it with a double quote.",
            ),
        ],
    );
}

#[test]
fn what_was_understood_is_checked() {
    let draft = parse_all(
        "amuont > 5 and sum(1 2) and if approved then start date + 1",
        &names(),
    );
    assert_eq!(draft.errors.len(), 2);
    // A sum is no condition, and a number cannot be added to a date.
    let findings = draft.check(&scope()).1;
    let kinds: Vec<_> = findings.into_iter().map(|finding| finding.kind).collect();
    let unknown = FindingKind::UnknownName {
        name: "amuont".into(),
        nearest: Some("amount".into()),
    };
    assert_eq!(
        kinds,
        [
            unknown,
            FindingKind::TypeMismatch,
            FindingKind::TypeMismatch
        ]
    );
}

#[test]
fn what_is_missing_is_not_reported_twice() {
    for source in [
        "amount > ",
        "sum(",
        "amount.",
        "{a: ",
        "for x in ",
        "if approved then ",
        "substring(string: ",
    ] {
        let draft = parse_all(source, &names());
        assert!(!draft.errors.is_empty(), "{source}");
        assert_eq!(draft.check(&scope()).1, Vec::new(), "{source}");
        assert!(draft.into_expression().is_none());
    }
}

#[test]
fn an_empty_text_says_that_nothing_is_there() {
    assert_errors("", &[("", "There is nothing here yet.")]);
    assert_errors("  ", &[("  ", "There is nothing here yet.")]);
}

#[test]
fn cells_have_all_their_mistakes_found_too() {
    let draft = parse_all_tests("< , [1..5, \"a\" \"b\"", &names());
    let found = said("< , [1..5, \"a\" \"b\"", &draft.errors);
    let at: Vec<_> = found.iter().map(|(at, _)| at.as_str()).collect();
    assert_eq!(at, [",", ",", "\"b\""]);
    let draft = parse_all_tests("not(\"a\", \"b\")", &names());
    assert!(
        draft
            .into_tests()
            .unwrap()
            .is_same(&parse_unary_tests("not(\"a\", \"b\")", &names()).unwrap())
    );
    for source in [
        "not( )",
        "not(approved) and amount > 5",
        "not(approved), true",
    ] {
        assert_eq!(
            parse_all_tests(source, &names()).into_tests(),
            parse_unary_tests(source, &names()).ok()
        );
    }
    let draft = parse_all_tests("> \"a\", ", &names());
    assert_eq!(draft.errors.len(), 1);
    assert_eq!(draft.check(&Type::Number, &scope()).len(), 1);
}

#[test]
fn a_text_beyond_all_limits_has_one_error() {
    let long = "a + ".repeat(262_144);
    assert_eq!(errors(&long).len(), 1);
    for bracket in ["(", "[", "{a:", "sum(", "not(", "-", "if ", "function() "] {
        let deep = bracket.repeat(10_000);
        let found = parse_all(&deep, &names()).errors;
        assert!((1..=50).contains(&found.len()), "{bracket}");
        parse_all_tests(&deep, &names());
    }
    assert!(errors(&") ".repeat(5_000)).len() <= 50);
}

fn likely_source() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "amount",
        "start date",
        "e-mail",
        "item",
        ".",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "a:",
        ",",
        "..",
        "1",
        "2.5",
        "\"x\"",
        "\"",
        "@\"P1D\"",
        "@\"x\"",
        "/*",
        "// c\n",
        "+",
        "-",
        "**",
        "=",
        "<",
        "and",
        "or",
        "or else",
        "not(",
        "if",
        "then",
        "else",
        "for",
        "x",
        "in",
        "return",
        "some",
        "satisfies",
        "between",
        "instance of",
        "number",
        "list<",
        "function(",
        "->",
        ":",
        "sum(",
        "?",
        "%",
        "é",
    ]);
    prop::collection::vec(pieces, 0..25).prop_map(|pieces| pieces.join(" "))
}

fn reads_the_same(source: &str) {
    let (names, scope) = (names(), scope());
    let draft = parse_all(source, &names);
    for error in &draft.errors {
        assert!(source.get(error.span.start..error.span.end).is_some());
        assert!(error.message.ends_with('.'), "{}", error.message);
    }
    for finding in draft.check(&scope).1 {
        assert!(source.get(finding.span.start..finding.span.end).is_some());
    }
    // The strict reading and this one agree on what is right, and on the tree.
    match parse_in(source, &names) {
        Ok(expression) => assert_eq!(draft.into_expression(), Some(expression)),
        Err(_) => {
            assert!(!draft.errors.is_empty());
            assert_eq!(draft.into_expression(), None);
        }
    }
    let draft = parse_all_tests(source, &names);
    draft.check(&Type::Number, &scope);
    assert_eq!(draft.into_tests(), parse_unary_tests(source, &names).ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_right_reads_the_same_and_what_is_wrong_says_so(source in likely_source()) {
        reads_the_same(&source);
    }

    #[test]
    fn any_text_has_an_answer(source in any::<String>()) {
        reads_the_same(&source);
    }
}
