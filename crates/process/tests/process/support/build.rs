//! Small processes in a few words.

use process::calendar::Calendar;
use process::catalog::{Action, Catalog, Manifest, Repeat, SettingKind, SettingSpec};
use process::diagram::{Diagram, Field, FieldKind, Flow, Form, Step};
use process::id::ConnectionId;
use process::step::{
    AskPerson, Assignment, Retry, Role, Service, Setting, Start, StepKind, Take, Unit, Wait,
};
use process::{Definition, UserId, compile};

pub fn step(id: &str, kind: StepKind) -> Step {
    Step {
        name: format!("The {id}"),
        ..Step::new(id, kind)
    }
}

pub fn start(fields: impl IntoIterator<Item = Field>) -> Step {
    step("start", StepKind::Start(Start { form: form(fields) }))
}

pub fn end(id: &str) -> Step {
    step(id, StepKind::End)
}

pub fn decide(id: &str) -> Step {
    step(id, StepKind::Decide)
}

pub fn parallel(id: &str) -> Step {
    step(id, StepKind::Parallel)
}

pub fn ask(id: &str) -> Step {
    ask_of(id, Assignment::Role { role: Role::Member }, [])
}

pub fn ask_of(id: &str, assignment: Assignment, fields: impl IntoIterator<Item = Field>) -> Step {
    let ask = AskPerson {
        form: form(fields),
        assignment,
        ..Default::default()
    };
    step(id, StepKind::AskPerson(ask))
}

/// Changes what a step of this kind asks.
pub fn with_ask(mut step: Step, change: impl FnOnce(&mut AskPerson)) -> Step {
    if let StepKind::AskPerson(ask) = &mut step.kind {
        change(ask);
    }
    step
}

pub fn person(user: i64) -> Assignment {
    Assignment::Person { user: UserId(user) }
}

pub fn wait_for(id: &str, amount: &str, unit: Unit) -> Step {
    step(
        id,
        StepKind::Wait(Wait::For {
            amount: amount.into(),
            unit,
            calendar: None,
        }),
    )
}

pub fn wait_until(id: &str, moment: &str) -> Step {
    step(
        id,
        StepKind::Wait(Wait::Until {
            moment: moment.into(),
        }),
    )
}

/// Uses the action `call` (repeatable with its key), `read` (always repeatable) or `send` (never).
pub fn service(
    id: &str,
    action: &str,
    settings: &[(&str, &str)],
    takes: &[(&str, &str, FieldKind)],
) -> Step {
    let settings = settings.iter().map(|(key, text)| {
        let setting = match *key {
            "headers" => Setting::Pairs(vec![("X-Test".into(), (*text).into())]),
            _ => Setting::Text((*text).into()),
        };
        ((*key).to_owned(), setting)
    });
    let takes = takes.iter().map(|(key, from, kind)| Take {
        key: (*key).into(),
        label: format!("The {key}"),
        from: (*from).into(),
        kind: kind.clone(),
    });
    step(
        id,
        StepKind::Service(Service {
            connector: "test".into(),
            action: action.into(),
            connection: Some(ConnectionId(1)),
            settings: settings.collect(),
            takes: takes.collect(),
            retry: Retry {
                attempts: 3,
                pause_seconds: 10,
            },
        }),
    )
}

pub fn field(key: &str, kind: FieldKind) -> Field {
    Field {
        key: key.into(),
        label: key.into(),
        kind,
        required: true,
        help: String::new(),
    }
}

pub fn optional(key: &str, kind: FieldKind) -> Field {
    Field {
        required: false,
        ..field(key, kind)
    }
}

pub fn text() -> FieldKind {
    FieldKind::Text { multiline: false }
}

fn form(fields: impl IntoIterator<Item = Field>) -> Form {
    Form {
        fields: fields.into_iter().collect(),
    }
}

/// Flows written as `start > ask > end`, a condition in brackets before its target: `which > [x > 5] left`,
/// `which > [else] right`.
pub fn diagram(steps: impl IntoIterator<Item = Step>, flows: &[&str]) -> Diagram {
    let mut drawn = Diagram {
        steps: steps.into_iter().collect(),
        flows: Vec::new(),
        ..Diagram::default()
    };
    for line in flows {
        let stops: Vec<&str> = split(line);
        for pair in stops.windows(2) {
            let (_, from) = condition(pair[0]);
            let (condition, to) = condition(pair[1]);
            drawn.flows.push(Flow {
                id: format!("{from}-{to}").as_str().into(),
                from: from.into(),
                to: to.into(),
                label: String::new(),
                otherwise: condition == Some("else"),
                condition: condition.filter(|text| *text != "else").map(str::to_owned),
                bends: Vec::new(),
            });
        }
    }
    drawn
}

/// At each ` > ` outside brackets.
fn split(line: &str) -> Vec<&str> {
    let (mut stops, mut from, mut depth) = (Vec::new(), 0, 0);
    for (at, letter) in line.char_indices() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            '>' if depth == 0 => {
                stops.push(line[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    stops.push(line[from..].trim());
    stops
}

fn condition(stop: &str) -> (Option<&str>, &str) {
    match stop.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((condition, step)) => (Some(condition), step.trim()),
        None => (None, stop),
    }
}

/// Compiles what must compile.
#[track_caller]
pub fn definition(steps: impl IntoIterator<Item = Step>, flows: &[&str]) -> Definition {
    let (definition, problems) = compile(&diagram(steps, flows), &catalog());
    definition.unwrap_or_else(|| panic!("it does not compile: {problems:#?}"))
}

/// Takes a drawing as deployed, whatever is wrong with it.
pub fn as_deployed(steps: impl IntoIterator<Item = Step>, flows: &[&str]) -> Definition {
    Definition::of_deployed(&diagram(steps, flows), &catalog())
}

pub fn catalog() -> Catalog {
    let setting = |(key, kind): (&str, SettingKind)| SettingSpec {
        key: key.into(),
        label: key.into(),
        help: String::new(),
        placeholder: String::new(),
        kind,
        required: false,
        default: String::new(),
        when: None,
    };
    let settings = || {
        let kinds = [
            ("address", SettingKind::Address),
            ("body", SettingKind::Json),
            ("headers", SettingKind::Pairs),
            ("text", SettingKind::LongText),
            ("timeout", SettingKind::Number),
        ];
        kinds.map(setting).into()
    };
    let action = |(id, repeat): (&str, Repeat)| Action {
        id: id.into(),
        name: id.into(),
        description: String::new(),
        connection_required: false,
        repeat,
        settings: settings(),
        output: Vec::new(),
    };
    let actions = [
        ("call", Repeat::WithKey),
        ("read", Repeat::Safe),
        ("send", Repeat::Unsafe),
    ];
    let person = |id| process::catalog::PersonEntry {
        id: UserId(id),
        name: format!("User {id}"),
    };
    Catalog {
        connectors: vec![Manifest {
            id: "test".into(),
            name: "Test".into(),
            description: String::new(),
            connection: Vec::new(),
            actions: actions.map(action).into(),
        }],
        connections: vec![process::catalog::ConnectionEntry {
            id: ConnectionId(1),
            name: "Test".into(),
            connector: "test".into(),
        }],
        teams: vec![process::catalog::TeamEntry {
            key: "managers".into(),
            name: "Managers".into(),
        }],
        people: (1..=5).map(person).collect(),
        calendars: vec![Calendar::usual("office", "Office", "Europe/Zurich")],
    }
}
