//! Words to conditions and back.

use super::super::text::squeezed;
use super::{condition_in_words, condition_of_words};
use process::diagram::FieldKind;

const TEXT: FieldKind = FieldKind::Text { multiline: false };

fn choice() -> FieldKind {
    let options = ["Gold", "Silver", "Terms, or conditions"];
    FieldKind::Choice {
        options: options.map(str::to_owned).into(),
    }
}

#[track_caller]
fn reads(kind: &FieldKind, cases: &[(&str, &str)]) {
    for (words, cell) in cases {
        assert_eq!(condition_of_words(words, Some(kind)), *cell, "{words}");
    }
}

#[track_caller]
fn shows(kind: &FieldKind, cases: &[(&str, &str)]) {
    for (cell, words) in cases {
        assert_eq!(condition_in_words(cell, Some(kind)), *words, "{cell}");
    }
}

#[test]
fn numbers_are_compared_in_words() {
    reads(
        &FieldKind::Number,
        &[
            ("1000", "1000"),
            ("1 000", "1000"),
            ("1,000", "1000"),
            ("1, 2", "1, 2"),
            ("1 or 2", "1, 2"),
            ("> 1000", "> 1000"),
            (">1000", "> 1000"),
            ("≥ 5", ">= 5"),
            ("at least 5", ">= 5"),
            ("At most 5", "<= 5"),
            ("more than € 5", "> 5"),
            ("under 5", "< 5"),
            ("5 or more", ">= 5"),
            ("5+", ">= 5"),
            ("= 5", "5"),
            ("1000..5000", "[1000..5000]"),
            ("1000 to 5000", "[1000..5000]"),
            ("between 1 and 5", "[1..5]"),
            ("5-10", "[5..10]"),
            ("-5", "-5"),
            ("[1..5)", "[1..5)"),
            ("not 5", "not(5)"),
            ("≠ 5", "not(5)"),
            ("-", "-"),
            ("", ""),
            ("> limit * 2", "> limit * 2"),
            ("lots", "lots"),
        ],
    );
}

#[test]
fn texts_need_no_quotation_marks() {
    reads(
        &TEXT,
        &[
            ("gold", "\"gold\""),
            ("gold, silver", "\"gold\", \"silver\""),
            ("gold or silver", "\"gold\", \"silver\""),
            ("\"gold\"", "\"gold\""),
            ("not gold", "not(\"gold\")"),
            ("not(\"gold\")", "not(\"gold\")"),
            ("starts with(?, \"A\")", "starts with(?, \"A\")"),
            ("> 5", "\"> 5\""),
        ],
    );
    reads(
        &choice(),
        &[
            ("gold", "\"Gold\""),
            ("terms, or conditions", "\"Terms, or conditions\""),
            ("bronze", "\"bronze\""),
        ],
    );
}

#[test]
fn dates_and_yes_or_no_are_words_too() {
    reads(
        &FieldKind::Date,
        &[
            ("24.12.2026", "date(\"2026-12-24\")"),
            ("before 2027-01-01", "< date(\"2027-01-01\")"),
            (
                "2026-01-01 to 2026-12-31",
                "[date(\"2026-01-01\")..date(\"2026-12-31\")]",
            ),
            ("> today()", "> today()"),
        ],
    );
    reads(
        &FieldKind::YesNo,
        &[("yes", "true"), ("No", "false"), ("maybe", "maybe")],
    );
}

#[test]
fn what_is_kept_is_shown_in_words() {
    shows(
        &FieldKind::Number,
        &[
            ("[1000..5000]", "1000..5000"),
            (">=5", ">= 5"),
            ("1,2", "1, 2"),
            ("(1..5]", "(1..5]"),
            ("not(5)", "not 5"),
            ("-", "-"),
            ("", ""),
        ],
    );
    shows(
        &TEXT,
        &[
            ("\"gold\",\"silver\"", "gold, silver"),
            ("not(\"gold\")", "not gold"),
            ("\"this or that\"", "\"this or that\""),
            ("\"a, b\"", "\"a, b\""),
            ("\"-\"", "\"-\""),
            ("\"null\"", "\"null\""),
        ],
    );
    shows(
        &choice(),
        &[("\"Terms, or conditions\"", "Terms, or conditions")],
    );
    shows(
        &FieldKind::Date,
        &[("< date(\"2027-01-01\")", "< 2027-01-01")],
    );
    shows(
        &FieldKind::YesNo,
        &[("true", "yes"), ("not(true)", "not yes")],
    );
}

#[test]
fn opening_a_cell_and_leaving_it_changes_nothing() {
    let kinds = [
        None,
        Some(TEXT),
        Some(choice()),
        Some(FieldKind::Number),
        Some(FieldKind::YesNo),
        Some(FieldKind::Date),
    ];
    for kind in &kinds {
        for cell in [
            "",
            "-",
            "\"a\"",
            "\"\"",
            "\" a\"",
            "\"not a\"",
            "\"a\", -",
            "1",
            "1.0",
            "-5",
            "5-10",
            "[1..2]",
            "]1..2[",
            "< 5",
            ">= x",
            "not(1, 2)",
            "not(\"a\", \"b\")",
            "true",
            "null",
            "x.y",
            "? > 5",
            "contains(?, \"a\")",
            "date(\"2026-01-01\")",
            "date(\"nonsense\")",
            "\"a\\\"b\"",
            "\"a",
            "(",
            "\"=\"",
            "> > 5",
            "1..2",
            "\"1..2\"",
            "\"a\" , \"b\"",
            "duration(\"P1D\")",
            "\"yes\"",
            "\"a;b\"",
            "1,000",
            "100,200",
            "not(-)",
            "not()",
            "\"-\"",
        ] {
            let words = condition_in_words(cell, kind.as_ref());
            let again = condition_of_words(&words, kind.as_ref());
            assert_eq!(
                squeezed(&again),
                squeezed(cell),
                "{cell} as {words} of {kind:?}"
            );
        }
    }
}
