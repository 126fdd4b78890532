//! Trees written back as text.
#![allow(clippy::unwrap_used)]

use feel::{Expression, Layout, Names, parse, parse_in, parse_unary_tests};
use proptest::prelude::*;

fn names() -> Names {
    ["e-mail", "terms and conditions", "manager's choice", "a+b"]
        .into_iter()
        .collect()
}

fn read(source: &str) -> Expression {
    parse_in(source, &names()).unwrap()
}

fn tidy(source: &str) -> String {
    read(source).format(Layout::OneLine, &names())
}

fn lines(source: &str, width: usize) -> String {
    read(source).format(Layout::Lines(width), &names())
}

fn cell(source: &str) -> String {
    parse_unary_tests(source, &names())
        .unwrap()
        .format(&names())
}

#[test]
fn a_tidy_text_has_one_space_around_operators_and_behind_commas() {
    assert_eq!(tidy("a+b*  c-(1)"), "a+b * c - 1");
    assert_eq!(tidy("x+ y*z"), "x + y * z");
    assert_eq!(
        tidy("sum( [1,2 ,3] )>=5   and not(x)"),
        "sum([1, 2, 3]) >= 5 and not(x)"
    );
    assert_eq!(tidy("{ x :1,\"y z\":[ ] }"), "{x: 1, y z: []}");
    assert_eq!(
        tidy("orders [ total>5 ] . due   date"),
        "orders[total > 5].due date"
    );
}

#[test]
fn only_the_brackets_that_matter_are_kept() {
    assert_eq!(tidy("((a)*(b+(c)))"), "a * (b + c)");
    assert_eq!(tidy("(a - b) - c"), "(a - b) - c");
    assert_eq!(tidy("a - (b - c)"), "a - (b - c)");
    assert_eq!(tidy("(a and b) or (c and d)"), "a and b or c and d");
    assert_eq!(tidy("(a or b) and c"), "(a or b) and c");
    assert_eq!(tidy("-(a) ** (2)"), "-a ** 2");
    assert_eq!(tidy("(-a).b"), "(-a).b");
    assert_eq!(tidy("1 + (if a then 2 else 3)"), "1 + (if a then 2 else 3)");
    assert_eq!(
        tidy("if a then 1 else (if b then 2 else 3)"),
        "if a then 1 else (if b then 2 else 3)"
    );
    assert_eq!(
        tidy("if a then 1 else if b then 2 else 3"),
        "if a then 1 else if b then 2 else 3"
    );
    assert_eq!(tidy("(f)(x)"), "(f)(x)");
}

#[test]
fn names_with_spaces_and_odd_signs_survive() {
    assert_eq!(
        tidy("e-mail != null and terms and conditions"),
        "e-mail != null and terms and conditions"
    );
    assert_eq!(tidy("manager's choice + a+b"), "manager's choice + a+b");
    assert_eq!(
        tidy("for e-mail in [\"a\"] return {\"e-mail\": e-mail}"),
        "for e-mail in [\"a\"] return {\"e-mail\": e-mail}"
    );
    // Brackets keep apart what is a name together.
    assert_eq!(tidy("(a) + b"), "(a) + b");
}

#[test]
fn every_construct_is_written() {
    for source in [
        "a between 1 and 2",
        "a in (< 5, 7, [1..3))",
        "a in < 5",
        "a in ((< 5))",
        "a in [1, 2]",
        "(>= 5)",
        "(= 5)",
        "(!= 5)",
        "some x in xs, y in 1..x satisfies x = y",
        "every x in xs satisfies x > 1",
        "function(x, y: date and time) x + y",
        "x instance of list<context<a: number, b c: string>>",
        "(x instance of list) = true",
        "x instance of function<number, string> -> boolean",
        "substring(string: \"abc\", start position: 2)",
        "@\"2026-11-22\" + @\"P1DT2H\"",
        "date(\"2026-11-22\")",
        "a or else b or else 0",
        "\"tab\\tquote\\\" \\\\ done\"",
        "xs[-1].a[item > 2](3)",
    ] {
        assert_eq!(tidy(source), source);
    }
}

#[test]
fn comments_are_kept_before_what_they_stood_before() {
    assert_eq!(
        tidy("x + /* the rest */ y // end"),
        "x + /* the rest */ y /* end */"
    );
    assert_eq!(
        tidy("// first\nif a /*b*/ then 1 else 2"),
        "/* first */ if a then /*b*/ 1 else 2"
    );
    assert_eq!(cell("< 5, > /* ten */10"), "< 5, > /* ten */ 10");
}

#[test]
fn what_is_long_is_broken_into_lines() {
    assert_eq!(
        lines(
            "if days > 10 then \"director\" else if days > 5 then \"manager\" else \"nobody\"",
            40
        ),
        "if days > 10
then \"director\"
else if days > 5
then \"manager\"
else \"nobody\""
    );
    assert_eq!(
        lines(
            "{net: amount, gross: if long then [1, 2, 3] else amount * 2, note: \"x\"}",
            34
        ),
        "{
  net: amount,
  gross: if long
         then [1, 2, 3]
         else amount * 2,
  note: \"x\"
}"
    );
    assert_eq!(
        lines(
            "for order in orders, line in order.lines return line.amount * line.price",
            50
        ),
        "for order in orders, line in order.lines
return line.amount * line.price"
    );
    assert_eq!(
        lines(
            "amount > 1000 and (status = \"open\" or status = \"on hold\") and approved",
            40
        ),
        "amount > 1000
and (status = \"open\"
     or status = \"on hold\")
and approved"
    );
    assert_eq!(lines("amount > 5", 40), "amount > 5");
    assert_eq!(
        lines(
            "substring(\"a long text\", string length(\"another text\") + 1, 5)",
            31
        ),
        "substring(
  \"a long text\",
  string length(\"another text\")
  + 1,
  5
)"
    );
}

#[test]
fn cells_are_written() {
    for source in [
        "-",
        "< 5, [7..9]",
        "not(\"a\", \"b\")",
        "(not(a))",
        "not(a) and b",
        "? > 5 and ? < 7",
        "\"a\", null",
    ] {
        assert_eq!(cell(source), source);
    }
    assert_eq!(cell(" <5 ,>= 7"), "< 5, >= 7");
    assert_eq!(cell(""), "-");
}

#[test]
fn without_its_names_a_text_stays_as_it_was() {
    let expression = read("e-mail   = a+b");
    assert_eq!(
        expression.format(Layout::OneLine, &Names::new()),
        "e-mail   = a+b"
    );
}

fn likely_source() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "amount",
        "start date",
        "e-mail",
        "a+b",
        "item",
        ".",
        "[",
        "]",
        "(",
        ")",
        "{a: 1}",
        "(1",
        "..",
        "1",
        "2.5",
        "\"x\"",
        "@\"P1D\"",
        "/* c */",
        "// c\n",
        "+",
        "-",
        "*",
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
        "list",
        "function(",
        "sum(",
        ",",
        "?",
        "[item > 1]",
        "true",
    ]);
    prop::collection::vec(pieces, 1..15).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_that_can_be_read_is_written_with_the_same_tree(source in likely_source()) {
        let names = names();
        if let Ok(expression) = parse_in(&source, &names) {
            for layout in [Layout::OneLine, Layout::Lines(20)] {
                let text = expression.format(layout, &names);
                let read = parse_in(&text, &names).unwrap();
                prop_assert!(read.is_same(&expression), "{text}");
                prop_assert_eq!(read.format(layout, &names), text);
            }
        }
        if let Ok(tests) = parse_unary_tests(&source, &names) {
            let text = tests.format(&names);
            prop_assert!(parse_unary_tests(&text, &names).unwrap().is_same(&tests), "{text}");
        }
    }
}

#[test]
fn the_same_expression_is_the_same_however_it_is_written() {
    assert!(parse("a+1").unwrap().is_same(&parse("( a + 1 )").unwrap()));
    assert!(!parse("a+1").unwrap().is_same(&parse("a+2").unwrap()));
    assert!(!parse("a+1").unwrap().is_same(&parse("a-1").unwrap()));
}
