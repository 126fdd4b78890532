//! Draws a template: steps in rows from left to right, flows between them.

use crate::diagram::shape::{gap_after, size};
use crate::diagram::{Diagram, Field, FieldKind, Flow, Form, Point, Step};
use crate::step::{AskPerson, Assignment, Retry, Service, Setting, Start, StepKind, Wait};

/// From the middle of one row to the middle of the next.
const ROW: i32 = 112;
/// The middle of the first row. Shapes are centred on it and end up on the grid of 8.
const FIRST_ROW: i32 = 140;

#[derive(Default)]
pub(super) struct Drawing {
    diagram: Diagram,
    /// Where the next step goes.
    x: i32,
    row: i32,
}

impl Drawing {
    /// Goes on behind a step, in a row.
    pub fn behind(&mut self, step: &str, row: i32) -> &mut Self {
        let behind = self
            .diagram
            .steps
            .iter()
            .find(|drawn| drawn.id.as_str() == step);
        self.x = behind.map_or(0, |drawn| {
            drawn.position.x + size(&drawn.kind).width + gap_after(&drawn.kind)
        });
        self.row = row;
        self
    }

    /// Goes on where a step stands, in another row.
    pub fn below(&mut self, step: &str, row: i32) -> &mut Self {
        let same = self
            .diagram
            .steps
            .iter()
            .find(|drawn| drawn.id.as_str() == step);
        self.x = same.map_or(0, |drawn| drawn.position.x);
        self.row = row;
        self
    }

    /// Draws the next step and moves on behind it.
    pub fn step(&mut self, id: &str, name: &str, kind: StepKind) -> &mut Self {
        let size = size(&kind);
        let gap = gap_after(&kind);
        self.diagram.steps.push(Step {
            name: name.to_owned(),
            position: Point {
                x: self.x,
                y: FIRST_ROW + self.row * ROW - size.height / 2,
            },
            ..Step::new(id, kind)
        });
        self.x += size.width + gap;
        self
    }

    /// A flow from step to step to step.
    pub fn flow(&mut self, stops: &[&str]) -> &mut Self {
        for pair in stops.windows(2) {
            self.add(pair[0], pair[1], "", None, false);
        }
        self
    }

    pub fn when(&mut self, from: &str, to: &str, label: &str, condition: &str) -> &mut Self {
        self.add(from, to, label, Some(condition), false)
    }

    pub fn otherwise(&mut self, from: &str, to: &str, label: &str) -> &mut Self {
        self.add(from, to, label, None, true)
    }

    fn add(
        &mut self,
        from: &str,
        to: &str,
        label: &str,
        condition: Option<&str>,
        otherwise: bool,
    ) -> &mut Self {
        self.diagram.flows.push(Flow {
            id: format!("{from}-to-{to}").as_str().into(),
            from: from.into(),
            to: to.into(),
            label: label.to_owned(),
            condition: condition.map(str::to_owned),
            otherwise,
            bends: Vec::new(),
        });
        self
    }

    pub fn finish(&mut self) -> Diagram {
        std::mem::take(&mut self.diagram)
    }
}

pub(super) fn start(fields: Vec<Field>) -> StepKind {
    StepKind::Start(Start {
        form: Form { fields },
    })
}

pub(super) fn ask_team(
    team: &str,
    instructions: &str,
    due_in: &str,
    fields: Vec<Field>,
) -> StepKind {
    let team = team.to_owned();
    ask(Assignment::Team { team }, instructions, due_in, fields)
}

pub(super) fn ask_requester(instructions: &str, due_in: &str, fields: Vec<Field>) -> StepKind {
    ask(Assignment::Requester, instructions, due_in, fields)
}

fn ask(assignment: Assignment, instructions: &str, due_in: &str, fields: Vec<Field>) -> StepKind {
    StepKind::AskPerson(AskPerson {
        instructions: instructions.to_owned(),
        form: Form { fields },
        assignment,
        due_in: due_in.to_owned(),
        due_calendar: None,
    })
}

pub(super) fn wait_until(moment: &str) -> StepKind {
    StepKind::Wait(Wait::Until {
        moment: moment.to_owned(),
    })
}

/// An HTTP request with a JSON body, through a connection that the workspace chooses.
pub(super) fn call(method: &str, address: &str, body: &str) -> StepKind {
    service(
        "http",
        "request",
        &[("method", method), ("address", address), ("body", body)],
    )
}

/// An e-mail to whoever started the case.
pub(super) fn mail(subject: &str, body: &str) -> StepKind {
    let to = ("to", "{{ requester.email }}");
    service("email", "send", &[to, ("subject", subject), ("body", body)])
}

fn service(connector: &str, action: &str, settings: &[(&str, &str)]) -> StepKind {
    let settings = settings
        .iter()
        .map(|(key, text)| ((*key).to_owned(), Setting::Text((*text).to_owned())));
    StepKind::Service(Service {
        connector: connector.to_owned(),
        action: action.to_owned(),
        connection: None,
        settings: settings.collect(),
        takes: Vec::new(),
        retry: Retry::default(),
    })
}

pub(super) fn required(key: &str, label: &str, kind: FieldKind) -> Field {
    Field {
        key: key.to_owned(),
        label: label.to_owned(),
        kind,
        required: true,
        help: String::new(),
    }
}

pub(super) fn optional(key: &str, label: &str, kind: FieldKind) -> Field {
    Field {
        required: false,
        ..required(key, label, kind)
    }
}

pub(super) fn line() -> FieldKind {
    FieldKind::Text { multiline: false }
}

pub(super) fn lines() -> FieldKind {
    FieldKind::Text { multiline: true }
}

pub(super) fn choice(options: &[&str]) -> FieldKind {
    FieldKind::Choice {
        options: options.iter().map(|option| (*option).to_owned()).collect(),
    }
}
