//! Tables decide: which rules fit, what they give, and what stops a case.

use crate::support::build::*;
use crate::support::case::Case;
use crate::support::script::{expect, run, script};
use feel::Value;
use process::decision::table::{HitPolicy, Input, Output, Rule, Table};
use process::diagram::FieldKind;
use process::step::{DecideByTable, StepKind};
use process::{Decided, Definition, TablePlan, Timestamp, Zone};

/// Rules written as `when | when => then | then`.
fn table(
    policy: HitPolicy,
    inputs: &[&str],
    outputs: &[(&str, Option<FieldKind>)],
    rules: &[&str],
) -> Table {
    let cells = |text: &str| text.split('|').map(|cell| cell.trim().to_owned()).collect();
    let rule = |text: &&str| {
        let (when, then) = text.split_once("=>").expect("an arrow");
        Rule {
            when: cells(when),
            then: cells(then),
            note: String::new(),
        }
    };
    Table {
        hit_policy: policy,
        inputs: inputs
            .iter()
            .map(|expression| Input {
                expression: (*expression).into(),
                ..Input::default()
            })
            .collect(),
        outputs: outputs
            .iter()
            .map(|(key, kind)| Output {
                key: (*key).into(),
                kind: kind.clone(),
                ..Output::default()
            })
            .collect(),
        rules: rules.iter().map(rule).collect(),
    }
}

fn deciding(table: Table) -> Definition {
    as_deployed(
        [
            start([field("amount", FieldKind::Number), optional("kind", text())]),
            step("who", StepKind::DecideByTable(DecideByTable { table })),
            end("end"),
        ],
        &["start > who > end"],
    )
}

fn bands() -> Table {
    table(
        HitPolicy::Unique,
        &["amount", "kind"],
        &[
            ("approver", Some(text())),
            ("days", Some(FieldKind::Number)),
        ],
        &[
            "< 100 | - => \"nobody\" | 0",
            "[100..1000) | - => \"manager\" | 2",
            ">= 1000 | \"IT\", \"office\" => \"board\" | amount / 500",
        ],
    )
}

fn try_out(table: &Table, amount: i64) -> Result<Decided, String> {
    let values = vec![Value::from(amount)];
    let decided = TablePlan::try_out(table, values, Timestamp(0), Zone::Utc);
    decided.map_err(|undecided| undecided.message)
}

/// What a table answers to an amount: the rules that fired, and a result.
fn answers(table: &Table, amount: i64) -> (Vec<usize>, Value) {
    let mut decided = try_out(table, amount).expect("it decides");
    let first = decided.results.pop_first().expect("a result");
    (decided.rules, first.1)
}

#[test]
fn the_rule_that_fits_gives_the_results_and_is_kept_in_the_log() {
    expect(
        &script(deciding(bands()), r#"start {"amount": 1500, "kind": "IT"}"#),
        r#"
        > start {"amount": 1500, "kind": "IT"}
        started by user 1 in UTC
        enter start
        set amount = 1500, kind = "IT"
        leave start
        take start-who
        enter who by start-who
        decided by rule 3 for 1500, "IT"
        set approver = "board", days = 3
        leave who
        take who-end
        enter end by who-end
        leave end
        completed
        "#,
    );
}

#[test]
fn a_case_that_no_rule_fits_stops_and_says_what_was_looked_at() {
    expect(
        &script(
            deciding(bands()),
            r#"start {"amount": 1500, "kind": "food"}"#,
        ),
        r#"
        > start {"amount": 1500, "kind": "food"}
        started by user 1 in UTC
        enter start
        set amount = 1500, kind = "food"
        leave start
        take start-who
        enter who by start-who
        stuck at who (NoWay): No rule of the table fits: “amount” is 1500, “kind” is “food”. Add a rule for this case, or say what holds when no rule fits.
        "#,
    );
}

#[test]
fn what_holds_when_no_rule_fits_is_said_by_the_table() {
    let mut bands = bands();
    bands.outputs[0].otherwise = "\"board\"".into();
    let mut case = Case::new(deciding(bands));
    run(&mut case, r#"start {"amount": 1500, "kind": "food"}"#);
    assert_eq!(
        case.state.variables.get("approver"),
        Some(&Value::from("board"))
    );
    assert_eq!(case.state.variables.get("days"), Some(&Value::Null));
}

#[test]
fn what_is_empty_fits_only_where_a_rule_asks_for_nothing() {
    let mut case = Case::new(deciding(bands()));
    run(&mut case, r#"start {"amount": 5}"#);
    assert_eq!(
        case.state.variables.get("approver"),
        Some(&Value::from("nobody"))
    );
    let mut case = Case::new(deciding(bands()));
    run(&mut case, r#"start {"amount": 5000}"#);
    assert!(!case.state.variables.contains_key("approver"));
}

#[test]
fn each_way_of_counting_rules_gives_what_it_says() {
    let choice = FieldKind::Choice {
        options: vec!["high".into(), "low".into()],
    };
    let of = |policy, kind: Option<FieldKind>, rules: &[&str]| {
        table(policy, &["amount"], &[("it", kind)], rules)
    };
    let numbers = ["> 1 => 10", "> 5 => 30", "> 9 => 20"];
    let list = |values: &[i64]| Value::list(values.iter().map(|it| Value::from(*it)).collect());
    for (policy, amount, rules, result) in [
        (HitPolicy::First, 10, vec![0], Value::from(10)),
        (HitPolicy::Collect, 10, vec![0, 1, 2], list(&[10, 30, 20])),
        (HitPolicy::RuleOrder, 6, vec![0, 1], list(&[10, 30])),
        (HitPolicy::Sum, 10, vec![0, 1, 2], Value::from(60)),
        (HitPolicy::Smallest, 10, vec![0, 1, 2], Value::from(10)),
        (HitPolicy::Largest, 10, vec![0, 1, 2], Value::from(30)),
        (HitPolicy::Count, 6, vec![0, 1], Value::from(2)),
        (HitPolicy::Collect, 0, vec![], list(&[])),
        (HitPolicy::Sum, 0, vec![], Value::from(0)),
    ] {
        let found = answers(&of(policy, Some(FieldKind::Number), &numbers), amount);
        assert_eq!(found, (rules, result), "{policy:?} of {amount}");
    }
    let ranked = ["> 1 => \"low\"", "> 5 => \"high\""];
    assert_eq!(
        answers(&of(HitPolicy::Priority, Some(choice.clone()), &ranked), 6),
        (vec![1], Value::from("high"))
    );
    assert_eq!(
        answers(&of(HitPolicy::OutputOrder, Some(choice), &ranked), 6),
        (vec![1, 0], Value::list(vec!["high".into(), "low".into()]))
    );
    assert_eq!(
        answers(&of(HitPolicy::Any, None, &["> 1 => 7", "> 5 => 7"]), 6),
        (vec![0, 1], Value::from(7))
    );
}

#[test]
fn what_cannot_be_decided_says_why() {
    let stuck = |policy, rules: &[&str]| {
        let table = table(policy, &["amount"], &[("it", None)], rules);
        try_out(&table, 6).expect_err("it does not decide")
    };
    assert_eq!(
        stuck(HitPolicy::Unique, &["> 1 => 1", "> 5 => 1"]),
        "The table could not decide. Only one rule may fit, but rules 1 and 2 do."
    );
    for (policy, rules, begins) in [
        (
            HitPolicy::Any,
            &["> 1 => 1", "> 5 => 2"][..],
            "The table could not decide. ",
        ),
        (
            HitPolicy::Unique,
            &["> => 1"],
            "The table could not decide. Rule 1: “>” cannot be read: ",
        ),
        (
            HitPolicy::Unique,
            &["> \"a\" => 1"],
            "The table could not decide. Rule 1: ",
        ),
        (
            HitPolicy::Unique,
            &["< 1 => 1", "> 1 => \"a\" + 1"],
            "The table could not decide. Rule 2: ",
        ),
        (
            HitPolicy::Unique,
            &["< 1 => 1"],
            "No rule of the table fits: “amount” is 6. ",
        ),
    ] {
        let message = stuck(policy, rules);
        assert!(message.starts_with(begins), "{message}");
    }
}

#[test]
fn formulas_see_the_sample_of_the_variable_that_is_looked_at() {
    let table = table(
        HitPolicy::Unique,
        &["amount"],
        &[("it", None)],
        &["> 1 => amount * 2"],
    );
    assert_eq!(answers(&table, 6), (vec![0], Value::from(12)));
}

#[test]
fn a_mended_case_goes_on() {
    let mut case = Case::new(deciding(table(
        HitPolicy::Unique,
        &["amount"],
        &[("it", None)],
        &["> 5 => 1"],
    )));
    run(&mut case, "start {\"amount\": 1}\nretry who");
    let (_, doing) = case.visit("who");
    assert!(matches!(doing, process::run::Doing::Stuck { .. }));
}
