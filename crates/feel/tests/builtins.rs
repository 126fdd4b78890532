//! The built-in functions, family by family.
#![allow(clippy::unwrap_used)]

mod common;

use common::{all_equal, all_fail};

#[test]
fn functions_on_texts() {
    all_equal(&[
        ("string length(\"héllo😀\")", "6"),
        ("upper case(\"straße\")", "\"STRASSE\""),
        ("lower case(name)", "\"ada lovelace\""),
        ("trim(\"  a \")", "\"a\""),
        ("contains(name, \"Love\")", "true"),
        ("starts with(name, \"Ada\")", "true"),
        ("ends with(name, \"Ada\")", "false"),
        ("substring(\"foobar\", 3)", "\"obar\""),
        ("substring(\"foobar\", 3, 3)", "\"oba\""),
        ("substring(\"foobar\", -2, 1)", "\"a\""),
        (
            "substring(string: \"foobar\", start position: 2)",
            "\"oobar\"",
        ),
        ("substring before(\"foobar\", \"bar\")", "\"foo\""),
        ("substring after(\"foobar\", \"o\")", "\"obar\""),
        ("split(\"a, b, c\", \", \")", "[\"a\", \"b\", \"c\"]"),
        ("split(\"a.b\", \"\\\\.\")", "[\"a\", \"b\"]"),
        ("replace(\"banana\", \"na\", \"-\")", "\"ba--\""),
        ("string join(tags, \", \")", "\"red, green, blue\""),
        ("string join(tags)", "\"redgreenblue\""),
        ("string(12.50)", "\"12.5\""),
        ("string(start date)", "\"2026-12-01\""),
        ("string([1, \"a\"])", "\"[1, \\\"a\\\"]\""),
    ]);
    all_fail(&[
        ("upper case(comment)", "\"comment\" has no value yet."),
        (
            "upper case(amount)",
            "\"amount\" is a number, and a text is needed here.",
        ),
        (
            "substring(\"abc\", 5)",
            "There is no position 5 in a text of 3 characters.",
        ),
        (
            "split(\"a.b\", \"(\")",
            "A bracket in the pattern is never closed.",
        ),
        (
            "string join([\"a\", null])",
            "An item of the list has no value yet.",
        ),
    ]);
}

#[test]
fn functions_on_numbers() {
    all_equal(&[
        ("number(\"12.5\")", "12.5"),
        ("number(\"1.234,5\", \".\", \",\")", "1234.5"),
        ("number(\"1 234\", \" \")", "1234"),
        ("decimal(2.345, 2)", "2.34"),
        ("decimal(2.355, 2)", "2.36"),
        ("round half up(2.345, 2)", "2.35"),
        ("round half down(2.345, 2)", "2.34"),
        ("round up(-1.11, 1)", "-1.2"),
        ("round down(-1.19, 1)", "-1.1"),
        ("round half up(1234, -2)", "1200"),
        ("round up(0, -1)", "0"),
        ("floor(-1.5)", "-2"),
        ("ceiling(1.2)", "2"),
        ("floor(1.56, 1)", "1.5"),
        ("abs(-3)", "3"),
        ("abs(@\"-P1D\")", "duration(\"P1D\")"),
        ("modulo(-12, 5)", "3"),
        ("modulo(12, -5)", "-3"),
        ("modulo(5.5, 2)", "1.5"),
        ("odd(5)", "true"),
        ("even(5)", "false"),
    ]);
    all_fail(&[
        ("number(\"abc\")", "\"abc\" is not a number."),
        ("modulo(1, 0)", "This divides by zero."),
    ]);
}

#[test]
fn functions_on_many_values() {
    all_equal(&[
        ("count(orders)", "3"),
        ("min([3, 1, 2])", "1"),
        ("max(3, 1, 2)", "3"),
        ("max([@\"2026-01-01\", start date])", "date(\"2026-12-01\")"),
        ("sum(orders.total)", "450"),
        ("sum(1, 2)", "3"),
        ("mean([1, 2, 6])", "3"),
        ("median([1, 5, 2, 4])", "3"),
        ("product(2, 3)", "6"),
        ("all([true, true])", "true"),
        ("any(false, true)", "true"),
    ]);
    all_fail(&[
        ("sum([])", "The list is empty, so it has no sum."),
        ("sum([1, null])", "An item of This has no value yet."),
        ("sum(tags)", "\"tags\" must be a list of numbers."),
        (
            "max([1, \"a\"])",
            "This compares a text with a number. Both sides must be of one kind. Use number(…) to read a number from a text.",
        ),
    ]);
}

#[test]
fn functions_on_lists() {
    all_equal(&[
        ("list contains(tags, \"red\")", "true"),
        ("append([1], 2, 3)", "[1, 2, 3]"),
        ("concatenate([1], [2, 3])", "[1, 2, 3]"),
        ("union([1, 2], [2, 3])", "[1, 2, 3]"),
        ("distinct values([1, 2, 1.0])", "[1, 2]"),
        ("reverse([1, 2])", "[2, 1]"),
        ("flatten([1, [2, [3]]])", "[1, 2, 3]"),
        ("sort([3, 1, 2])", "[1, 2, 3]"),
        ("index of([1, 2, 1], 1)", "[1, 3]"),
        ("sublist([1, 2, 3], 2)", "[2, 3]"),
        ("sublist([1, 2, 3], -2, 1)", "[2]"),
        ("insert before([1, 3], 2, 2)", "[1, 2, 3]"),
        ("remove([1, 2, 3], 2)", "[1, 3]"),
        ("count(5)", "1"),
    ]);
    all_fail(&[(
        "remove([1], 2)",
        "There is no position 2 in a list of 1. The first is at 1.",
    )]);
}

#[test]
fn functions_on_fields() {
    all_equal(&[
        ("get value(request, \"amount\")", "80"),
        ("get entries({a: 1})[1].key", "\"a\""),
        ("context put({a: 1}, \"b\", 2)", "{\"a\": 1, \"b\": 2}"),
        (
            "context merge([{a: 1}, {a: 2, b: 3}])",
            "{\"a\": 2, \"b\": 3}",
        ),
    ]);
}

#[test]
fn functions_on_dates_and_times() {
    all_equal(&[
        ("date(\"2026-12-24\")", "date(\"2026-12-24\")"),
        ("date(2026, 12, 24)", "date(\"2026-12-24\")"),
        ("date(now())", "date(\"2026-11-22\")"),
        ("time(\"10:30:00Z\")", "time(\"10:30:00Z\")"),
        ("time(10, 30, 0.5)", "time(\"10:30:00.5\")"),
        ("time(10, 30, 0, @\"PT2H\")", "time(\"10:30:00+02:00\")"),
        (
            "date and time(start date, time(\"09:00:00\"))",
            "date and time(\"2026-12-01T09:00:00\")",
        ),
        (
            "date and time(@\"2026-11-22T10:00:00Z\", \"America/New_York\")",
            "date and time(\"2026-11-22T05:00:00@America/New_York\")",
        ),
        ("duration(\"P1Y2M\")", "duration(\"P1Y2M\")"),
        ("day of year(@\"2024-12-31\")", "366"),
        ("week of year(@\"2027-01-01\")", "53"),
        ("day of week(today())", "\"Sunday\""),
        ("month of year(today())", "\"November\""),
    ]);
    all_fail(&[
        ("time(25, 0, 0)", "There is no time 25:00:0."),
        (
            "duration(\"2 days\")",
            "\"2 days\" is not a duration like P2D, PT4H30M or P1Y6M.",
        ),
    ]);
}

#[test]
fn roots_powers_and_logarithms() {
    all_equal(&[
        ("sqrt(16)", "4"),
        ("sqrt(2)", "1.4142135623730950488016887242097"),
        ("sqrt(0.0001)", "0.01"),
        ("sqrt(number: 1e40)", "100000000000000000000"),
        ("exp(0)", "1"),
        ("exp(1)", "2.71828182845904523536028747135"),
        ("exp(-1)", "0.367879441171442321595523770161"),
        ("log(10)", "2.30258509299404568401799145468"),
        ("log(exp(3))", "3"),
        ("log(1)", "0"),
        ("4 ** 0.5", "2"),
        ("8 ** (1 / 3)", "2"),
        ("2 ** 0.5 * 2 ** 0.5 > 1.9999999", "true"),
        ("even(4)", "true"),
        ("odd(number: 3)", "true"),
        ("stddev([2, 4, 7, 5])", "2.0816659994661327352822977069799"),
        ("mode([3, 6, 1, 9, 6, 1, 3])", "[1, 3, 6]"),
        ("mode([])", "[]"),
        ("mode(6, 3, 9, 6, 6)", "[6]"),
    ]);
    all_fail(&[
        ("sqrt(-1)", "A negative number has no square root."),
        ("log(0)", "Only a number above zero has a logarithm."),
        ("exp(20000)", "The result is too large for a number."),
        (
            "(-8) ** 0.5",
            "A negative number has no such power. The power must be a whole number.",
        ),
        ("stddev([1])", "The deviation needs at least two numbers."),
    ]);
}

#[test]
fn lists_and_contexts_are_changed_by_making_new_ones() {
    all_equal(&[
        ("list replace([1, 2, 3], 2, 4)", "[1, 4, 3]"),
        ("list replace([1, 2, 3], -1, 4)", "[1, 2, 4]"),
        (
            "list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)",
            "[5, 5, 7, 8]",
        ),
        ("sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"),
        (
            "sort([\"aa\", \"b\", \"cc\", \"d\"], function(x, y) string length(x) < string length(y))",
            "[\"b\", \"d\", \"aa\", \"cc\"]",
        ),
        (
            "sort(precedes: function(x, y) true, list: [1, 2])",
            "[2, 1]",
        ),
        (
            "context([{key: \"a\", value: 1}, {key: \"b\", value: null}])",
            "{\"a\": 1, \"b\": null}",
        ),
        (
            "context put({a: {b: 1}}, [\"a\", \"c\"], 2)",
            "{\"a\": {\"b\": 1, \"c\": 2}}",
        ),
        ("is(@\"10:00:00Z\", @\"10:00:00+00:00\")", "true"),
        ("is(@\"10:00:00Z\", @\"10:00:00\")", "false"),
        ("is(1, \"1\")", "false"),
    ]);
    all_fail(&[
        (
            "sort([1, 2], function(x, y) x)",
            "This is a number, and a yes or no is needed here.",
        ),
        (
            "sort([1, 2], function(x) true)",
            "This function takes 1 input, and 2 are given.",
        ),
        (
            "context([{key: 1, value: 1}])",
            "Each entry must have a text as \"key\", and a \"value\".",
        ),
    ]);
}
