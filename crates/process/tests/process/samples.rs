//! The templates of the gallery: whole but for the connections a workspace must choose, neatly drawn, and they run.

use crate::support::case::Case;
use crate::support::script::run;
use process::catalog::{Action, Catalog, Manifest, Repeat, SettingKind, SettingSpec};
use process::diagram::Step;
use process::sample::{Template, templates};
use process::{Definition, compile};

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
        required: true,
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
            assert_eq!(
                (step.position.x % 8, step.position.y % 8),
                (0, 0),
                "{}",
                step.name
            );
            for other in &steps[index + 1..] {
                assert!(apart(step, other), "{} and {}", step.name, other.name);
            }
        }
    }
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
fn a_holiday_is_approved_booked_and_taken() {
    let happened = played(
        "leave-request",
        r#"
        start {"kind": "Holiday", "first_day": "2026-03-10", "last_day": "2026-03-13", "working_days": 4, "cover": "Bob"}
        complete approve {"approved": true} by 2
        answer calendar {"status": 201}
        answer balance {"status": 201}
        answer confirm {}
        advance 8d
        answer stand-in {"status": 200}
        "#,
    );
    assert!(happened.contains("ask team managers at approve “Ada Lovelace asks for 4 working days off, from 10 March 2026 to 13 March 2026."), "{happened}");
    assert!(
        happened.contains("timer until 2026-03-10T00:00:00Z"),
        "{happened}"
    );
    assert!(
        happened.ends_with("leave on-leave\ncompleted\n"),
        "{happened}"
    );
}

#[test]
fn a_declined_holiday_ends_with_a_mail() {
    let happened = played(
        "leave-request",
        r#"
        start {"kind": "Holiday", "first_day": "2026-03-10", "last_day": "2026-03-13", "working_days": 4}
        complete approve {"approved": false, "comment": "Fair that week"} by 2
        answer decline {}
        "#,
    );
    assert!(happened.contains("Fair that week"), "{happened}");
    assert!(
        happened.ends_with("leave declined\ncompleted\n"),
        "{happened}"
    );
}

#[test]
fn long_sick_leave_asks_for_a_certificate() {
    let happened = played(
        "leave-request",
        r#"
        start {"kind": "Sick leave", "first_day": "2026-03-02", "last_day": "2026-03-06", "working_days": 5}
        answer record {"status": 201}
        complete certificate {"handed_in": true}
        "#,
    );
    assert!(
        happened.ends_with("leave recorded\ncompleted\n"),
        "{happened}"
    );
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
