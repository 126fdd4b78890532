//! Whatever is written, parsing, checking and evaluating end, without a panic, and with places inside the source.
//!
//! Runs for a second each; for longer with `BATON_FUZZ_SECONDS`.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use feel::{
    EvalContext, EvalError, Names, Scope, Span, Timestamp, Type, Value, Zone, as_rows, check,
    check_unary_tests, evaluate, evaluate_kindly, holds, holds_kindly, parse_in, parse_unary_tests,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

/// Runs new cases until the time is up.
fn for_a_while<S: Strategy<Value = String>>(strategy: S, test: impl Fn(&str)) {
    let seconds = std::env::var("BATON_FUZZ_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        let config = Config {
            cases: 50,
            failure_persistence: None,
            ..Config::default()
        };
        let result = TestRunner::new(config).run(&strategy, |source| {
            test(&source);
            Ok::<(), TestCaseError>(())
        });
        if let Err(error) = result {
            panic!("{error}");
        }
    }
}

fn variables() -> BTreeMap<String, Value> {
    let order = |total: i32| {
        Value::from(BTreeMap::from([
            ("total".to_owned(), Value::from(total)),
            ("e-mail".to_owned(), Value::from("x@y.z")),
        ]))
    };
    BTreeMap::from([
        (
            "a".to_owned(),
            Value::from(vec![Value::from(1), Value::from("x"), Value::Null]),
        ),
        ("b".to_owned(), Value::Null),
        ("amount".to_owned(), Value::from(12)),
        ("orders".to_owned(), Value::from(vec![order(3), order(5)])),
        ("a-b".to_owned(), Value::from("text")),
    ])
}

fn is_inside(span: Span, source: &str) -> bool {
    source.get(span.start..span.end).is_some()
}

fn is_said(error: &EvalError, source: &str) {
    assert!(is_inside(error.span, source), "{error:?}");
    assert!(error.reason.ends_with('.'), "{error:?}");
}

fn try_everything(source: &str) {
    let variables = variables();
    let context = EvalContext {
        fuel: 20_000,
        ..EvalContext::new(
            Timestamp(1_795_339_800_000),
            "Europe/Paris".parse::<Zone>().unwrap(),
        )
    };
    let scope: Scope = variables
        .iter()
        .map(|(name, value)| (name.clone(), Type::of(value)))
        .collect();
    let names = Names::from(&scope);
    if let Ok(tests) = parse_unary_tests(source, &names) {
        for finding in check_unary_tests(&tests, &Type::Number, &scope) {
            assert!(is_inside(finding.span, source));
        }
        if let Err(error) = holds(&tests, &Value::from(5), &variables, &context) {
            is_said(&error, source);
        }
        let (value, noted) = holds_kindly(&tests, &Value::from(5), &variables, &context);
        assert!(
            matches!(value, Value::Boolean(_) | Value::Null),
            "{value:?}"
        );
        noted.iter().for_each(|error| is_said(error, source));
    }
    let expression = match parse_in(source, &names) {
        Ok(expression) => expression,
        Err(error) => return assert!(is_inside(error.span, source), "{error:?}"),
    };
    for (name, span) in expression.names() {
        assert!(!name.is_empty() && is_inside(span, source));
    }
    for finding in check(&expression, &scope).1 {
        assert!(is_inside(finding.span, source));
    }
    let strict = evaluate(&expression, &variables, &context);
    assert_eq!(
        strict.as_ref().map(Value::to_source),
        evaluate(&expression, &variables, &context)
            .as_ref()
            .map(Value::to_source)
    );
    match &strict {
        Ok(value) => {
            let stored = serde_json::to_string(value).unwrap();
            assert_eq!(&serde_json::from_str::<Value>(&stored).unwrap(), value);
        }
        Err(error) => is_said(error, source),
    }
    let (value, noted) = evaluate_kindly(&expression, &variables, &context);
    noted.iter().for_each(|error| is_said(error, source));
    assert!(value.to_text().len() < 10_000_000);
    if let Some(rows) = as_rows(&expression) {
        assert_eq!(
            as_rows(&parse_in(&rows.to_source(), &names).unwrap()),
            Some(rows)
        );
    }
}

/// Sources made as the grammar makes them, so that what is deep inside is reached.
fn sensible() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "1",
        "0",
        "-3",
        "2.5",
        "1e30",
        "9e6144",
        "\"x\"",
        "\"\"",
        "\"é😀\"",
        "\"(a+)+$\"",
        "null",
        "true",
        "false",
        "a",
        "b",
        "amount",
        "orders",
        "a-b",
        "item",
        "x",
        "?",
        "missing",
        "total",
        "sum",
        "abs",
        "@\"2026-11-22\"",
        "@\"2026-03-29T02:30:00@Europe/Paris\"",
        "@\"10:00:00\"",
        "@\"24:00:00+02:00\"",
        "@\"P1D\"",
        "@\"-P1Y2M\"",
        "@\"999999999-12-31\"",
        "@\"-999999999-01-01T00:00:00Z\"",
        "[1..10]",
        "(> 5)",
        "(!= 3)",
        "[]",
        "{}",
        "9223372036854775807",
        "orders.total",
        "orders[1].e-mail",
        "now()",
        "today()",
    ])
    .prop_map(str::to_owned);
    let functions = prop::sample::select(
        "abs|after|all|any|append|before|ceiling|coincides|concatenate|contains|context|context merge|context put|\
         count|date|date and time|day of week|day of year|decimal|distinct values|duration|during|ends with|even|\
         exp|finished by|finishes|flatten|floor|get entries|get value|includes|index of|insert before|is|\
         list contains|list replace|log|lower case|matches|max|mean|median|meets|met by|min|mode|modulo|\
         month of year|not|number|odd|overlaps|overlaps after|overlaps before|product|range|remove|replace|\
         reverse|round down|round half down|round half up|round up|sort|split|sqrt|started by|starts|\
         starts with|stddev|string|string join|string length|sublist|substring|substring after|\
         substring before|sum|time|trim|union|upper case|week of year|years and months duration|f"
            .split('|')
            .collect::<Vec<_>>(),
    );
    let operators = prop::sample::select(vec![
        "+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or", "in", "or else",
    ]);
    let types = prop::sample::select(vec![
        "number",
        "list<string>",
        "context<a: number>",
        "function<number> -> number",
        "range<date>",
        "Any",
    ]);
    leaf.prop_recursive(5, 60, 4, move |inner| {
        let one = inner.clone();
        let several = prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            (inner.clone(), operators.clone(), inner.clone())
                .prop_map(|(a, operator, b)| format!("({a} {operator} {b})")),
            (functions.clone(), several.clone())
                .prop_map(|(name, arguments)| format!("{name}({})", arguments.join(", "))),
            several
                .clone()
                .prop_map(|items| format!("[{}]", items.join(", "))),
            several.prop_map(|tests| format!("1 in ({})", tests.join(", "))),
            (one.clone(), one.clone())
                .prop_map(|(a, b)| format!("{{x: {a}, f: function(x) {b}, y: f(x)}}")),
            (one.clone(), one.clone()).prop_map(|(a, b)| format!("{a}[{b}]")),
            (one.clone(), one.clone(), one.clone())
                .prop_map(|(a, b, c)| format!("if {a} then {b} else {c}")),
            (one.clone(), one.clone()).prop_map(|(a, b)| format!("(for x in {a} return {b})")),
            (one.clone(), one.clone(), one.clone())
                .prop_map(|(a, b, c)| format!("(for x in {a}..{b} return [{c}, partial[-1]])")),
            (one.clone(), one.clone()).prop_map(|(a, b)| format!("(some x in {a} satisfies {b})")),
            (one.clone(), one.clone(), one.clone())
                .prop_map(|(a, b, c)| format!("({a} between {b} and {c})")),
            (one.clone(), types.clone()).prop_map(|(a, of)| format!("({a} instance of {of})")),
            (one.clone(), one.clone()).prop_map(|(a, b)| format!("[{a}..{b})")),
            (one.clone(), one.clone()).prop_map(|(a, b)| format!("(function(x, y) {a})({b}, 1)")),
            (one.clone(), one.clone()).prop_map(|(a, b)| format!("sort({a}, function(x, y) {b})")),
            one.clone().prop_map(|a| format!("({a}).year")),
            one.prop_map(|a| format!("-({a})")),
        ]
    })
}

#[test]
fn sensible_sources_end() {
    for_a_while(sensible(), try_everything);
}

#[test]
fn sensible_sources_with_a_slip_end() {
    let slipped = (
        sensible(),
        any::<prop::sample::Index>(),
        "[ -~é😀\\n]{0,3}",
        0..4usize,
    );
    let slipped = slipped.prop_map(|(source, place, with, without)| {
        let mut letters: Vec<char> = source.chars().collect();
        let at = place.index(letters.len() + 1);
        let to = (at + without).min(letters.len());
        letters.splice(at..to, with.chars());
        letters.into_iter().collect()
    });
    for_a_while(slipped, try_everything);
}

#[test]
fn any_text_ends() {
    for_a_while(
        prop_oneof![".{0,60}", "[\\[\\](){}.,:\"@?<>=!*/+ a-z0-9-]{0,80}"],
        try_everything,
    );
}

#[test]
fn any_pattern_ends() {
    let pattern = "[a-c.*+?|()\\[\\]{}^$\\\\0-9, dwspPLu-]{0,24}";
    let cases = (pattern, "[abc 1\\n-]{0,30}", "[smixq]{0,2}");
    let cases = cases.prop_map(|(pattern, text, flags)| {
        let quoted = |text: &str| Value::from(text).to_source();
        format!(
            "[matches({0}, {1}, {2}), replace({0}, {1}, \"$0$1\", {2}), split({0}, {1})]",
            quoted(&text),
            quoted(&pattern),
            quoted(&flags)
        )
    });
    for_a_while(cases, try_everything);
}

/// Entries that each wrap the one before: what is harmless once may not be when it is repeated.
#[test]
fn chains_of_entries_end() {
    let wraps = prop::sample::select(vec![
        "[@]",
        "[@, @]",
        "{x: @}",
        "append([], @)",
        "concatenate(@, @)",
        "@ + @",
        "string(@)",
        "for x in @ return [x]",
        "for x in 1..3 return @",
        "f(@)",
        "g(@, 20)",
        "get entries({x: @})",
        "context put({}, \"x\", @)",
        "sort(@, function(x, y) true)",
        "list replace(@, function(x, y) true, @)",
        "flatten(@)",
        "distinct values(@)",
        "@ * @",
        "@ ** 2",
        "replace(string(@), \"a|1\", \"$0$0\")",
        "string join([string(@), string(@)])",
        "function() @",
        "max(@)",
        "@[item = item]",
        "[@..@]",
    ]);
    let starts = prop::sample::select(vec!["1", "\"a\"", "[1]", "{x: 1}", "@\"P1D\"", "1.1"]);
    let chain = (starts, prop::collection::vec(wraps, 1..4), 1..120usize);
    let chain = chain.prop_map(|(start, wraps, length)| {
        let entries: Vec<_> = (1..length)
            .map(|index| {
                let wrap = wraps[index % wraps.len()];
                format!(
                    "a{index}: {}",
                    wrap.replace('@', &format!("a{}", index - 1))
                )
            })
            .collect();
        let functions = "f: function(x) [x], g: function(x, n) if n = 0 then x else [g(x, n - 1)]";
        format!(
            "{{{functions}, a0: {start}, {}}}.a{}",
            entries.join(", "),
            length - 1
        )
    });
    for_a_while(chain, try_everything);
}
