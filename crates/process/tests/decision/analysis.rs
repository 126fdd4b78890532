//! What is said about tables: each finding on a table that has it, and nothing that is not so on random ones.

use crate::support::{choice, context, table};
use process::Value;
use process::decision::analysis::{Finding, FindingKind, analyse};
use process::decision::table::{HitPolicy, Rule, Table};
use process::feel::{Date, Scope, Type};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

fn scope() -> Scope {
    let kinds = ["gift", "travel"].map(str::to_owned).to_vec();
    [("amount", Type::Number), ("kind", Type::Choice(kinds))]
        .into_iter()
        .collect()
}

fn said(policy: HitPolicy, rules: &[&str]) -> Vec<String> {
    let table = table(policy, choice(&["yes", "no"]), rules);
    let findings = analyse(&table, &scope()).into_iter();
    findings.map(|finding| finding.message).collect()
}

#[test]
fn a_whole_table_has_no_findings() {
    let rules = &[
        r#"< 1000  | "gift"   | "yes""#,
        r#"< 500   | "travel" | "yes""#,
        r#">= 1000 | "gift"   | "no""#,
        r#">= 500  | "travel" | "no""#,
    ];
    assert_eq!(said(HitPolicy::Unique, rules), [""; 0]);
}

#[test]
fn a_case_that_no_rule_covers_is_shown() {
    let rules = &[
        r#"< 1000  | "gift" | "yes""#,
        r#"-        | "travel" | "no""#,
        r#"> 1000  | "gift" | "no""#,
    ];
    assert_eq!(
        said(HitPolicy::Unique, rules),
        ["No rule fits when amount is 1000 and kind is “gift”."]
    );
    // Where there is a result otherwise, or all rules that fit count, that is no mistake.
    assert_eq!(said(HitPolicy::Collect, rules), [""; 0]);
}

#[test]
fn rules_that_both_fit_contradict_where_one_may() {
    let rules = &[r#"<= 10 | - | "yes""#, r#">= 10 | - | "no""#];
    assert_eq!(
        said(HitPolicy::Unique, rules),
        ["Rules 1 and 2 both fit when amount is 10, but only one may."]
    );
    assert_eq!(
        said(HitPolicy::Any, rules),
        ["Rules 1 and 2 both fit when amount is 10, and say different things."]
    );
    assert_eq!(said(HitPolicy::First, rules), [""; 0]);
}

#[test]
fn a_rule_that_is_hidden_is_named() {
    let rules = &[
        r#"> 10  | -      | "yes""#,
        r#"> 100 | "gift" | "no""#,
        r#"-     | -      | "no""#,
    ];
    assert_eq!(
        said(HitPolicy::First, rules),
        ["Rule 2 can never fire: rule 1 above it takes all its cases."]
    );
    let rules = &[
        r#"<= 10 | -        | "yes""#,
        r#"> 5   | "gift"   | "no""#,
        r#"> 5   | "travel" | "yes""#,
        r#"> 7   | "gift", "travel" | "no""#,
        r#"-     | -        | "no""#,
    ];
    assert!(
        said(HitPolicy::First, rules)
            .contains(&"Rule 4 can never fire: rules 2 and 3 above it take all its cases.".into())
    );
}

#[test]
fn a_condition_that_nothing_meets_is_named() {
    let rules = &[
        r#"[10..5] | - | "yes""#,
        r#"- | "party" | "no""#,
        r#"- | - | "no""#,
    ];
    assert_eq!(
        said(HitPolicy::First, rules),
        [
            "Rule 1 can never fire: amount can never be “[10..5]”.",
            "Rule 2 can never fire: kind can never be “\"party\"”.",
        ]
    );
}

#[test]
fn rules_that_could_be_one_are_shown_as_one() {
    let rules = &[
        r#"[0..10)  | "gift"   | "yes""#,
        r#"[10..20] | "gift"   | "yes""#,
        r#"-        | "travel" | "no""#,
        r#"< 0, > 20 | "gift"  | "no""#,
    ];
    let table = table(HitPolicy::Unique, choice(&["yes", "no"]), rules);
    let [finding] = &analyse(&table, &scope())[..] else {
        panic!("there is one finding");
    };
    assert_eq!(finding.kind, FindingKind::Mergeable);
    assert_eq!(finding.rules, [0, 1]);
    let instead = finding.instead.as_ref().unwrap();
    assert_eq!(instead.when, ["[0..20]", "\"gift\""]);
}

#[test]
fn a_rule_that_says_nothing_new_could_go() {
    let rules = &[
        r#"> 100 | "gift" | "no""#,
        r#"> 10 | - | "no""#,
        r#"- | - | "yes""#,
    ];
    assert_eq!(
        said(HitPolicy::First, rules),
        ["Rule 1 could go: rule 2 says the same in all its cases."]
    );
    // Not when a rule between says something else.
    let rules = &[
        r#"> 100 | "gift" | "no""#,
        r#"> 50  | "gift" | "yes""#,
        r#"-     | -      | "no""#,
    ];
    assert_eq!(said(HitPolicy::First, rules), [""; 0]);
}

#[test]
fn what_is_worked_out_is_not_looked_at() {
    let rules = &[r#"> limit | - | "yes""#, r#"<= 10 | - | "no""#];
    assert_eq!(
        said(HitPolicy::Unique, rules),
        ["Conditions that are worked out, such as “> limit” in rule 1, were not looked at."]
    );
}

#[test]
fn columns_on_the_same_data_give_no_false_gaps() {
    let mut table = table(
        HitPolicy::Unique,
        None,
        &["> 10 | true | 1", "<= 10 | false | 2"],
    );
    table.inputs[1].expression = "amount > 10".into();
    let kinds: Vec<_> = analyse(&table, &scope())
        .into_iter()
        .map(|it| it.kind)
        .collect();
    assert_eq!(kinds, [FindingKind::NotLookedAt]);
}

#[test]
fn between_two_days_there_is_no_day() {
    let rules = &[
        r#"<= date("2026-01-31") | - | 1"#,
        r#">= date("2026-02-01") | - | 2"#,
    ];
    let table = table(HitPolicy::Unique, None, rules);
    let scope = [("amount", Type::Date), ("kind", Type::String)];
    let scope: Scope = scope.into_iter().collect();
    assert_eq!(analyse(&table, &scope), []);
    let mut with_gap = table;
    with_gap.rules[1].when[0] = r#"> date("2026-02-01")"#.into();
    let messages: Vec<_> = analyse(&with_gap, &scope)
        .into_iter()
        .map(|it| it.message)
        .collect();
    assert_eq!(messages, ["No rule fits when amount is 2026-02-01."]);
    assert!(Date::new(2026, 2, 1).is_some());
}

#[test]
fn a_hundred_rules_in_ten_inputs_are_quick() {
    let mut table = Table {
        hit_policy: HitPolicy::First,
        ..Table::default()
    };
    let mut scope = Scope::new();
    for input in 0..10 {
        let name = format!("input{input}");
        scope.insert(name.clone(), Type::Number);
        table.inputs.push(process::decision::table::Input {
            expression: name,
            ..Default::default()
        });
    }
    table.outputs.push(process::decision::table::Output {
        key: "result".into(),
        ..Default::default()
    });
    let mut seed = 1u64;
    let mut random = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) % below
    };
    for rule in 0..100 {
        let when = (0..10).map(|_| match random(4) {
            0 => format!("< {}", random(100)),
            1 => format!(">= {}", random(100)),
            2 => format!("[{}..{}]", random(50), 50 + random(50)),
            _ => "-".to_owned(),
        });
        table.rules.push(Rule {
            when: when.collect(),
            then: vec![rule.to_string()],
            note: String::new(),
        });
    }
    let before = Instant::now();
    analyse(&table, &scope);
    // The goal, 50 ms, is for a release build on a quiet machine: `cargo run --release --example speed`.
    assert!(before.elapsed() < Duration::from_secs(5));
}

fn cell() -> impl Strategy<Value = String> {
    let number = 0..4i32;
    prop_oneof![
        3 => Just("-".to_owned()),
        1 => number.clone().prop_map(|it| format!("< {it}")),
        1 => number.clone().prop_map(|it| format!(">= {it}")),
        1 => number.clone().prop_map(|it| format!("{it}")),
        1 => number.clone().prop_map(|it| format!("not({it})")),
        1 => number.clone().prop_map(|it| format!("!= {it}")),
        1 => (number.clone(), number.clone()).prop_map(|(a, b)| format!("({a}..{b}]")),
        1 => (number.clone(), number.clone()).prop_map(|(a, b)| format!("{a}, > {b}")),
        1 => (number.clone(), number).prop_map(|(a, b)| format!("not(< {a}, {b})")),
        1 => Just("null".to_owned()),
        1 => Just("? * 2 > 3".to_owned()),
    ]
}

fn choices() -> impl Strategy<Value = String> {
    let cells = [
        "-",
        "-",
        "\"gift\"",
        "\"travel\"",
        "not(\"gift\")",
        "\"gift\", \"travel\"",
        "null",
    ];
    prop::sample::select(cells.to_vec()).prop_map(str::to_owned)
}

fn tables() -> impl Strategy<Value = Table> {
    let policy = prop::sample::select(HitPolicy::ALL.to_vec());
    let rule = (
        cell(),
        choices(),
        prop::sample::select(vec!["\"yes\"", "\"no\""]),
    );
    (policy, prop::collection::vec(rule, 1..6)).prop_map(|(policy, rules)| {
        let rules: Vec<_> = rules
            .into_iter()
            .map(|(a, b, c)| format!("{a}|{b}|{c}"))
            .collect();
        let rules: Vec<_> = rules.iter().map(String::as_str).collect();
        table(policy, choice(&["yes", "no"]), &rules)
    })
}

/// Every kind of case there is in a random table.
fn cases() -> Vec<BTreeMap<String, Value>> {
    let mut amounts: Vec<Value> = (-2..10)
        .map(|half| {
            let half = Value::from(half);
            let expression = process::feel::parse("half / 2").expect("it can be read");
            process::feel::evaluate(&expression, &[("half".to_owned(), half)].into(), &context())
                .expect("it has a value")
        })
        .collect();
    amounts.push(Value::Null);
    let kinds = [Value::from("gift"), Value::from("travel"), Value::Null];
    let mut cases = Vec::new();
    for amount in &amounts {
        for kind in &kinds {
            let case = [("amount", amount), ("kind", kind)];
            cases.push(
                case.map(|(name, value)| (name.to_owned(), value.clone()))
                    .into(),
            );
        }
    }
    cases
}

/// The rules that fit a case, each looked at alone.
fn fitting(table: &Table, case: &BTreeMap<String, Value>) -> Vec<usize> {
    (0..table.rules.len())
        .filter(|rule| {
            let alone = Table {
                hit_policy: HitPolicy::Count,
                rules: vec![table.rules[*rule].clone()],
                ..table.clone()
            };
            let decided = alone.compile().decide(case, &context());
            decided.is_ok_and(|decided| !decided.fired.is_empty())
        })
        .collect()
}

fn is_so(table: &Table, finding: &Finding) -> Result<(), String> {
    let cases = cases();
    let fits: Vec<Vec<usize>> = cases.iter().map(|case| fitting(table, case)).collect();
    let wrong = |why: &str| Err(format!("{why}: {finding:?}"));
    match finding.kind {
        FindingKind::Gap => {
            if !fits.iter().any(Vec::is_empty) {
                return wrong("there is no gap");
            }
        }
        FindingKind::Contradiction => {
            let both = |fits: &&Vec<usize>| finding.rules.iter().all(|rule| fits.contains(rule));
            if !fits.iter().any(|fits| both(&fits)) {
                return wrong("they never both fit");
            }
        }
        FindingKind::NeverFires => {
            let rule = finding.rules[0];
            for case in &cases {
                let decided = table.compile().decide(case, &context());
                if decided.is_ok_and(|decided| decided.fired.contains(&rule)) {
                    return wrong("it fires");
                }
            }
        }
        FindingKind::Mergeable => {
            let mut merged = table.clone();
            let (first, second) = (finding.rules[0], finding.rules[1]);
            let instead = finding.instead.clone().ok_or("nothing instead")?;
            // A rule that goes leaves the other where it is.
            let stays = if instead == table.rules[second] {
                second
            } else {
                first
            };
            merged.rules[stays] = instead;
            merged
                .rules
                .remove(if stays == first { second } else { first });
            for case in &cases {
                let result = |table: &Table| {
                    let decided = table.compile().decide(case, &context());
                    decided.map(|decided| decided.values).map_err(drop)
                };
                if result(table) != result(&merged) {
                    return wrong("the merged rule says something else");
                }
            }
        }
        FindingKind::NotLookedAt => {}
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        // What is found becomes a test of its own.
        failure_persistence: None,
        ..ProptestConfig::with_cases(150)
    })]

    #[test]
    fn nothing_is_said_that_is_not_so(table in tables()) {
        for finding in analyse(&table, &scope()) {
            is_so(&table, &finding).map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn every_gap_of_a_plain_table_is_found(table in tables()) {
        let plain = !table.rules.iter().any(|rule| rule.when[0].contains('?'));
        let strict = matches!(table.hit_policy, HitPolicy::Unique | HitPolicy::First | HitPolicy::Any);
        if plain && strict {
            let gap = cases().iter().any(|case| {
                case.values().all(|value| !value.is_null()) && fitting(&table, case).is_empty()
            });
            let told = analyse(&table, &scope()).iter().any(|it| it.kind == FindingKind::Gap);
            prop_assert_eq!(gap, told);
        }
    }
}
