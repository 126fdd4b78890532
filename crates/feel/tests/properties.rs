//! What holds for every input.
#![allow(clippy::unwrap_used)]

use std::cmp::Ordering;
use std::collections::BTreeMap;

use fastnum::D512;
use feel::{
    Date, DateTime, Duration, EvalContext, Number, Rounding, Scope, Time, Timestamp, Type, Value,
    YearsMonths, Zone, as_rows, check, evaluate, parse,
};
use proptest::prelude::*;

fn number() -> impl Strategy<Value = Number> {
    let wide = (any::<i128>(), -40i32..40).prop_map(|(digits, power)| format!("{digits}e{power}"));
    let narrow =
        (-10_000i64..10_000, -4i32..4).prop_map(|(digits, power)| format!("{digits}e{power}"));
    prop_oneof![wide, narrow].prop_map(|text| text.parse().unwrap())
}

/// The same number in a crate with four times as many digits.
fn exact(number: Number) -> D512 {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    // Its reader counts leading zeros as digits.
    let digits = format!("{whole}{fraction}").replace('-', "");
    let sign = if number.is_negative() { "-" } else { "" };
    let digits = digits.trim_start_matches('0');
    format!("{sign}0{digits}e-{}", fraction.len())
        .parse()
        .unwrap()
}

fn rounded(value: D512) -> Number {
    value.to_string().parse().unwrap()
}

fn date() -> impl Strategy<Value = Date> {
    (-4_000_000i64..4_000_000).prop_map(|day| Date::from_epoch_day(day).unwrap())
}

fn zone() -> impl Strategy<Value = Option<Zone>> {
    prop_oneof![
        Just(None),
        Just(Some(Zone::Utc)),
        (-50_000i32..50_000).prop_map(Zone::fixed),
        Just("Europe/Paris".parse().ok()),
    ]
}

fn time() -> impl Strategy<Value = Time> {
    let parts = (
        0u8..24,
        0u8..60,
        0u8..60,
        prop_oneof![Just(0), 0u32..1_000_000_000],
        zone(),
    );
    parts.prop_map(|(hour, minute, second, nano, zone)| {
        Time::new(hour, minute, second, nano, zone).unwrap()
    })
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        date().prop_map(Value::from),
        time().prop_map(Value::from),
        (date(), time()).prop_map(|(date, time)| Value::from(DateTime::new(date, time))),
        any::<i64>().prop_map(|nanos| Value::from(Duration::from_nanos(nanos.into()).unwrap())),
        (-100_000i64..100_000).prop_map(|months| Value::from(YearsMonths::new(months))),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("[$a-z]{0,5}", inner, 0..6).prop_map(Value::from),
        ]
    })
}

/// Sources that look like expressions, so that more than the first token is reached.
fn likely_source() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "b",
        "amount",
        "item",
        "1",
        "0",
        "2.5",
        "\"x\"",
        "@\"2026-11-22\"",
        "@\"P1D\"",
        "@\"P1M\"",
        "null",
        "true",
        "+",
        "-",
        "*",
        "/",
        "**",
        "=",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        ".",
        "..",
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
        "every",
        "satisfies",
        "between",
        "instance of",
        "number",
        "list",
        "sum(",
        "count(",
        "string(",
        "date(",
        "now()",
        "today()",
        "substring(",
        "sort(",
        "split(",
        "@\"10:00:00@Europe/Paris\"",
        "@\"2026-03-29T02:30:00@Europe/Paris\"",
        ".year",
        "[1]",
        "[item > 1]",
        "years and months duration(",
    ]);
    prop::collection::vec(pieces, 1..30).prop_map(|pieces| pieces.join(" "))
}

fn try_everything(source: &str) {
    let Ok(expression) = parse(source) else {
        return;
    };
    for (name, span) in expression.names() {
        assert!(!name.is_empty() && !span.text(source).is_empty());
    }
    let scope: Scope = [("a", Type::Any), ("amount", Type::Number)]
        .into_iter()
        .collect();
    for finding in check(&expression, &scope).1 {
        assert!(source.get(finding.span.start..finding.span.end).is_some());
    }
    let variables = BTreeMap::from([
        (
            "a".to_owned(),
            Value::from(vec![Value::from(1), Value::from("x"), Value::Null]),
        ),
        ("b".to_owned(), Value::Null),
        ("amount".to_owned(), Value::from(12)),
    ]);
    let context = EvalContext {
        fuel: 5000,
        ..EvalContext::new(Timestamp(1_795_339_800_000), Zone::Utc)
    };
    let first = evaluate(&expression, &variables, &context);
    assert_eq!(first, evaluate(&expression, &variables, &context));
    match first {
        Ok(value) => {
            let stored = serde_json::to_string(&value).unwrap();
            assert_eq!(serde_json::from_str::<Value>(&stored).unwrap(), value);
        }
        Err(error) => assert!(
            source.get(error.span.start..error.span.end).is_some() && error.reason.ends_with('.')
        ),
    }
    if let Some(rows) = as_rows(&expression) {
        assert_eq!(as_rows(&parse(&rows.to_source()).unwrap()), Some(rows));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_anything_panic(source in any::<String>()) {
        try_everything(&source);
    }

    #[test]
    fn no_expression_makes_anything_panic(source in likely_source()) {
        try_everything(&source);
    }

    #[test]
    fn a_parse_error_points_into_the_source(source in likely_source()) {
        if let Err(error) = parse(&source) {
            prop_assert!(source.get(error.span.start..error.span.end).is_some());
        }
    }

    #[test]
    fn values_survive_being_stored(value in value()) {
        let stored = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&stored).unwrap(), value.clone());
        let tree = serde_json::to_value(&value).unwrap();
        prop_assert_eq!(serde_json::from_value::<Value>(tree).unwrap(), value);
    }

    #[test]
    fn values_survive_being_written_as_source(value in value()) {
        if value.to_source().len() <= feel::MAX_SOURCE {
            let expression = parse(&value.to_source()).unwrap();
            let context = EvalContext::new(Timestamp(0), Zone::Utc);
            prop_assert_eq!(evaluate(&expression, &BTreeMap::new(), &context).unwrap(), value);
        }
    }

    #[test]
    fn plain_json_text_is_json(value in value()) {
        prop_assert!(serde_json::from_str::<serde_json::Value>(&value.to_plain_json_text()).is_ok());
    }

    #[test]
    fn numbers_survive_being_written(a in number()) {
        prop_assert_eq!(a.to_string().parse::<Number>(), Ok(a));
    }

    #[test]
    fn sums_products_and_quotients_are_rounded_once(a in number(), b in number()) {
        let (x, y) = (exact(a), exact(b));
        prop_assert_eq!(a.checked_mul(b).unwrap(), rounded(x * y));
        prop_assert_eq!(a.checked_add(b).unwrap(), rounded(x + y));
        prop_assert_eq!(a.checked_sub(b).unwrap(), rounded(x - y));
        if !b.is_zero() {
            prop_assert_eq!(a.checked_div(b).unwrap(), rounded(x / y));
        }
    }

    #[test]
    fn arithmetic_keeps_its_laws(a in number(), b in number()) {
        prop_assert_eq!(a.checked_add(b), b.checked_add(a));
        prop_assert_eq!(a.checked_mul(b), b.checked_mul(a));
        prop_assert_eq!(a.checked_sub(a), Some(Number::ZERO));
        prop_assert_eq!(-(-a), a);
        prop_assert_eq!(a.checked_sub(b), a.checked_add(-b));
        prop_assert_eq!(a.checked_mul(Number::ONE), Some(a));
        if !b.is_zero() {
            let rest = a.checked_modulo(b).unwrap();
            prop_assert!(rest.is_zero() || rest.is_negative() == b.is_negative());
            prop_assert!(rest.abs() <= b.abs());
        }
    }

    #[test]
    fn the_order_of_numbers_is_that_of_their_difference(a in number(), b in number()) {
        let difference = a.checked_sub(b).unwrap();
        let expected = if difference.is_zero() { Ordering::Equal } else if difference.is_negative() { Ordering::Less } else { Ordering::Greater };
        // A difference can only be lost by rounding when it is zero.
        prop_assert_eq!(a.cmp(&b), expected);
    }

    #[test]
    fn rounding_lands_on_the_nearest_or_the_right_side(a in number(), scale in -5i32..10) {
        let down = a.round_to(scale, Rounding::Floor).unwrap();
        let up = a.round_to(scale, Rounding::Ceiling).unwrap();
        prop_assert!(down <= a && a <= up);
        let near = a.round_to(scale, Rounding::HalfEven).unwrap();
        prop_assert!(near == down || near == up);
        prop_assert_eq!(near.round_to(scale, Rounding::Up), Some(near));
    }

    #[test]
    fn dates_count_up_day_by_day(date in date()) {
        let next = date.plus_days(1).unwrap();
        prop_assert_eq!(next.to_epoch_day(), date.to_epoch_day() + 1);
        prop_assert!(date < next);
        prop_assert_eq!(next.weekday() % 7, (date.weekday() + 1) % 7);
        prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
    }

    #[test]
    fn a_moment_is_the_same_in_every_zone(now in -8_000_000_000_000i64..8_000_000_000_000, zone in zone()) {
        let zone = zone.unwrap_or_default();
        let shown = Timestamp(now).in_zone(&zone).unwrap();
        let back = Timestamp::of(&shown, &Zone::Utc).unwrap();
        // The hour that comes twice is the first of the two.
        prop_assert!(back.0 == now || now - back.0 == 3_600_000);
    }
}
