//! The templates of the gallery: whole but for the connections a workspace must choose, neatly drawn, and they run.

use crate::support::case::Case;
use crate::support::script::run;
use process::catalog::{Action, Catalog, Manifest, Repeat, SettingKind, SettingSpec};
use process::diagram::Step;
use process::sample::{Template, templates};
use process::scenario::{self, Coverage};
use process::step::{Stands, StepKind};
use process::{Definition, compile};
use std::sync::Arc;

/// The two connectors as they describe themselves, as far as templates use them.
pub fn catalog(template: &Template) -> Catalog {
    Catalog {
        connectors: vec![
            connector(
                "http",
                "request",
                false,
                &[
                    ("method", SettingKind::Line),
                    ("address", SettingKind::Address),
                    ("body", SettingKind::Json),
                ],
            ),
            connector(
                "email",
                "send",
                true,
                &[
                    ("to", SettingKind::Text),
                    ("subject", SettingKind::Text),
                    ("body", SettingKind::LongText),
                ],
            ),
        ],
        teams: template.teams.clone(),
        calendars: template.diagram.calendars.clone(),
        ..Catalog::default()
    }
}

fn connector(
    id: &str,
    action: &str,
    connection_required: bool,
    settings: &[(&str, SettingKind)],
) -> Manifest {
    let setting = |(key, kind): &(&str, SettingKind)| SettingSpec {
        key: (*key).into(),
        label: (*key).into(),
        help: String::new(),
        placeholder: String::new(),
        kind: kind.clone(),
        required: *kind != SettingKind::Json,
        default: String::new(),
        when: None,
    };
    Manifest {
        id: id.into(),
        name: id.into(),
        description: String::new(),
        connection: Vec::new(),
        actions: vec![Action {
            id: action.into(),
            name: action.into(),
            description: String::new(),
            connection_required,
            repeat: Repeat::WithKey,
            settings: settings.iter().map(setting).collect(),
            output: Vec::new(),
        }],
    }
}

#[test]
fn only_the_connections_are_missing() {
    for template in templates() {
        let problems = compile(&template.diagram, &catalog(&template)).1;
        let others: Vec<_> = problems
            .iter()
            .filter(|problem| problem.rule != "no-connection")
            .collect();
        assert!(others.is_empty(), "{}: {others:#?}", template.name);
        assert!(!problems.is_empty(), "{} uses systems", template.name);
    }
}

#[test]
fn steps_stand_on_the_grid_and_apart() {
    for template in templates() {
        let steps = &template.diagram.steps;
        for (index, step) in steps.iter().enumerate() {
            if on_edge(step) {
                continue;
            }
            // The leave request stands as “Tidy up” puts it.
            if template.key != "leave-request" {
                let place = step.position;
                assert_eq!((place.x % 8, place.y % 8), (0, 0), "{}", step.name);
            }
            // What stands on an edge, and what stands in a group, touches what it belongs to.
            let besides = |other: &&Step| !on_edge(other) && other.inside == step.inside;
            for other in steps[index + 1..].iter().filter(besides) {
                assert!(apart(step, other), "{} and {}", step.name, other.name);
            }
        }
    }
}

fn on_edge(step: &Step) -> bool {
    matches!(&step.kind, StepKind::Event(event) if matches!(event.at, Stands::Boundary { .. }))
}

fn apart(a: &Step, b: &Step) -> bool {
    let before = |a: &Step, b: &Step| a.position.x + a.size().width + 40 <= b.position.x;
    let above = |a: &Step, b: &Step| a.position.y + a.size().height + 24 <= b.position.y;
    before(a, b) || before(b, a) || above(a, b) || above(b, a)
}

#[test]
fn keys_are_stable_and_different() {
    let keys: Vec<_> = templates()
        .into_iter()
        .map(|template| template.key)
        .collect();
    assert_eq!(
        keys,
        [
            "leave-request",
            "expense-approval",
            "purchase-approval",
            "access-request"
        ]
    );
}

fn played(key: &str, script: &str) -> String {
    let template = templates()
        .into_iter()
        .find(|template| template.key == key)
        .expect("it is there");
    let definition = Definition::of_deployed(&template.diagram, &catalog(&template));
    let mut case = Case::new(definition);
    run(&mut case, script)
}

#[test]
fn every_branch_of_the_leave_request_has_a_scenario_that_passes() {
    let template = &templates()[0];
    assert_eq!(template.key, "leave-request");
    let definition = Definition::of_deployed(&template.diagram, &catalog(template));
    let definition = Arc::new(definition);
    let mut coverage = Coverage::default();
    for scenario in &template.diagram.tests.scenarios {
        let outcome = scenario::run(&definition, scenario);
        assert_eq!(outcome.failures, [], "{}", scenario.name);
        coverage.add(&outcome.log);
    }
    assert_eq!(coverage.missing(&definition), []);
}

#[test]
fn a_large_purchase_is_approved_ordered_and_received() {
    let happened = played(
        "purchase-approval",
        r#"
        start {"item": "Desk", "supplier": "Woodwork", "amount": 800, "needed_by": "2026-03-20"}
        complete approve {"approved": true} by 2
        answer order {"status": 201}
        answer ordered {}
        advance 30d
        complete receipt {"received": true}
        "#,
    );
    assert!(happened.ends_with("leave done\ncompleted\n"), "{happened}");
}

#[test]
fn an_administrator_is_checked_by_security_and_loses_access_in_time() {
    let happened = played(
        "access-request",
        r#"
        start {"application": "Payroll", "level": "Administrator", "until": "2026-04-01", "reason": "Year end"}
        complete approve {"approved": true} by 2
        complete check {"safe": true} by 3
        answer grant {"status": 201}
        answer granted {}
        advance 60d
        answer revoke {"status": 200}
        "#,
    );
    assert!(happened.ends_with("leave done\ncompleted\n"), "{happened}");
}
