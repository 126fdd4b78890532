//! Cells as people type and read them, and tables to and from spreadsheets.

use crate::support::{choice, table};
use process::decision::table::{HitPolicy, Table, shown, typed};
use process::diagram::FieldKind;
use process::feel::{Scope, Type};

fn scope() -> Scope {
    let names = [("amount", Type::Number), ("limit", Type::String)];
    names.into_iter().collect()
}

const TEXT: FieldKind = FieldKind::Text { multiline: false };

#[test]
fn what_is_typed_becomes_feel() {
    let levels = choice(&["Gold", "Light blue"]);
    for (kind, text, cell) in [
        (levels.clone(), "gold", "\"Gold\""),
        (
            levels.clone(),
            "Gold, light blue",
            "\"Gold\", \"Light blue\"",
        ),
        (levels.clone(), "not(\"Gold\")", "not(\"Gold\")"),
        (levels.clone(), "-", "-"),
        (Some(TEXT), "some words", "\"some words\""),
        (Some(TEXT), "limit", "limit"),
        (Some(TEXT), "12", "\"12\""),
        (Some(TEXT), "\"a\", \"b\"", "\"a\", \"b\""),
        (Some(TEXT), "upper case(limit)", "upper case(limit)"),
        (Some(FieldKind::YesNo), "Yes", "true"),
        (Some(FieldKind::Date), "2026-12-24", "date(\"2026-12-24\")"),
        (
            Some(FieldKind::Date),
            ">= 2026-12-24",
            ">= date(\"2026-12-24\")",
        ),
        (Some(FieldKind::Number), " > 5 ", "> 5"),
        (None, "anything", "anything"),
        (levels, "null", "null"),
    ] {
        assert_eq!(typed(text, kind.as_ref(), &scope()), cell);
    }
}

#[test]
fn what_is_shown_is_typed_back_to_the_same() {
    let levels = choice(&["Gold", "Light blue"]);
    for (kind, cell, wanted) in [
        (&levels, "\"Gold\"", "Gold"),
        (&levels, "\"Gold\", \"Light blue\"", "Gold, Light blue"),
        (&Some(TEXT), "\"some words\"", "some words"),
        (&Some(TEXT), "\"limit\"", "\"limit\""),
        (&Some(TEXT), "\"a, b\"", "\"a, b\""),
        (&Some(TEXT), "\"a\", \"b\"", "\"a\", \"b\""),
        (&Some(TEXT), "\"-\"", "\"-\""),
        (&Some(FieldKind::YesNo), "true", "yes"),
        (&Some(FieldKind::Date), "date(\"2026-12-24\")", "2026-12-24"),
        (&Some(FieldKind::Number), "> 5", "> 5"),
        (&None, "\"text\"", "\"text\""),
    ] {
        let plain = shown(cell, kind.as_ref(), &scope());
        assert_eq!(plain, wanted);
        assert_eq!(typed(&plain, kind.as_ref(), &scope()), cell);
    }
}

fn levels() -> Table {
    let rules = &[r#"> 5 | "a" | "Gold""#, r#"- | "b c" | "Light blue""#];
    let mut table = table(HitPolicy::First, choice(&["Gold", "Light blue"]), rules);
    table.inputs[1].kind = Some(TEXT);
    table.rules[1].note = "two\nlines".into();
    table
}

#[test]
fn a_table_goes_to_a_spreadsheet_and_comes_back() {
    let table = levels();
    let sheet = table.to_sheet(&scope());
    assert_eq!(
        sheet,
        "amount\tkind\tresult\tNote\n> 5\ta\tGold\t\n-\tb c\tLight blue\t\"two\nlines\"\n"
    );
    let mut back = Table {
        rules: Vec::new(),
        ..table.clone()
    };
    back.paste(0, 0, &sheet, &scope());
    assert_eq!(back, table);
}

#[test]
fn a_block_is_pasted_where_it_belongs() {
    let mut table = levels();
    table.paste(1, 1, "x\tgold\ttoo\tmuch\r\ny\tlight blue", &scope());
    assert_eq!(table.rules.len(), 3);
    assert_eq!(table.rules[1].when, ["-", "\"x\""]);
    assert_eq!(table.rules[1].then, ["\"Gold\""]);
    assert_eq!(table.rules[1].note, "too");
    assert_eq!(table.rules[2].when, ["", "\"y\""]);
    assert_eq!(table.rules[2].then, ["\"Light blue\""]);
}
