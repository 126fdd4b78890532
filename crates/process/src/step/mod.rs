//! The kinds of step. One file a kind holds its settings; this file is only the list.
//!
//! **Part of the diagram format**: changes by addition only.

mod ask_person;
mod decide_by_table;
mod service;
mod start;
mod wait;

pub use ask_person::{AskPerson, Assignment, Role};
pub use decide_by_table::{DecideByTable, TableResult, cell_of, setting_of};
pub use service::{Retry, Service, Setting, Take};
pub use start::Start;
pub use wait::{Unit, Wait};

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum StepKind {
    /// Where a case begins, with the form its requester fills (BPMN none start event).
    Start(Start),
    /// Work for a person (BPMN user task).
    AskPerson(AskPerson),
    /// Takes one of several ways (BPMN exclusive gateway). Conditions live on its flows.
    Decide,
    /// Works results out by the rules of a table (BPMN business rule task).
    DecideByTable(DecideByTable),
    /// Takes all ways at once, and waits for all that come in (BPMN parallel gateway).
    Parallel,
    /// Waits for a time (BPMN intermediate timer event).
    Wait(Wait),
    /// Work for a connector: update a system, send an e-mail (BPMN service task).
    Service(Service),
    /// Where a way ends (BPMN none end event).
    End,
}

impl StepKind {
    /// What users call a step of this kind.
    pub fn in_words(&self) -> &'static str {
        match self {
            Self::Start(_) => "Start",
            Self::AskPerson(_) => "Ask a person",
            Self::Decide => "Decide",
            Self::DecideByTable(_) => "Decide by a table",
            Self::Parallel => "At the same time",
            Self::Wait(_) => "Wait",
            Self::Service(_) => "Use a system",
            Self::End => "End",
        }
    }
}
