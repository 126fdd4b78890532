//! The kinds of step. One file a kind holds its settings; this file is only the list.
//!
//! **Part of the diagram format**: changes by addition only.

mod ask_person;
mod decide_by_table;
mod event;
mod gateway;
mod message;
mod repeat;
mod service;
mod start;
mod sub_process;
mod task;
mod wait;

pub use ask_person::{AskPerson, Assignment, Role};
pub use decide_by_table::{DecideByTable, TableResult, cell_of, setting_of};
pub use event::{Happening, Stands, Timer, Trigger, When};
pub use gateway::{Complex, FirstEvent};
pub use message::{Message, Receive};
pub use repeat::{Each, Over, Repetition, Rest, Tells, TellsWhen};
pub use service::{Retry, Service, Setting, Take};
pub use start::Start;
pub use sub_process::{Binding, Call, Sort, SubProcess};
pub use task::{Mapping, Script, Task};
pub use wait::{Relative, Side, Unit, Wait};

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
    /// Done without Baton (BPMN manual task), or not said any closer (BPMN abstract task).
    Task(Task),
    /// Works something out (BPMN script task).
    Script(Script),
    /// Sends a message and goes on (BPMN send task).
    Send(Message),
    /// Waits for a message (BPMN receive task).
    Receive(Receive),
    /// Takes every way whose condition holds, and waits for all that can still come in (BPMN inclusive gateway).
    Inclusive,
    /// Waits for some of the ways in (BPMN complex gateway).
    Complex(Complex),
    /// Goes the way of the event that comes first (BPMN event-based gateway).
    FirstEvent(FirstEvent),
    /// Waits for something to happen, or makes it happen (BPMN event of any other kind).
    Event(Happening),
    /// Steps that belong together (BPMN sub-process of any kind).
    SubProcess(SubProcess),
    /// Runs another process (BPMN call activity).
    Call(Call),
}

impl StepKind {
    /// Whether it stands at the beginning of a way: nothing leads to it.
    pub fn begins(&self) -> bool {
        let begins = |at: &Stands| matches!(at, Stands::Start { .. } | Stands::Boundary { .. });
        match self {
            Self::Start(_) => true,
            Self::Event(happening) => begins(&happening.at),
            _ => false,
        }
    }

    /// Whether it stands at the end of a way: it leads nowhere.
    pub fn ends(&self) -> bool {
        match self {
            Self::End => true,
            Self::Event(happening) => happening.at == Stands::End,
            _ => false,
        }
    }

    /// The business calendars it names, by key.
    pub fn calendars(&self) -> impl Iterator<Item = &str> {
        let own = match self {
            Self::AskPerson(ask) => ask.due_calendar.as_deref(),
            Self::Wait(Wait::For { calendar, .. } | Wait::Relative { calendar, .. }) => {
                calendar.as_deref()
            }
            _ => None,
        };
        let triggers = match self {
            Self::Event(happening) => happening.triggers.as_slice(),
            _ => &[],
        };
        let timers = triggers.iter().filter_map(|trigger| match trigger {
            Trigger::Timer(timer) => timer.calendar.as_deref(),
            _ => None,
        });
        own.into_iter().chain(timers)
    }

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
            Self::Task(Task { manual: true }) => "Do by hand",
            Self::Task(_) => "Task",
            Self::Script(_) => "Work out",
            Self::Send(_) => "Send a message",
            Self::Receive(_) => "Wait for a message",
            Self::Inclusive => "All that apply",
            Self::Complex(_) => "Wait for some of these",
            Self::FirstEvent(_) => "Whatever comes first",
            Self::Event(happening) => happening.in_words(),
            Self::SubProcess(_) => "Group of steps",
            Self::Call(_) => "Run a process",
        }
    }
}
