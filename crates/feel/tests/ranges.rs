//! How points and ranges lie to each other.
#![allow(clippy::unwrap_used)]

mod common;

use common::{all_equal, all_fail};

#[test]
fn ranges_lie_to_each_other_as_the_standard_says() {
    let yes = [
        "before(1, 10)",
        "before(1, [5..10])",
        "before([1..5], 6)",
        "before([1..5), [5..10])",
        "after(10, 5)",
        "after([5..10], [1..5))",
        "meets([1..5], [5..10])",
        "met by([5..10], [1..5])",
        "overlaps([1..5], [3..8])",
        "overlaps([1..5], [5..8])",
        "overlaps before([1..5], [3..8])",
        "overlaps after([3..8], [1..5])",
        "finishes(10, [1..10])",
        "finishes([5..10], [1..10])",
        "finished by([1..10], 10)",
        "includes([1..10], 5)",
        "includes([1..10], [4..6])",
        "includes([1..10], (1..10))",
        "during(5, [1..10])",
        "during((1..10), (1..10))",
        "starts(1, [1..10])",
        "starts([1..5], [1..10])",
        "started by([1..10], [1..5])",
        "coincides([1..5], [1..5])",
        "coincides(5, 5)",
        "before(point1: 1, point2: 2)",
        "includes(range: [@\"2026-01-01\"..@\"2026-12-31\"], point: @\"2026-06-01\")",
        "includes((> 5), 7)",
        "during(7, (< 9))",
        "before((< 5), (> 7))",
    ];
    let no = [
        "before(1, [1..10])",
        "before([1..5], [5..10])",
        "meets([1..5), [5..10])",
        "overlaps([1..5), [5..8])",
        "finishes(10, [1..10))",
        "includes([1..10), 10)",
        "during([1..10], (1..10))",
        "starts((1..5], [1..10])",
        "coincides([1..5], [1..5))",
        "overlaps((> 5), (< 3))",
    ];
    all_equal(&yes.map(|source| (source, "true")));
    all_equal(&no.map(|source| (source, "false")));
}

#[test]
fn a_text_can_say_a_range() {
    all_equal(&[
        ("5 in range(\"[1..10]\")", "true"),
        ("10 in range(\"[1..10)\")", "false"),
        ("7 in range(\"(..9]\")", "true"),
        ("range(\"[1..10]\") = [1..10]", "true"),
        (
            "@\"2026-05-01\" in range(\"[@\\\"2026-01-01\\\"..date(\\\"2026-12-31\\\")]\")",
            "true",
        ),
    ]);
    for text in [
        "1..2",
        "[2..1]",
        "[..]",
        "[1..\\\"a\\\"]",
        "[a..b]",
        "",
        "[é",
    ] {
        let source = format!("range(\"{text}\")");
        assert!(common::run(&source).is_err(), "{source}");
    }
    all_fail(&[("meets(1, [1..2])", "A range is needed here, like [1..10].")]);
}
