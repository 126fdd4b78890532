//! Unary tests: what a cell of a decision table asks of one value.
#![allow(clippy::unwrap_used)]

mod common;

use common::{context, variables};
use feel::{Names, Scope, Type, Value, check_unary_tests, holds, parse_unary_tests};

#[track_caller]
fn passes(tests: &str, input: impl Into<Value>) -> bool {
    let parsed = parse_unary_tests(tests, &Names::new()).unwrap();
    holds(&parsed, &input.into(), &variables(), &context()).unwrap()
}

#[test]
fn a_value_passes_what_it_equals_lies_in_or_makes_true() {
    for (tests, yes, no) in [
        ("5", 5, 6),
        ("1, 2, 3", 2, 4),
        ("< 10", 9, 10),
        ("< 3, > 10", 11, 5),
        ("[1..10]", 10, 11),
        ("]1..10[", 9, 10),
        ("(> 5)", 6, 5),
        ("not(5)", 6, 5),
        ("not(1, > 5)", 3, 6),
        ("? * 2 > 10", 6, 5),
        ("? > 1 and ? < 5", 3, 7),
        ("even(?)", 2, 3),
        ("[1, 2, 3]", 3, 4),
        ("!= 4", 5, 4),
        ("{a: [7, 8]}.a", 7, 9),
        ("if ? > 3 then true else false", 4, 3),
    ] {
        assert!(passes(tests, yes), "{yes} should pass {tests}");
        assert!(!passes(tests, no), "{no} should not pass {tests}");
    }
    assert!(passes("-", Value::Null));
    assert!(passes("", Value::Null));
    assert!(passes("null", Value::Null));
    assert!(passes("false", false));
    assert!(!passes("true", false));
    assert!(passes("not(\"a\", \"b\")", "c"));
    assert!(passes("contains(?, \"x\")", "axb"));
    assert!(passes("1 < 2", "anything"));
    assert!(passes("not(contains(?, \"x\"))", "ab"));
}

#[test]
fn mistakes_in_tests_are_said_in_words_with_their_place() {
    let error = parse_unary_tests("1, , 2", &Names::new()).unwrap_err();
    assert_eq!((error.span.start, error.span.end), (3, 4));
    let tests = parse_unary_tests("> \"a\", ? > 1", &Names::new()).unwrap();
    let findings = check_unary_tests(&tests, &Type::Number, &Scope::new());
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].span.text(tests.source()), "\"a\"");
    assert!(!tests.is_any() && tests.names().is_empty());
}
