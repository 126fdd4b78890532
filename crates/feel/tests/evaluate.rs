//! What expressions give, construct by construct.
#![allow(clippy::unwrap_used)]

mod common;

use common::{all_equal, all_fail};

#[test]
fn literals_are_themselves() {
    all_equal(&[
        ("12.50", "12.5"),
        (".5", "0.5"),
        ("1e3", "1000"),
        (
            "\"a \\\"b\\\" \\u00e9 \\uD83D\\uDE00\"",
            "\"a \"b\" é 😀\"".replace("\"b\"", "\\\"b\\\"").as_str(),
        ),
        ("\"a\\sb\"", "\"a\\\\sb\""),
        ("true", "true"),
        ("null", "null"),
        ("[1, \"a\", null]", "[1, \"a\", null]"),
        ("{a: 1, \"b c\": 2}", "{\"a\": 1, \"b c\": 2}"),
        ("@\"2026-11-22\"", "date(\"2026-11-22\")"),
        ("@\"PT26H\"", "duration(\"P1DT2H\")"),
        (
            "@\"2026-11-22T10:00:00@Europe/Paris\"",
            "date and time(\"2026-11-22T10:00:00@Europe/Paris\")",
        ),
        ("/* note */ 1 // more", "1"),
    ]);
}

#[test]
fn arithmetic_is_exact_and_binds_as_usual() {
    all_equal(&[
        ("0.1 + 0.2", "0.3"),
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 2 - 3", "5"),
        ("2 ** 3 ** 2", "64"),
        ("-2 ** 2", "4"),
        ("1 / 3", "0.3333333333333333333333333333333333"),
        ("2 / 3", "0.6666666666666666666666666666666667"),
        ("2 ** -2", "0.25"),
        ("amount * 1.19", "1428"),
        ("--3", "3"),
        ("\"a\" + \"b\" + \"c\"", "\"abc\""),
    ]);
    all_fail(&[
        ("1 / 0", "This divides by zero."),
        ("amount + comment", "\"comment\" has no value yet."),
        (
            "1 + \"a\"",
            "This is a number and a text, which cannot be added. Use string(…) to make a text of it.",
        ),
        ("9e6144 * 10", "The result is too large for a number."),
        (
            "(-2) ** 0.5",
            "A negative number has no such power. The power must be a whole number.",
        ),
    ]);
}

#[test]
fn comparisons_know_their_kinds() {
    all_equal(&[
        ("1.0 = 1", "true"),
        ("\"a\" < \"b\"", "true"),
        ("days between 1 and 3", "true"),
        ("days between 4 and 9 or approved", "true"),
        ("comment = null", "true"),
        ("amount != null", "true"),
        ("[1, 2] = [1, 2.0]", "true"),
        ("[1, \"a\"] = [1, 2]", "false"),
        ("{a: 1} = {a: 1}", "true"),
        ("start date > today()", "true"),
        ("duration(\"P1D\") < duration(\"PT25H\")", "true"),
        ("duration(\"P1Y\") = duration(\"P12M\")", "true"),
        (
            "@\"2026-11-22T10:00:00Z\" = @\"2026-11-22T11:00:00+01:00\"",
            "true",
        ),
        (
            "@\"2026-11-22T10:00:00Z\" = @\"2026-11-22T11:00:00@Europe/Paris\"",
            "true",
        ),
    ]);
    all_fail(&[
        ("comment > 1", "\"comment\" has no value yet."),
        (
            "amount = \"1200\"",
            "This compares a number with a text. Both sides must be of one kind. Use number(…) to read a number from a text.",
        ),
        (
            "start date < now()",
            "This compares a date with a date with a time. Both sides must be of one kind. \
             Use today() for a date, now() for a date with a time, or date(…) to leave out the time.",
        ),
        (
            "true < false",
            "One of two cannot be less or more when each is a yes or no.",
        ),
    ]);
}

#[test]
fn membership_takes_values_ranges_and_tests() {
    all_equal(&[
        ("days in [1..3]", "true"),
        ("days in [1..3)", "false"),
        ("days in ]2..9[", "true"),
        ("days in (1, 2, 3)", "true"),
        ("days in [1, 2]", "false"),
        ("days in (< 2, > 2)", "true"),
        ("days in >= 4", "false"),
        ("days in (1 + 2)", "true"),
        ("days in (1 + 2) * 2", "false"),
        ("days in (2..4)", "true"),
        ("days in (> 2)", "true"),
        ("comment in (null, \"\")", "true"),
        ("\"red\" in tags and \"black\" in tags", "false"),
        ("start date in [@\"2026-12-01\"..@\"2026-12-31\"]", "true"),
        ("[1..5].end", "5"),
    ]);
    all_fail(&[("comment in [1..3]", "\"comment\" has no value yet.")]);
}

#[test]
fn logic_stops_as_soon_as_it_is_decided() {
    all_equal(&[
        ("false and 1 / 0 > 1", "false"),
        ("true or missing", "true"),
        ("not(approved)", "false"),
        ("approved and days = 3 and amount > 1", "true"),
        (
            "if days > 10 then \"long\" else if days > 2 then \"middle\" else \"short\"",
            "\"middle\"",
        ),
    ]);
    all_fail(&[
        (
            "approved and days",
            "\"days\" is a number, and a yes or no is needed here.",
        ),
        ("if comment then 1 else 2", "\"comment\" has no value yet."),
    ]);
}

#[test]
fn or_else_steps_in_for_failures_and_nulls() {
    all_equal(&[
        ("comment or else \"none\"", "\"none\""),
        ("missing or else comment or else 3", "3"),
        ("1 / 0 or else 0", "0"),
        ("(request.note or else \"-\") + \"!\"", "\"-!\""),
        ("amount or else 0", "1200"),
        ("sum([]) or else 0", "0"),
        ("if true then 1 / 0 or else 5 else 6", "5"),
        ("for x in [0, 1, 2] return 2 / x or else 0", "[0, 2, 1]"),
        (
            "{a: {x: 1, y: x / 0} or else 7, b: a}",
            "{\"a\": 7, \"b\": 7}",
        ),
    ]);
}

#[test]
fn paths_and_filters_reach_inside() {
    all_equal(&[
        ("request.by.name", "\"Bob\""),
        ("orders.total", "[50, 150, 250]"),
        ("orders[open].id", "[1, 3]"),
        ("orders[total > 100 and open].id", "[3]"),
        ("orders[item.total > amount / 10].id", "[2, 3]"),
        ("orders[1].total", "50"),
        ("orders[-1].id", "3"),
        ("tags[item != \"red\"][1]", "\"green\""),
        ("tags[days]", "\"blue\""),
        ("nothing[total > 1]", "[]"),
        ("request[amount > 1].amount", "[80]"),
        ("start date.year + start date.weekday", "2028"),
        ("duration(\"P1DT3H\").hours", "3"),
        ("duration(\"P14M\").months", "2"),
        ("@\"10:30:15.5\".second", "15.5"),
        ("{a: 2, b: a * 3}.b", "6"),
    ]);
    all_fail(&[
        (
            "request.amuont",
            "\"request\" has no field \"amuont\". Perhaps \"amount\" is meant.",
        ),
        ("request.note.size", "\"request.note\" has no value yet."),
        (
            "amount.size",
            "\"amount\" is a number, which has no field \"size\".",
        ),
        ("tags[4]", "There is no item at 4: the list has 3 items."),
        (
            "tags[0]",
            "There is no item at 0: the list has 3 items. The first is at 1.",
        ),
        (
            "orders[id = 1].total > 3",
            "This compares a list with a number. Both sides must be of one kind. \
             To take one item of a list, put its position behind it: [1].",
        ),
    ]);
}

#[test]
fn loops_go_through_lists_ranges_and_days() {
    all_equal(&[
        ("for x in [1, 2, 3] return x * x", "[1, 4, 9]"),
        ("for x in 3..1 return x", "[3, 2, 1]"),
        ("for x in (1..4) return x", "[2, 3]"),
        (
            "for x in 1..2, y in [\"a\", \"b\"] return string(x) + y",
            "[\"1a\", \"1b\", \"2a\", \"2b\"]",
        ),
        (
            "for d in @\"2026-12-31\"..@\"2027-01-01\" return d.day",
            "[31, 1]",
        ),
        ("some order in orders satisfies order.total > 200", "true"),
        ("every order in orders satisfies order.total > 100", "false"),
        ("some x in nothing satisfies x", "false"),
        ("every x in nothing satisfies x", "true"),
        ("sum(for order in orders return order.total)", "450"),
    ]);
    all_fail(&[(
        "for x in 5 return x",
        "This is a number, and a list is needed here.",
    )]);
}

#[test]
fn dates_count_as_the_calendar_does() {
    all_equal(&[
        ("today()", "date(\"2026-11-22\")"),
        (
            "now()",
            "date and time(\"2026-11-22T10:30:00@Europe/Paris\")",
        ),
        ("start date - today()", "duration(\"P9D\")"),
        ("(start date - today()).days", "9"),
        ("start date + duration(\"P1M\")", "date(\"2027-01-01\")"),
        ("@\"2024-01-31\" + @\"P1M\"", "date(\"2024-02-29\")"),
        ("start date - @\"P1D\"", "date(\"2026-11-30\")"),
        (
            "@\"2026-03-28T12:00:00@Europe/Paris\" + @\"P1D\"",
            "date and time(\"2026-03-29T13:00:00@Europe/Paris\")",
        ),
        ("@\"23:30:00\" + @\"PT1H\"", "time(\"00:30:00\")"),
        (
            "@\"2026-11-22T10:00:00Z\" - @\"2026-11-22T09:30:00Z\"",
            "duration(\"PT30M\")",
        ),
        ("@\"PT1H\" * 2.5", "duration(\"PT2H30M\")"),
        ("@\"P1D\" / @\"PT6H\"", "4"),
        ("@\"P1Y\" / 2", "duration(\"P6M\")"),
        ("-@\"P1D\"", "duration(\"-P1D\")"),
        (
            "years and months duration(@\"2024-02-29\", @\"2025-02-28\")",
            "duration(\"P11M\")",
        ),
    ]);
    all_fail(&[
        (
            "start date + 1",
            "This is a date and a number, which cannot be added. Add a duration instead, like duration(\"P1D\").",
        ),
        (
            "date(\"2026-02-30\")",
            "\"2026-02-30\" is not a date like 2026-11-22.",
        ),
        (
            "date(2026, 2, 30)",
            "There is no day 30 of month 2 in the year 2026.",
        ),
    ]);
}

#[test]
fn types_can_be_asked_for() {
    all_equal(&[
        ("amount instance of number", "true"),
        ("name instance of number", "false"),
        ("comment instance of null", "true"),
        ("tags instance of list<string>", "true"),
        ("today() instance of date", "true"),
        ("@\"P1D\" instance of days and time duration", "true"),
        ("@\"P1Y\" instance of years and months duration", "true"),
        ("now() instance of date and time", "true"),
        ("request instance of context", "true"),
    ]);
}

#[test]
fn unknown_names_and_functions_offer_what_is_near() {
    all_fail(&[
        (
            "amonut > 1",
            "There is no \"amonut\" here. Perhaps \"amount\" is meant.",
        ),
        ("customer = 1", "\"customer\" has no value yet."),
        (
            "strng(1)",
            "There is no function \"strng\". Perhaps \"string\" is meant.",
        ),
        ("contains(\"a\")", "Write contains(string, match)."),
    ]);
}
