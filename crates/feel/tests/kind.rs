//! The kind mode: mistakes are null, and noted.
#![allow(clippy::unwrap_used)]

mod common;

use common::{context, variables};
use feel::{ErrorKind, Names, Value, evaluate_kindly, holds_kindly, parse, parse_unary_tests};

fn kindly(source: &str) -> (Value, usize) {
    let (value, noted) = evaluate_kindly(&parse(source).unwrap(), &variables(), &context());
    (value, noted.len())
}

#[track_caller]
fn is_null(source: &str) {
    assert_eq!(kindly(source).0, Value::Null, "{source}");
}

#[track_caller]
fn gives(source: &str, expected: &str) {
    assert_eq!(kindly(source).0, kindly(expected).0, "{source}");
}

#[test]
fn a_mistake_is_null_and_is_noted() {
    for source in [
        "1 / 0",
        "missing",
        "1 + \"a\"",
        "1 = \"1\"",
        "null < 1",
        "substring(1, 2)",
    ] {
        let (value, noted) = kindly(source);
        assert_eq!((value, noted), (Value::Null, 1), "{source}");
    }
    gives("[1 / 0, 2]", "[null, 2]");
    gives("{a: 1 / 0, b: 2}", "{a: null, b: 2}");
    gives("if 1 / 0 then 1 else 2", "2");
}

#[test]
fn conditions_have_three_values() {
    for (source, expected) in [
        ("true and null", "null"),
        ("false and null", "false"),
        ("null and false", "false"),
        ("true or null", "true"),
        ("null or true", "true"),
        ("false or null", "null"),
        ("some x in [null, true] satisfies x", "true"),
        ("some x in [null, false] satisfies x", "null"),
        ("every x in [null, true] satisfies x", "null"),
        ("every x in [null, false] satisfies x", "false"),
        ("null = null", "true"),
        ("null != 1", "true"),
        ("not(null)", "null"),
        ("[1, null, 3][item > 2]", "[3]"),
    ] {
        gives(source, expected);
    }
}

#[test]
fn running_out_of_fuel_ends_it_with_null() {
    let (value, noted) = evaluate_kindly(
        &parse("[1, for x in 1..10000000 return x]").unwrap(),
        &variables(),
        &context(),
    );
    assert_eq!(value, Value::Null);
    assert_eq!(noted.last().unwrap().kind, ErrorKind::OutOfFuel);
}

#[test]
fn only_so_many_mistakes_are_noted() {
    let (_, noted) = kindly("for x in 1..1000 return x / 0");
    assert_eq!(noted, feel::MAX_NOTED);
}

#[test]
fn a_test_that_cannot_be_decided_is_null() {
    let tests = parse_unary_tests("> 5", &Names::new()).unwrap();
    let (value, _) = holds_kindly(&tests, &Value::from("a"), &variables(), &context());
    assert_eq!(value, Value::Null);
    is_null("\"a\" in (> 5)");
}

#[test]
fn the_finer_points_are_those_of_the_standard() {
    for (source, expected) in [
        // What is not given by name is null.
        ("is(value1: null)", "true"),
        ("list contains(list: [1, null])", "true"),
        ("substring(string: \"abc\")", "null"),
        // A type must say what is in it.
        ("[1] instance of list", "null"),
        ("[1] instance of list<number>", "true"),
        ("{a: 1} instance of context<a: number>", "true"),
        ("{a: 1} instance of context<b: number>", "false"),
        ("null instance of number", "false"),
        ("null instance of Null", "true"),
        ("abs instance of function<number> -> number", "true"),
        (
            "(function(a: string) 1) instance of function<string> -> number",
            "true",
        ),
        (
            "(function(a: string) 1) instance of function<string> -> string",
            "false",
        ),
        ("[1..3] instance of range<number>", "true"),
        // A range goes up; what lies outside of one end lies outside.
        ("[3..1]", "null"),
        ("0 in [1..null]", "false"),
        ("5 in [1..null]", "null"),
        ("3 in [< 2, > 2]", "true"),
        // Times with a zone and without one.
        ("@\"10:00:00\" = @\"10:00:00Z\"", "false"),
        ("@\"10:00:00\" < @\"11:00:00Z\"", "true"),
        (
            "@\"2026-01-01T10:00:00\" - @\"2026-01-01T10:00:00Z\"",
            "null",
        ),
        ("@\"2026-01-02\" - @\"2026-01-01T00:00:00Z\"", "@\"P1D\""),
        ("@\"23:59:00Z\" + @\"PT2M\" = @\"00:01:00@Etc/UTC\"", "true"),
        // One value for a list, a list of one value for that value.
        ("contains([\"foobar\"], \"of\")", "false"),
        ("3[item > 2]", "[3]"),
        ("count(3)", "1"),
        ("for x in 3 return x", "[3]"),
        ("[{a: {b: [1]}}, {a: {b: [2, 3]}}].a.b", "[[1], [2, 3]]"),
        ("[{x: 1}, {y: 2}].x", "[1, null]"),
        ("[{item: 1}, {item: 2}][item > 1]", "[{item: 2}]"),
        ("[1, 2, 3][\"a\"]", "null"),
        ("[{x: 1, y: 2}, {x: null, y: 3}][x < 2]", "[{x: 1, y: 2}]"),
        ("all([false, null, true])", "false"),
        ("any([null, true])", "true"),
        ("any([null, false])", "null"),
        (
            "string({a: \"foo\", \"b:c\": [1, null]})",
            "\"{a: \\\"foo\\\", \\\"b:c\\\": [1, null]}\"",
        ),
    ] {
        gives(source, expected);
    }
}
