//! The templates as something to play with.

use process::catalog::{Action, Catalog, Manifest, Repeat, SettingKind, SettingSpec};
use process::feel::{EvalContext, Zone, evaluate, parse};
use process::play::{Beginning, By, Move, Pins, Play, Reply, Until};
use process::run::{FailureKind, Requester};
use process::sample::templates;
use process::{Definition, Diagram, StepId, Timestamp, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Monday 23 November 2026, 09:00 in Zürich.
pub const MONDAY: Timestamp = Timestamp(1_795_420_800_000);

pub fn definition(template: &str) -> Arc<Definition> {
    if template == "leave-request" {
        return of(&short_leave());
    }
    let all = templates();
    let found = all.iter().find(|found| found.key == template);
    of(&found.expect("a template of this key").diagram)
}

/// The leave request of the saved cases: small enough to tell every move.
pub fn short_leave() -> Diagram {
    let saved = include_str!("../saved/leave-approved/case.json");
    let mut saved: serde_json::Value = serde_json::from_str(saved).expect("it is JSON");
    serde_json::from_value(saved["diagram"].take()).expect("it is a diagram")
}

pub fn of(diagram: &Diagram) -> Arc<Definition> {
    let catalog = Catalog {
        calendars: diagram.calendars.clone(),
        ..catalog()
    };
    Arc::new(Definition::of_deployed(diagram, &catalog))
}

fn catalog() -> Catalog {
    let http = [
        ("method", SettingKind::Line),
        ("address", SettingKind::Address),
        ("body", SettingKind::Json),
    ];
    let email = [
        ("to", SettingKind::Text),
        ("subject", SettingKind::Text),
        ("body", SettingKind::LongText),
    ];
    Catalog {
        connectors: vec![
            connector("http", "request", &http),
            connector("email", "send", &email),
        ],
        ..Catalog::default()
    }
}

fn connector(id: &str, action: &str, settings: &[(&str, SettingKind)]) -> Manifest {
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
            connection_required: false,
            repeat: Repeat::WithKey,
            settings: settings.iter().map(setting).collect(),
            output: Vec::new(),
        }],
    }
}

/// Values as FEEL writes them: `{"kind": "Holiday", "days": 3}`.
pub fn values(source: &str) -> BTreeMap<String, Value> {
    let context = EvalContext::new(MONDAY, Zone::Utc);
    let parsed = parse(source).expect("a formula");
    match evaluate(&parsed, &BTreeMap::new(), &context) {
        Ok(Value::Context(fields)) => (*fields).clone(),
        other => panic!("{other:?} has no fields"),
    }
}

pub fn beginning(answers: &str) -> Beginning {
    Beginning {
        at: MONDAY,
        zone: "Europe/Zurich".into(),
        by: By::Form {
            answers: values(answers),
            requester: Requester {
                name: "Ada".into(),
                email: "ada@example.com".into(),
            },
        },
    }
}

pub fn holiday() -> Beginning {
    beginning(
        r#"{"kind": "Holiday", "first_day": date("2026-12-01"), "last_day": date("2026-12-04"), "working_days": 4}"#,
    )
}

/// Every system of the leave request answers.
pub fn systems_answer() -> Pins {
    let steps = [
        "calendar", "balance", "confirm", "stand-in", "decline", "record",
    ];
    steps
        .map(|step| (StepId::new(step), vec![gives()]))
        .into_iter()
        .collect()
}

pub fn gives() -> Reply {
    Reply::Gives {
        output: Value::context(BTreeMap::new()),
    }
}

pub fn fails(message: &str) -> Reply {
    Reply::Fails {
        failure: FailureKind::Permanent,
        message: message.into(),
    }
}

pub fn reply(step: &str, reply: Reply) -> Move {
    Move::Reply {
        step: step.into(),
        which: 0,
        by: None,
        reply,
    }
}

pub fn answers(step: &str, given: &str) -> Move {
    reply(
        step,
        Reply::Answers {
            answers: values(given),
        },
    )
}

pub fn wait(duration: &str) -> Move {
    Move::Wait {
        until: Until::After {
            duration: duration.into(),
        },
    }
}

pub fn play(template: &str, beginning: Beginning, pins: Pins) -> Play {
    Play::begin(definition(template), beginning, pins).expect("a case begins")
}

/// The names of the steps that are asked at this moment.
pub fn asked(play: &Play) -> Vec<String> {
    play.asked()
        .iter()
        .map(|asked| asked.step.to_string())
        .collect()
}
