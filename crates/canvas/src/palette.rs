//! The steps one can add, in business words. Each is one kind of step underneath.

use process::decision::table::{Input, Output, Rule, Table};
use process::diagram::FieldKind;
use process::diagram::edit::intent::Fresh;
use process::step::{
    AskPerson, DecideByTable, Happening, Retry, Service, Stands, Start, StepKind, Unit, Wait,
};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Stable, for tests and styles; also the step's `data-step-type`.
    pub id: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    /// More words people look for it by.
    pub also: &'static str,
    pub group: &'static str,
}

const PEOPLE: &str = "People";
const FLOW: &str = "Flow";
const SYSTEMS: &str = "Systems";

pub const OFFERS: [Offer; 9] = [
    Offer {
        id: "start",
        name: "Start",
        description: "Where a case begins, with the form its requester fills in",
        also: "form request begin trigger",
        group: PEOPLE,
    },
    Offer {
        id: "askPerson",
        name: "Ask a person",
        description: "Someone approves, checks or fills in a form",
        also: "approval approve task form user review question human",
        group: PEOPLE,
    },
    Offer {
        id: "decide",
        name: "Decide",
        description: "Take one of several ways",
        also: "if condition branch gateway exclusive choice switch",
        group: FLOW,
    },
    Offer {
        id: "decideByTable",
        name: "Decide by a table",
        description: "Rules in a table work out a result",
        also: "rules dmn decision table business rule grid spreadsheet policy",
        group: FLOW,
    },
    Offer {
        id: "parallel",
        name: "Do at the same time",
        description: "Go several ways at once, or wait for all of them",
        also: "parallel fork join split gateway and",
        group: FLOW,
    },
    Offer {
        id: "wait",
        name: "Wait",
        description: "For some time, or until a date",
        also: "timer delay pause date deadline sleep",
        group: FLOW,
    },
    Offer {
        id: "http",
        name: "Update a system",
        description: "Send data to another system, or fetch some",
        also: "http api request rest call integration webhook service",
        group: SYSTEMS,
    },
    Offer {
        id: "email",
        name: "Send an e-mail",
        description: "To anyone, with values of the case",
        also: "mail message notify smtp",
        group: SYSTEMS,
    },
    Offer {
        id: "end",
        name: "End",
        description: "This way is finished",
        also: "stop finish done close",
        group: FLOW,
    },
];

/// The kind a step is shown as: services by their connector.
pub fn offer_id(kind: &StepKind) -> &'static str {
    match kind {
        StepKind::Start(_) => "start",
        StepKind::AskPerson(_) => "askPerson",
        StepKind::Decide => "decide",
        StepKind::DecideByTable(_) => "decideByTable",
        StepKind::Parallel => "parallel",
        StepKind::Wait(_) => "wait",
        StepKind::Service(service) if service.connector == "email" => "email",
        StepKind::Service(_) => "http",
        StepKind::End => "end",
        // Not offered yet: they come by import, and look like what is nearest to them.
        StepKind::Inclusive | StepKind::FirstEvent(_) => "decide",
        StepKind::Complex(_) => "parallel",
        StepKind::Event(Happening { at, .. }) => match at {
            Stands::Start { .. } => "start",
            Stands::End => "end",
            Stands::Catch | Stands::Boundary { .. } | Stands::Throw => "wait",
        },
        StepKind::Receive(_) => "wait",
        StepKind::Script(_) => "decideByTable",
        StepKind::Send(_) => "email",
        StepKind::Task(_) | StepKind::SubProcess(_) | StepKind::Call(_) => "askPerson",
    }
}

pub fn offer(kind: &StepKind) -> &'static Offer {
    let id = offer_id(kind);
    OFFERS
        .iter()
        .find(|offer| offer.id == id)
        .unwrap_or(&OFFERS[0])
}

impl Offer {
    pub fn fresh(&self) -> Fresh {
        let kind = match self.id {
            "start" => StepKind::Start(Start::default()),
            "decide" => StepKind::Decide,
            "decideByTable" => StepKind::DecideByTable(fresh_table()),
            "parallel" => StepKind::Parallel,
            "wait" => StepKind::Wait(Wait::For {
                amount: "1".to_owned(),
                unit: Unit::Days,
            }),
            "http" => service("http", "request"),
            "email" => service("email", "send"),
            "end" => StepKind::End,
            _ => StepKind::AskPerson(AskPerson::default()),
        };
        Fresh {
            // A gateway without a question needs no name; everything else starts with what it is.
            name: match kind {
                StepKind::Decide | StepKind::Parallel => String::new(),
                _ => self.name.to_owned(),
            },
            kind,
        }
    }

    /// Whether every word typed is found somewhere in the offer.
    pub fn matches(&self, typed: &str) -> bool {
        let text = format!("{} {} {}", self.name, self.description, self.also).to_lowercase();
        typed
            .to_lowercase()
            .split_whitespace()
            .all(|word| text.contains(word))
    }
}

/// What fits when searching, best first: a name that begins so, a name, any of the words.
pub fn search(typed: &str, fits: impl Fn(&StepKind) -> bool) -> Vec<&'static Offer> {
    let wanted = typed.trim().to_lowercase();
    let mut found: Vec<&Offer> = OFFERS
        .iter()
        .filter(|offer| offer.matches(typed) && fits(&offer.fresh().kind))
        .collect();
    found.sort_by_key(|offer| {
        let name = offer.name.to_lowercase();
        (!name.starts_with(&wanted), !name.contains(&wanted))
    });
    found
}

/// A table to begin with: something to look at, which is chosen first of all, a result, and a rule to fill in.
fn fresh_table() -> DecideByTable {
    DecideByTable {
        table: Table {
            inputs: vec![Input::default()],
            outputs: vec![Output {
                key: "result".to_owned(),
                label: "Result".to_owned(),
                kind: Some(FieldKind::Text { multiline: false }),
                otherwise: String::new(),
            }],
            rules: vec![Rule {
                when: vec![String::new()],
                then: vec![String::new()],
                ..Rule::default()
            }],
            ..Table::default()
        },
    }
}

fn service(connector: &str, action: &str) -> StepKind {
    StepKind::Service(Service {
        connector: connector.to_owned(),
        action: action.to_owned(),
        connection: None,
        settings: BTreeMap::new(),
        takes: Vec::new(),
        retry: Retry::default(),
    })
}
