//! Small diagrams for the tests of the rules.

use crate::calendar::Calendar;
use crate::catalog::{
    Action, Catalog, ConnectionEntry, Manifest, PersonEntry, Repeat, SettingKind, SettingSpec,
    TeamEntry,
};
use crate::compile;
use crate::diagram::{Diagram, Field, FieldKind, Flow, Form, Step};
use crate::id::{ConnectionId, UserId};
use crate::step::{AskPerson, Assignment, Service, Setting, Start, StepKind};

/// The rules that have something to say about a diagram.
pub fn finds(diagram: &Diagram) -> Vec<String> {
    let (definition, problems) = compile(diagram, &catalog());
    let errors = problems
        .iter()
        .any(|problem| problem.severity == crate::problem::Severity::Error);
    assert_eq!(
        definition.is_none(),
        errors,
        "a definition is there without errors only"
    );
    for problem in &problems {
        assert!(
            problem.message.ends_with('.'),
            "a sentence: {}",
            problem.message
        );
    }
    problems.into_iter().map(|problem| problem.rule).collect()
}

/// What the rules have to say about a diagram.
pub fn messages(diagram: &Diagram) -> Vec<String> {
    let problems = compile(diagram, &catalog()).1;
    problems
        .into_iter()
        .map(|problem| problem.message)
        .collect()
}

pub fn step(id: &str, kind: StepKind) -> Step {
    Step {
        name: format!("The {id}"),
        ..Step::new(id, kind)
    }
}

pub fn ask(id: &str) -> Step {
    let field = field("comment", FieldKind::Text { multiline: true });
    step(
        id,
        StepKind::AskPerson(AskPerson {
            form: Form {
                fields: vec![field],
            },
            assignment: Assignment::Requester,
            ..Default::default()
        }),
    )
}

/// Like [`ask`], with a field that no other step has.
pub fn ask_own(id: &str) -> Step {
    let mut asking = ask(id);
    if let StepKind::AskPerson(ask) = &mut asking.kind {
        ask.form.fields[0].key = format!("comment_{id}");
    }
    asking
}

pub fn http(id: &str) -> Step {
    let text = |text: &str| Setting::Text(text.into());
    let service = Service {
        connector: "http".into(),
        action: "request".into(),
        connection: Some(ConnectionId(1)),
        settings: [
            ("method".to_owned(), text("POST")),
            (
                "address".to_owned(),
                text("https://example.org/{{ requester.name }}"),
            ),
            ("body".to_owned(), text("{}")),
        ]
        .into(),
        takes: Vec::new(),
        retry: Default::default(),
    };
    step(id, StepKind::Service(service))
}

pub fn field(key: &str, kind: FieldKind) -> Field {
    Field {
        key: key.into(),
        label: format!("The {key}"),
        kind,
        required: true,
        help: String::new(),
    }
}

pub fn flow(from: &str, to: &str) -> Flow {
    let id = format!("{from}-{to}");
    Flow::new(id.as_str().into(), from.into(), to.into())
}

pub fn when(from: &str, to: &str, condition: &str) -> Flow {
    Flow {
        condition: Some(condition.into()),
        ..flow(from, to)
    }
}

pub fn otherwise(from: &str, to: &str) -> Flow {
    Flow {
        otherwise: true,
        ..flow(from, to)
    }
}

/// Steps one after the other. `start` and `end` are what they say; all others ask a person.
pub fn line(ids: &[&str]) -> Diagram {
    let kinds = ids.iter().map(|id| match *id {
        "start" => step(id, StepKind::Start(Start::default())),
        "end" => step(id, StepKind::End),
        _ => ask(id),
    });
    Diagram {
        steps: kinds.collect(),
        flows: ids.windows(2).map(|pair| flow(pair[0], pair[1])).collect(),
        ..Diagram::default()
    }
}

/// A process nobody can find fault with.
pub fn plain() -> Diagram {
    line(&["start", "ask", "end"])
}

pub fn with_fields(
    mut diagram: Diagram,
    id: &str,
    fields: impl IntoIterator<Item = Field>,
) -> Diagram {
    let fields = Form {
        fields: fields.into_iter().collect(),
    };
    for step in diagram
        .steps
        .iter_mut()
        .filter(|step| step.id.as_str() == id)
    {
        match &mut step.kind {
            StepKind::Start(start) => start.form = fields.clone(),
            StepKind::AskPerson(ask) => ask.form = fields.clone(),
            _ => panic!("only starts and user tasks have forms"),
        }
    }
    diagram
}

/// A start that asks for `x`, and a decision with one way for each condition (`otherwise` for all other cases).
pub fn deciding(kind: FieldKind, required: bool, conditions: &[&str]) -> Diagram {
    let mut diagram = with_fields(
        line(&["start"]),
        "start",
        [Field {
            required,
            ..field("x", kind)
        }],
    );
    diagram.steps.push(step("which", StepKind::Decide));
    diagram.flows.push(flow("start", "which"));
    for (number, condition) in conditions.iter().enumerate() {
        let end = format!("end{number}");
        diagram.steps.push(step(&end, StepKind::End));
        diagram.flows.push(match *condition {
            "" => flow("which", &end),
            "otherwise" => otherwise("which", &end),
            condition => when("which", &end, condition),
        });
    }
    diagram
}

pub fn catalog() -> Catalog {
    let connection = |id, name: &str, connector: &str| ConnectionEntry {
        id: ConnectionId(id),
        name: name.into(),
        connector: connector.into(),
    };
    Catalog {
        connectors: vec![manifest()],
        connections: vec![
            connection(1, "HR system", "http"),
            connection(2, "Mail", "smtp"),
        ],
        teams: vec![TeamEntry {
            key: "managers".into(),
            name: "Managers".into(),
        }],
        people: vec![PersonEntry {
            id: UserId(1),
            name: "Ada".into(),
        }],
        calendars: vec![Calendar::usual("office", "Office", "Europe/Zurich")],
    }
}

fn manifest() -> Manifest {
    let setting = |key: &str, kind: SettingKind| SettingSpec {
        key: key.into(),
        label: key.into(),
        help: String::new(),
        placeholder: String::new(),
        kind,
        required: matches!(key, "method" | "address" | "body"),
        default: String::new(),
        when: (key == "body").then(|| ("method".into(), vec!["POST".into()])),
    };
    let methods = ["GET", "POST"].map(|method| (method.to_owned(), method.to_owned()));
    let options = methods.into();
    Manifest {
        id: "http".into(),
        name: "HTTP".into(),
        description: String::new(),
        connection: Vec::new(),
        actions: vec![Action {
            id: "request".into(),
            name: "Request".into(),
            description: String::new(),
            connection_required: true,
            repeat: Repeat::WithKey,
            settings: vec![
                setting("method", SettingKind::Choice { options }),
                setting("address", SettingKind::Address),
                setting("headers", SettingKind::Pairs),
                setting("body", SettingKind::Json),
                setting("timeout", SettingKind::Number),
                setting("note", SettingKind::Text),
            ],
            output: Vec::new(),
        }],
    }
}
