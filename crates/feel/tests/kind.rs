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

#[test]
fn the_examples_of_the_standard_hold() {
    for (source, expected) in [
        ("5 in (<= 5)", "true"),
        ("5 in ((5..10])", "false"),
        ("5 in ([5..10])", "true"),
        ("5 in (4, 5, 6)", "true"),
        ("5 in (< 5, > 5)", "false"),
        ("5 in (? > 3)", "true"),
        ("5 in (? > 7, ? < 2)", "false"),
        ("1 + 3/2*2 - 2**3", "-4"),
        ("decimal(0.505, 2)", "0.50"),
        ("1.0*10**3", "1000"),
        ("1/3", "0.3333333333333333333333333333333333"),
        ("decimal(2.5, 0)", "2"),
        ("modulo(12, 5)", "2"),
        ("modulo(-12, 5)", "3"),
        ("modulo(12, -5)", "-3"),
        ("modulo(-12, -5)", "-2"),
        ("modulo(10.1, 4.5)", "1.1"),
        ("modulo(-10.1, 4.5)", "3.4"),
        ("modulo(10.1, -4.5)", "-3.4"),
        ("floor(-1.56, 1)", "-1.6"),
        ("ceiling(-1.56, 1)", "-1.5"),
        ("round half down(-1.126, 2)", "-1.13"),
        (
            "number(\"1 000,0\", \" \", \",\") = number(\"1,000.0\", \",\", \".\")",
            "true",
        ),
        ("string(null)", "null"),
        ("substring(\"\\U01F40Eab\", 2)", "\"ab\""),
        ("substring(\"foobar\", -2, 1)", "\"a\""),
        ("substring before(\"foobar\", \"xyz\")", "\"\""),
        ("matches(\"foobar\", \"^fo*b\")", "true"),
        ("count([1, [2, 3]])", "2"),
        ("max([])", "null"),
        ("sum([])", "null"),
        ("product([])", "null"),
        ("all(0)", "null"),
        ("any([])", "false"),
        ("median([6, 1, 2, 3])", "2.5"),
        ("stddev(47)", "null"),
        ("mode([6, 1, 9, 6, 1])", "[1, 6]"),
        ("index of([1, 2, 3, 2], 2)", "[2, 4]"),
        ("flatten([[1, 2], [[3]], 4])", "[1, 2, 3, 4]"),
        ("abs(@\"-PT5H\")", "@\"PT5H\""),
        ("is(date(\"2012-12-25\"), time(\"23:00:50\"))", "false"),
        ("is(time(\"23:00:50z\"), time(\"23:00:50+00:00\"))", "true"),
        ("day of year(date(2019, 9, 17))", "260"),
        ("week of year(date(2003, 12, 29))", "1"),
        ("week of year(date(2005, 1, 1))", "53"),
        (
            "sort(list: [3, 1, 4, 5, 2], precedes: function(x, y) x < y)",
            "[1, 2, 3, 4, 5]",
        ),
        ("context([{key: \"a\", value: 1}, {key: \"b\"}])", "null"),
        (
            "context put({x: 1, y: {a: 0}}, [\"y\", \"a\"], 2)",
            "{x: 1, y: {a: 2}}",
        ),
        ("context put({x: 1, y: {a: 0}}, [], 2)", "null"),
        ("context merge([{x: 1, y: 0}, {y: 2}])", "{x: 1, y: 2}"),
        (
            "date and time(\"2012-12-24T23:59:00\") - date and time(\"2012-12-22T03:45:00\")",
            "duration(\"P2DT20H14M\")",
        ),
        ("duration(\"P2Y2M\") = duration(\"P26M\")", "true"),
        (
            "years and months duration(date(\"2011-12-22\"), date(\"2013-08-24\"))",
            "duration(\"P1Y8M\")",
        ),
        (
            "{isPositive: function(x) x > 0, isNotNegative: function(x) isPositive(x + 1), result: isNotNegative(0)}.result",
            "true",
        ),
        ("[{x: 1, y: 2}, {x: 2, y: 3}].y", "[2, 3]"),
        (
            "get entries({key1: \"value1\"})[key = \"key1\"].value",
            "[\"value1\"]",
        ),
        ("floor instance of function<number> -> number", "true"),
        (
            "floor instance of function<number, number> -> number",
            "true",
        ),
        (
            "floor instance of function<number, number, number> -> number",
            "false",
        ),
    ] {
        gives(source, expected);
    }
}
