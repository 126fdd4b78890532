//! Saved cases load for ever: what an earlier version decided is decided alike, its logs fold to the same state.
//!
//! Each folder of `tests/saved` holds a case (`case.json`: diagram, catalog, commands) and what it came to
//! (`outcome.jsonl`: an event a line, then the state). A new one is described below and written by
//! `cargo test -p process saved -- --ignored`; one that is there is never written again.
//! Events are for ever. The state is a cache: when its own shape changes, its line is written anew, and nothing else.
//! The words of an inserted value may change too: they are for people, and no rule reads them.

#[path = "../../examples/probe.rs"]
mod probe;

use crate::samples;
use crate::support::build::*;
use crate::support::case::{Case, json};
use crate::support::script::run;
use process::decision::table::{HitPolicy, Input, Output, Rule, Table};
use process::diagram::{Diagram, FieldKind};
use process::sample::templates;
use process::step::{Assignment, DecideByTable, Role, StepKind, Unit};
use process::{Catalog, Definition, Event, State, apply};
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/saved")
}

/// Name, case and outcome of each.
fn saved() -> Vec<(String, String, String)> {
    let entries = fs::read_dir(folder()).expect("the folder is there");
    let mut all: Vec<_> = entries
        .map(|entry| {
            let path = entry.expect("it can be listed").path();
            let read = |file: &str| fs::read_to_string(path.join(file)).expect("it can be read");
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            (name, read("case.json"), read("outcome.jsonl"))
        })
        .collect();
    all.sort();
    all
}

#[test]
fn input_that_means_harm_is_answered_in_words() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/harm.txt");
    let wanted = std::fs::read_to_string(file).expect("what is said stands in a file");
    let found = probe::harm();
    for (found, wanted) in found.lines().zip(wanted.lines()) {
        assert_eq!(found, wanted);
    }
    assert_eq!(found.lines().count(), wanted.lines().count());
}

#[test]
fn saved_cases_are_decided_as_they_were() {
    assert!(saved().len() >= 10);
    for (name, case, outcome) in saved() {
        assert_eq!(probe::run(&case), outcome, "{name}");
    }
}

#[test]
fn saved_logs_fold_to_the_saved_state() {
    for (name, _, outcome) in saved() {
        let (log, last) = outcome
            .trim_end()
            .rsplit_once('\n')
            .expect("events and a state");
        let mut state = State::default();
        for line in log
            .lines()
            .filter(|line| !line.starts_with("{\"rejection\""))
        {
            let event: Event = serde_json::from_str(line).expect("an event loads");
            assert_eq!(json(&event), line, "{name}: an event is written as it was");
            apply(&mut state, &event);
        }
        assert_eq!(json(&state), last, "{name}");
    }
}

#[test]
fn saved_diagrams_load_and_mean_the_same_when_they_are_saved_again() {
    for (name, case, _) in saved() {
        let case: probe::Case = serde_json::from_str(&case).expect("it loads");
        let again: Diagram = serde_json::from_str(&json(&case.diagram)).expect("it loads again");
        assert_eq!(again, case.diagram, "{name}");
        assert!(!case.diagram.steps.is_empty(), "{name}");
    }
}

#[test]
fn a_diagram_may_leave_out_everything_that_has_a_usual_value() {
    let shortest = r#"{
        "steps": [
            {"id": "a", "type": "start"},
            {"id": "b", "type": "askPerson"},
            {"id": "c", "type": "decide"},
            {"id": "d", "type": "parallel"},
            {"id": "e", "type": "wait", "wait": "for", "amount": "1", "unit": "days"},
            {"id": "f", "type": "wait", "wait": "until", "moment": "day"},
            {"id": "g", "type": "service", "connector": "http", "action": "request"},
            {"id": "h", "type": "end", "unknown": "ignored"},
            {"id": "i", "type": "decideByTable"},
            {"id": "j", "type": "decideByTable", "table": {"inputs": [{}], "outputs": [{}], "rules": [{}]}}
        ],
        "flows": [{"id": "f", "from": "a", "to": "b"}]
    }"#;
    let diagram: Diagram = serde_json::from_str(shortest).expect("it loads");
    assert_eq!(diagram.steps.len(), 10);
    let nothing: Diagram = serde_json::from_str("{}").expect("it loads");
    assert_eq!(nothing, Diagram::default());
}

struct Story {
    name: &'static str,
    diagram: Diagram,
    catalog: Catalog,
    zone: &'static str,
    script: &'static str,
}

fn template(key: &str) -> (Diagram, Catalog) {
    let found = templates().into_iter().find(|template| template.key == key);
    let template = found.expect("it is there");
    let catalog = samples::catalog(&template);
    (template.diagram, catalog)
}

/// A leave request as the first template was when these cases were saved.
fn short_leave() -> (Diagram, Catalog) {
    let saved = include_str!("../saved/leave-approved/case.json");
    let mut saved: serde_json::Value = serde_json::from_str(saved).expect("it is JSON");
    let mut part = |key: &str| saved[key].take();
    let diagram = serde_json::from_value(part("diagram")).expect("it is a diagram");
    let catalog = serde_json::from_value(part("catalog")).expect("it is a catalog");
    (diagram, catalog)
}

fn stories() -> Vec<Story> {
    let (leave, leave_catalog) = short_leave();
    let (purchase, purchase_catalog) = template("purchase-approval");
    let (access, access_catalog) = template("access-request");
    let (expense, expense_catalog) = template("expense-approval");
    let story = |name, diagram: &Diagram, catalog: &Catalog, zone, script| Story {
        name,
        diagram: diagram.clone(),
        catalog: catalog.clone(),
        zone,
        script,
    };
    vec![
        story(
            "leave-approved",
            &leave,
            &leave_catalog,
            "Europe/Berlin",
            r#"
            start {"kind": "Holiday", "first_day": "2026-03-30", "last_day": "2026-04-02", "working_days": 4, "cover": "Bob \"the\" Builder ü 👩‍👩‍👧"}
            claim approve by 2
            claim approve by 3
            complete approve {"approved": true} by 2
            answer calendar {"status": 201}
            fail balance transient "HTTP 500"
            fail balance unknown "connection lost"
            answer balance {"status": 201}
            answer confirm {}
            advance 40d
            answer stand-in {"status": 200}
        "#,
        ),
        story(
            "leave-declined",
            &leave,
            &leave_catalog,
            "UTC",
            r#"
            start {"kind": "Holiday", "first_day": "2026-03-10", "last_day": "2026-03-13", "working_days": 4}
            complete approve {"approved": false, "comment": "Fair that week\nSorry"} by 2
            answer decline {}
        "#,
        ),
        story(
            "sick-leave",
            &leave,
            &leave_catalog,
            "America/New_York",
            r#"
            start {"kind": "Sick leave", "first_day": "2026-03-02", "last_day": "2026-03-06", "working_days": 4.5}
            answer record {"status": 201}
            complete certificate {}
            complete certificate {"handed_in": true}
        "#,
        ),
        story(
            "purchase-with-incident",
            &purchase,
            &purchase_catalog,
            "UTC",
            r#"
            start {"item": "Desk", "supplier": "A/B \\ \"C\"", "amount": 800.05, "needed_by": "2026-03-20"}
            complete approve {"approved": true} by 2
            fail order permanent "HTTP 422: unknown supplier"
            retry order by 4
            answer order {"status": 201}
            answer ordered {}
            advance 30d
            complete receipt {"received": true}
        "#,
        ),
        story(
            "purchase-cancelled",
            &purchase,
            &purchase_catalog,
            "UTC",
            r#"
            start {"item": "Desk", "supplier": "X", "amount": 12345678901234567890.123456789, "needed_by": "2026-03-20"}
            cancel " "
            cancel "ordered elsewhere" by 1
        "#,
        ),
        story(
            "access-revoked",
            &access,
            &access_catalog,
            "Asia/Kolkata",
            r#"
            start {"application": "Payroll", "level": "Administrator", "until": "2026-04-01", "reason": "Year end"}
            complete approve {"approved": true} by 2
            assign check to 7 by 3
            complete check {"safe": true} by 7
            answer grant {"status": 201}
            answer granted {}
            advance 60d
            answer revoke {"status": 200}
        "#,
        ),
        story(
            "expense-by-table",
            &expense,
            &expense_catalog,
            "Europe/Berlin",
            r#"
            start {"purpose": "Conference", "category": "Travel", "amount": 1200.50}
            complete manager {"approved": true} by 2
            answer confirm {}
        "#,
        ),
        story(
            "table-without-a-rule",
            &tables(),
            &catalog(),
            "UTC",
            r#"
            start {"amount": 7, "kind": "x"}
            retry score by 2
            cancel "no rule"
        "#,
        ),
        story(
            "join-carried-on",
            &stuck_join(),
            &catalog(),
            "UTC",
            "
            start {\"both\": false}
            complete left
            retry join by 2
        ",
        ),
        story(
            "loop-of-questions",
            &question_loop(),
            &catalog(),
            "UTC",
            "
            start {}
            complete ask {\"again\": true}
            complete ask {\"again\": true}
            complete ask {\"again\": false}
        ",
        ),
        story(
            "answer-kept",
            &taking(),
            &catalog(),
            "UTC",
            r#"
            start {"amount": 0.1}
            answer call {"body": {"total": "many", "list": [1, null, {"$date": "x"}], "big": 1e300}}
            retry call
            cancel "no number"
        "#,
        ),
        story(
            "everything-computed",
            &computing(),
            &catalog(),
            "Europe/Paris",
            r#"
            start {"amount": 0.1, "day": "2028-02-29"}
            advance 1200d
            complete ask
        "#,
        ),
    ]
}

/// A table that collects, with formulas; then one that no rule of fits.
fn tables() -> Diagram {
    let rule = |when: &[&str], then: &str| Rule {
        when: when.iter().map(|cell| (*cell).into()).collect(),
        then: vec![then.into()],
        note: "kept".into(),
    };
    let table = |hit_policy, key: &str, rules| Table {
        hit_policy,
        inputs: ["amount * 2", "kind"]
            .map(|expression| Input {
                expression: expression.into(),
                ..Input::default()
            })
            .into(),
        outputs: vec![Output {
            key: key.into(),
            kind: Some(FieldKind::Number),
            ..Output::default()
        }],
        rules,
    };
    let all = table(
        HitPolicy::Collect,
        "points",
        vec![
            rule(&["> 10", "-"], "amount * 0.1"),
            rule(&["[14..20)", "\"x\", \"y\""], "5"),
        ],
    );
    let one = table(
        HitPolicy::Unique,
        "score",
        vec![rule(&["< 10", ""], "1"), rule(&["", "not(\"x\")"], "2")],
    );
    let by_table = |id, table| step(id, StepKind::DecideByTable(DecideByTable { table }));
    diagram(
        [
            start([field("amount", FieldKind::Number), field("kind", text())]),
            by_table("points", all),
            by_table("score", one),
            end("end"),
        ],
        &["start > points > score > end"],
    )
}

fn stuck_join() -> Diagram {
    let steps = [
        start([field("both", FieldKind::YesNo)]),
        parallel("split"),
        ask("left"),
        decide("sure"),
        parallel("join"),
        end("end"),
        end("early"),
    ];
    diagram(
        steps,
        &[
            "start > split > left > join > end",
            "split > sure > [both = true] join",
            "sure > [else] early",
        ],
    )
}

fn question_loop() -> Diagram {
    let asked = ask_of(
        "ask",
        Assignment::Role {
            role: Role::Builder,
        },
        [field("again", FieldKind::YesNo)],
    );
    let steps = [start([]), asked, decide("which"), end("end")];
    diagram(
        steps,
        &[
            "start > ask > which > [again = true] ask",
            "which > [else] end",
        ],
    )
}

fn taking() -> Diagram {
    let takes = [("total", "body.total", FieldKind::Number)];
    let call = service(
        "call",
        "send",
        &[
            ("body", "{\"n\": {{ amount / 3 }}}"),
            ("headers", "{{ amount }}"),
        ],
        &takes,
    );
    let steps = [
        start([field("amount", FieldKind::Number)]),
        call,
        end("end"),
    ];
    diagram(steps, &["start > call > end"])
}

/// Numbers, dates, durations, texts and lists, each worked out by a rule.
fn computing() -> Diagram {
    let asked = with_ask(ask_of("ask", Assignment::Requester, []), |ask| {
        ask.instructions = [
            "{{ amount * 3 - 0.3 }}",
            "{{ 1 / 3 }}",
            "{{ 2 ** 100 }}",
            "{{ day + duration(\"P1Y\") }}",
            "{{ string length(\"👩‍👩‍👧 ü\") }}",
            "{{ upper case(\"straße\") }}",
            "{{ for i in 1..5 return i * i }}",
            "{{ {a: 1, b: [day, null, \"x\"]} }}",
            "{{ now() }}",
            "{{ today() }}",
        ]
        .join("\n");
        ask.due_in = "duration(\"P1M\")".into();
    });
    let steps = [
        start([
            field("amount", FieldKind::Number),
            field("day", FieldKind::Date),
        ]),
        wait_until("until", "day - duration(\"P1D\")"),
        wait_for("days", "30 + amount * 10", Unit::Days),
        asked,
        end("end"),
    ];
    diagram(steps, &["start > until > days > ask > end"])
}

#[test]
#[ignore = "writes the cases that are not saved yet"]
fn write_new_cases() {
    for story in stories() {
        let folder = folder().join(story.name);
        if folder.exists() {
            continue;
        }
        let mut case = Case::new(Definition::of_deployed(&story.diagram, &story.catalog));
        case.zone = story.zone.into();
        run(&mut case, story.script);
        let text = serde_json::to_string_pretty(&serde_json::json!({
            "diagram": story.diagram,
            "catalog": story.catalog,
            "commands": case.commands,
        }));
        let text = text.expect("it can be written") + "\n";
        fs::create_dir_all(&folder).expect("it can be made");
        fs::write(folder.join("outcome.jsonl"), probe::run(&text)).expect("it can be written");
        fs::write(folder.join("case.json"), text).expect("it can be written");
    }
}
