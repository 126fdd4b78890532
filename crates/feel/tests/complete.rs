//! What is offered at the caret. In the sources of these tests `|` is the caret.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use feel::{CandidateKind, Completions, Scope, Type, complete, complete_tests, signature_at};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

fn group(fields: &[(&str, Type)]) -> Type {
    let fields = fields
        .iter()
        .map(|(name, of)| ((*name).to_owned(), of.clone()));
    Type::Context(fields.collect::<BTreeMap<_, _>>())
}

fn scope() -> Scope {
    let address = group(&[("city", Type::String), ("moved in", Type::Date)]);
    let customer = group(&[("name", Type::String), ("address", address)]);
    let order = group(&[
        ("total", Type::Number),
        ("sku", Type::String),
        ("due date", Type::Date),
    ]);
    [
        ("amount", Type::Number),
        ("approved", Type::Boolean),
        ("start date", Type::Date),
        ("e-mail", Type::String),
        ("terms and conditions", Type::Boolean),
        (
            "status",
            Type::Choice(vec!["open".into(), "on hold".into(), "closed".into()]),
        ),
        ("customer", customer),
        ("orders", Type::list(order)),
        ("wait", Type::Duration),
        ("period", Type::Range(Box::new(Type::Date))),
        (
            "discount",
            Type::Function {
                parameters: vec![Type::Number],
                gives: Box::new(Type::Number),
            },
        ),
    ]
    .into_iter()
    .collect()
}

fn split(marked: &str) -> (String, usize) {
    let caret = marked.find('|').unwrap();
    (marked.replacen('|', "", 1), caret)
}

fn at(marked: &str, expected: Option<Type>) -> Completions {
    let (source, caret) = split(marked);
    complete(&source, caret, &scope(), expected.as_ref())
}

fn labels(completions: &Completions) -> Vec<&str> {
    completions
        .candidates
        .iter()
        .map(|candidate| candidate.label.as_str())
        .collect()
}

fn offered(marked: &str) -> Vec<String> {
    labels(&at(marked, None))
        .into_iter()
        .map(str::to_owned)
        .collect()
}

fn first(marked: &str, count: usize) -> Vec<String> {
    offered(marked).into_iter().take(count).collect()
}

/// The source with a candidate taken, and `|` where the caret goes.
fn taken(marked: &str, label: &str) -> String {
    let (mut source, _) = split(marked);
    let completions = at(marked, None);
    let candidate = completions
        .candidates
        .iter()
        .find(|candidate| candidate.label == label);
    let candidate =
        candidate.unwrap_or_else(|| panic!("{label} is not among {:?}", labels(&completions)));
    let replace = completions.replace;
    source.replace_range(replace.start..replace.end, &candidate.insert);
    source.insert(replace.start + candidate.caret, '|');
    source
}

fn cell(marked: &str, input: &Type) -> Vec<String> {
    let (source, caret) = split(marked);
    let completions = complete_tests(&source, caret, &scope(), input);
    labels(&completions)
        .into_iter()
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_begun_word_finds_the_variable() {
    assert_eq!(first("am|", 1), ["amount"]);
    assert_eq!(taken("am|", "amount"), "amount|");
    assert_eq!(taken("am| > 5", "amount"), "amount| > 5");
    assert_eq!(taken("1 + am|", "amount"), "1 + amount|");
}

#[test]
fn the_whole_word_that_the_caret_is_in_is_replaced() {
    assert_eq!(taken("cus|omter.name", "customer"), "customer|.name");
    assert_eq!(taken("star|d date", "start date"), "start date| date");
    // What stands there already is no help.
    assert!(!offered("sta|rt date < today()").contains(&"start date".to_owned()));
}

#[test]
fn a_name_with_spaces_is_found_by_any_of_its_words_and_through_its_spaces() {
    assert_eq!(first("star|", 1), ["start date"]);
    assert!(offered("dat|").contains(&"start date".to_owned()));
    assert_eq!(
        taken("amount > 1 and start d|", "start date"),
        "amount > 1 and start date|"
    );
    assert_eq!(first("start |", 1), ["start date"]);
}

#[test]
fn names_with_signs_and_keywords_are_found_through_them() {
    assert_eq!(taken("e-m|", "e-mail"), "e-mail|");
    assert_eq!(
        taken("approved and terms and c|", "terms and conditions"),
        "approved and terms and conditions|"
    );
}

#[test]
fn a_slip_of_the_finger_still_finds_the_name() {
    assert!(offered("amuont|").contains(&"amount".to_owned()));
}

#[test]
fn behind_a_dot_stand_the_fields_of_the_value() {
    assert_eq!(offered("customer.|"), ["address", "name"]);
    assert_eq!(offered("customer.address.|"), ["city", "moved in"]);
    assert_eq!(
        taken("customer.address.moved i|", "moved in"),
        "customer.address.moved in|"
    );
    assert_eq!(
        offered("customer.address.moved in.|"),
        ["day", "month", "weekday", "year"]
    );
    assert_eq!(offered("wait.|"), ["days", "hours", "minutes", "seconds"]);
    assert_eq!(
        offered("period.|"),
        ["end", "end included", "start", "start included"]
    );
    assert_eq!(offered("amount.|"), Vec::<String>::new());
}

#[test]
fn behind_a_list_stand_the_fields_of_its_items_as_lists() {
    let completions = at("sum(orders.|", None);
    let total = completions
        .candidates
        .iter()
        .find(|candidate| candidate.label == "total")
        .unwrap();
    assert_eq!(total.of, Type::list(Type::Number));
    // A list of numbers is what a sum takes.
    assert_eq!(labels(&completions)[0], "total");
}

#[test]
fn inside_a_filter_stand_the_item_and_its_fields() {
    let inside = offered("orders[|");
    for name in ["item", "total", "due date", "amount"] {
        assert!(inside.contains(&name.to_owned()), "{name}");
    }
    // What belongs to the item stands before what is around.
    assert_eq!(first("orders[|", 4), ["due date", "item", "sku", "total"]);
    assert_eq!(first("orders[tot|", 1), ["total"]);
    assert_eq!(offered("orders[item.d|")[0], "due date");
    assert_eq!(first("orders[amount > 5].tot|", 1), ["total"]);
}

#[test]
fn loop_variables_are_in_scope_where_they_count() {
    assert_eq!(first("for each in orders return ea|", 1), ["each"]);
    assert_eq!(
        offered("for each in orders return each.|"),
        ["due date", "sku", "total"]
    );
    assert_eq!(
        first("some order in orders satisfies order.tot|", 1),
        ["total"]
    );
    assert!(!offered("for each in |").contains(&"each".to_owned()));
    // What goes through a loop is a list.
    assert_eq!(first("for each in |", 1), ["orders"]);
}

#[test]
fn names_that_the_expression_gives_are_in_scope() {
    assert!(offered("{net: amount, gross: ne|").contains(&"net".to_owned()));
    assert!(offered("function(days, wait time) wait t|").contains(&"wait time".to_owned()));
}

#[test]
fn no_name_is_offered_where_one_is_given() {
    assert_eq!(offered("for |"), Vec::<String>::new());
    assert_eq!(offered("function(|"), Vec::<String>::new());
}

#[test]
fn what_a_comparison_needs_stands_first() {
    assert_eq!(first("status = |", 3), ["open", "on hold", "closed"]);
    assert_eq!(first("approved = |", 2), ["true", "false"]);
    assert_eq!(first("start date > |", 2), ["start date", "date"]);
    assert_eq!(first("amount > |", 1), ["amount"]);
    assert_eq!(
        first("status in (\"open\", |", 3),
        ["open", "on hold", "closed"]
    );
    assert_eq!(first("status in [|", 3), ["open", "on hold", "closed"]);
}

#[test]
fn choices_are_completed_inside_their_quotes() {
    assert_eq!(offered("status = \"o|"), ["open", "on hold"]);
    assert_eq!(
        taken("status = \"o|\" and approved", "open"),
        "status = \"open\"| and approved"
    );
    assert_eq!(taken("status = \"on |", "on hold"), "status = \"on hold\"|");
    assert_eq!(taken("status = op|", "open"), "status = \"open\"|");
    // Inside any other text nothing can be known.
    assert_eq!(offered("customer.name = \"am|"), Vec::<String>::new());
}

#[test]
fn a_condition_wants_yes_or_no_and_may_begin_with_anything_comparable() {
    let completions = at("|", Some(Type::Boolean));
    assert_eq!(labels(&completions)[..2], ["amount", "approved"]);
    assert!(labels(&completions).contains(&"contains"));
}

#[test]
fn the_expected_type_stands_first() {
    assert_eq!(labels(&at("|", Some(Type::Date)))[0], "start date");
    assert_eq!(
        labels(&at("if approved then |", Some(Type::Duration)))[0],
        "wait"
    );
    assert_eq!(
        labels(&at("|", Some(scope().get("status").unwrap().clone())))[0],
        "open"
    );
}

#[test]
fn to_a_date_a_duration_is_added_and_a_date_is_subtracted() {
    assert_eq!(first("start date + |", 2), ["wait", "duration"]);
    assert_eq!(first("start date - |", 2), ["start date", "wait"]);
}

#[test]
fn functions_come_with_their_brackets_and_the_caret_between() {
    assert_eq!(taken("stri|", "string length"), "string length(|)");
    assert_eq!(taken("string le|", "string length"), "string length(|)");
    assert_eq!(taken("toda|", "today"), "today()|");
    assert_eq!(taken("coun|(orders)", "count"), "count|(orders)");
    assert_eq!(taken("disc|", "discount"), "discount(|)");
    assert_eq!(taken("date and ti|", "date and time"), "date and time(|)");
    let completions = at("substring bef|", None);
    assert_eq!(completions.candidates[0].parameters.len(), 2);
    assert!(completions.candidates[0].description.ends_with('.'));
}

#[test]
fn behind_a_finished_value_stand_operators() {
    let behind = offered("amount |");
    for word in [
        "=",
        "<",
        "in",
        "between",
        "+",
        "and",
        "or else",
        "instance of",
    ] {
        assert!(behind.contains(&word.to_owned()), "{word} {behind:?}");
    }
    assert!(!behind.contains(&"customer".to_owned()));
    assert_eq!(first("amount > 5 |", 2), ["and", "or"]);
    assert!(!offered("amount > 5 |").contains(&"<".to_owned()));
    assert_eq!(taken("amount > 5 a|", "and"), "amount > 5 and |");
    assert_eq!(taken("amount bet|", "between"), "amount between |");
    assert_eq!(taken("(amount > 5)|", "or"), "(amount > 5) or |");
}

#[test]
fn the_word_that_is_needed_next_stands_first() {
    assert_eq!(first("if approved |", 1), ["then"]);
    assert_eq!(first("if amount > 5 th|", 1), ["then"]);
    assert_eq!(first("if approved then amount |", 1), ["else"]);
    assert_eq!(first("for each |", 1), ["in"]);
    assert_eq!(first("for each in orders |", 1), ["return"]);
    assert_eq!(first("every each in orders sat|", 1), ["satisfies"]);
    assert_eq!(first("amount between 1 |", 1), ["and"]);
    assert_eq!(first("amount instance |", 1), ["of"]);
    assert_eq!(taken("if approved th|", "then"), "if approved then |");
    assert!(offered("amount or |").contains(&"else".to_owned()));
}

#[test]
fn behind_instance_of_stand_the_types() {
    assert_eq!(first("amount instance of |", 1), ["Any"]);
    assert_eq!(first("amount instance of nu|", 2), ["null", "number"]);
    assert_eq!(
        first("amount instance of date and t|", 1),
        ["date and time"]
    );
}

#[test]
fn parameters_can_be_given_by_name() {
    assert_eq!(
        taken("substring(sta|", "start position"),
        "substring(start position: |"
    );
    assert_eq!(
        offered("substring(string: customer.name, |"),
        ["length", "start position"]
    );
    assert!(!offered("substring(customer.name, sta|").contains(&"start position".to_owned()));
    // A date is wanted, by place or by name.
    assert_eq!(first("day of week(|", 1), ["start date"]);
    assert_eq!(first("day of week(date: |", 1), ["start date"]);
}

#[test]
fn the_fields_that_a_group_should_have_are_offered_until_they_are_there() {
    let wanted = group(&[
        ("city", Type::String),
        ("is home?", Type::Boolean),
        ("zip-code", Type::String),
    ]);
    assert_eq!(
        labels(&at("{|", Some(wanted.clone()))),
        ["city", "is home?", "zip-code"]
    );
    assert_eq!(
        labels(&at("{city: \"Rome\", |", Some(wanted.clone()))),
        ["is home?", "zip-code"]
    );
    let completions = at("{zip|", Some(wanted));
    assert_eq!(completions.candidates[0].insert, "\"zip-code\": ");
}

#[test]
fn in_a_comment_and_in_a_number_nothing_is_offered() {
    assert_eq!(offered("amount // am|"), Vec::<String>::new());
    assert_eq!(offered("amount /* am| */"), Vec::<String>::new());
    assert_eq!(offered("12|"), Vec::<String>::new());
    assert!(!offered("amount // over\n + am|").is_empty());
}

#[test]
fn mistakes_before_the_caret_do_no_harm() {
    assert_eq!(first("count(1 2, orders[) + am|", 1), ["amount"]);
    assert_eq!(first("status == \"open\" and customer.na|", 1), ["name"]);
    assert_eq!(first("% and am|", 1), ["amount"]);
}

#[test]
fn a_cell_offers_what_its_input_can_be() {
    let status = scope().get("status").unwrap().clone();
    assert_eq!(cell("|", &status)[..3], ["open", "on hold", "closed"]);
    assert_eq!(
        cell("\"open\", |", &status)[..3],
        ["open", "on hold", "closed"]
    );
    assert_eq!(cell("\"o|", &status), ["open", "on hold"]);
    assert_eq!(cell("not(|", &status)[..3], ["open", "on hold", "closed"]);
    assert_eq!(cell("|", &Type::Boolean)[..2], ["true", "false"]);
    let number = cell("|", &Type::Number);
    for sign in ["<", ">=", "[..]", "-", "?", "amount"] {
        assert!(number.contains(&sign.to_owned()), "{sign}");
    }
    assert_eq!(cell("< am|", &Type::Number)[0], "amount");
    assert_eq!(cell("> |", &Type::Date)[0], "start date");
    assert!(!cell("\"open\" |", &status).contains(&"and".to_owned()));
    assert!(cell("? > 5 |", &Type::Number).contains(&"and".to_owned()));
}

#[test]
fn the_signature_shows_which_input_the_caret_is_at() {
    let signature = |marked: &str| {
        let (source, caret) = split(marked);
        signature_at(&source, caret, &scope())
    };
    let found = signature("amount > 1 and substring(customer.name, 2|)").unwrap();
    assert_eq!(
        (found.function.as_str(), found.parameter),
        ("substring", Some(1))
    );
    assert_eq!(found.forms[found.form].parameters[1].takes, "a number");
    assert!(
        found.forms[found.form].parameters[1]
            .summary
            .contains("Where to begin")
    );
    let found = signature("sum(|").unwrap();
    assert_eq!((found.function.as_str(), found.parameter), ("sum", Some(0)));
    let found = signature("date and time(start date, |").unwrap();
    assert_eq!(
        (found.function.as_str(), found.form, found.parameter),
        ("date and time", 1, Some(1))
    );
    let found = signature("substring(length: |").unwrap();
    assert_eq!(
        found.forms[found.form].parameters[found.parameter.unwrap()].name,
        "length"
    );
    let found = signature("sum([1, count(orders[total > |").unwrap();
    assert_eq!(found.function, "count");
    assert_eq!(
        signature("discount(|").unwrap().forms[0].parameters[0].takes,
        "a number"
    );
    assert_eq!(
        signature("concatenate(orders, orders, |")
            .unwrap()
            .parameter,
        Some(0)
    );
    assert_eq!(signature("today()|"), None);
    assert_eq!(signature("amount in (|").map(|found| found.function), None);
}

#[test]
fn a_caret_outside_or_inside_a_character_counts_as_the_place_before() {
    let scope = scope();
    assert_eq!(labels(&complete("am", 900, &scope, None))[0], "amount");
    assert_eq!(complete("\"é\"", 2, &scope, None).candidates, Vec::new());
    assert_eq!(
        complete("é + am", usize::MAX, &scope, None).candidates[0].label,
        "amount"
    );
    assert!(signature_at("sum(é", 5, &scope).is_some());
}

#[test]
fn texts_beyond_all_limits_have_an_answer() {
    let scope = scope();
    let long = "a + ".repeat(262_144);
    assert_eq!(
        complete(&long, long.len(), &scope, None).candidates,
        Vec::new()
    );
    for bracket in ["(", "[", "{", "sum(", "not("] {
        let deep = bracket.repeat(2_000);
        complete(&deep, deep.len(), &scope, None);
        complete_tests(&deep, deep.len(), &scope, &Type::Number);
        signature_at(&deep, deep.len(), &scope);
    }
}

fn likely_source() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "amount",
        "am",
        "start",
        "date",
        "start date",
        "e-mail",
        "terms and",
        "orders",
        "orders[",
        "item",
        ".",
        "customer.",
        "1",
        "2.",
        "..",
        "\"x\"",
        "\"",
        "\"op",
        "\\u",
        "\\uD800",
        "@\"",
        "// c",
        "/*",
        "\n",
        "é",
        "🎉",
        "+",
        "-",
        "**",
        "=",
        "<",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
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
        "list<",
        "function(",
        "->",
        "sum(",
        "substring(string:",
        "date and time(",
        "?",
        "%",
        "status =",
    ]);
    prop::collection::vec(pieces, 0..16).prop_map(|pieces| pieces.join(" "))
}

fn every_caret_has_an_answer(source: &str) {
    let scope = scope();
    let status = scope.get("status").unwrap().clone();
    for caret in 0..=source.len() + 1 {
        for completions in [
            complete(source, caret, &scope, Some(&Type::Boolean)),
            complete_tests(source, caret, &scope, &status),
        ] {
            let replace = completions.replace;
            assert!(source.get(replace.start..replace.end).is_some());
            for candidate in completions.candidates {
                assert!(candidate.insert.is_char_boundary(candidate.caret));
                assert!(!candidate.label.is_empty() && !candidate.insert.is_empty());
                assert!(
                    candidate.kind != CandidateKind::Function
                        || candidate.description.ends_with('.')
                );
            }
        }
        if let Some(found) = signature_at(source, caret, &scope) {
            assert!(found.form < found.forms.len());
        }
    }
}

/// Runs new cases until the time is up: a second, or as many as `BATON_FUZZ_SECONDS` says.
fn for_a_while(strategy: impl Strategy<Value = String>) {
    let seconds = std::env::var("BATON_FUZZ_SECONDS").ok();
    let seconds = seconds.and_then(|text| text.parse().ok()).unwrap_or(1);
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        let config = Config {
            cases: 5,
            failure_persistence: None,
            ..Config::default()
        };
        let result = TestRunner::new(config).run(&strategy, |source| {
            every_caret_has_an_answer(&source);
            Ok(())
        });
        if let Err(error) = result {
            panic!("{error}");
        }
    }
}

#[test]
fn every_caret_in_every_likely_text_has_an_answer() {
    for_a_while(likely_source());
}

#[test]
fn every_caret_in_any_text_has_an_answer() {
    for_a_while(".{0,40}".prop_map(String::from));
}
