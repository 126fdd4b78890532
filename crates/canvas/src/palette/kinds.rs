//! From an offer to the step it makes, and from a step back to the offer it looks like.

use process::StepId;
use process::decision::table::{Input, Output, Rule, Table};
use process::diagram::FieldKind;
use process::step::{
    AskPerson, Call, Complex, DecideByTable, FirstEvent, Happening, Message, Receive, Retry,
    Script, Service, Sort, Stands, Start, StepKind, SubProcess, Task, Timer, Trigger, Unit, Wait,
    When,
};
use std::collections::BTreeMap;

/// The kind a step is shown as: services by their connector, events by what they wait for and where they stand.
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
        StepKind::Task(Task { manual: true }) => "manual",
        StepKind::Task(_) => "task",
        StepKind::Script(_) => "script",
        StepKind::Send(_) => "send",
        StepKind::Receive(_) => "receive",
        StepKind::Inclusive => "inclusive",
        StepKind::Complex(_) => "complex",
        StepKind::FirstEvent(_) => "firstEvent",
        StepKind::Event(happening) => event_id(happening),
        StepKind::SubProcess(SubProcess { sort, .. }) => match sort {
            Sort::Embedded => "subProcess",
            Sort::Event => "eventGroup",
            Sort::Transaction => "transaction",
            Sort::AdHoc { .. } => "adHoc",
        },
        StepKind::Call(_) => "call",
    }
}

fn event_id(happening: &Happening) -> &'static str {
    let trigger = match happening.triggers.as_slice() {
        [] => return "milestone",
        [trigger] => trigger,
        _ => return "several",
    };
    match (&happening.at, trigger) {
        (_, Trigger::Terminate) => "terminate",
        (Stands::Boundary { .. }, trigger) => match trigger {
            Trigger::Timer(_) => "edgeTimer",
            Trigger::Error { .. } => "edgeError",
            Trigger::Message(_) => "edgeMessage",
            Trigger::Condition { .. } => "edgeCondition",
            Trigger::Signal { .. } => "edgeSignal",
            Trigger::Escalation { .. } => "edgeEscalation",
            Trigger::Compensation { .. } => "edgeUndo",
            Trigger::Cancel => "edgeCancel",
            _ => "event",
        },
        (Stands::Start { .. }, trigger) => match trigger {
            Trigger::Message(_) => "startMessage",
            Trigger::Timer(_) => "startTimer",
            Trigger::Signal { .. } => "startSignal",
            Trigger::Condition { .. } => "startCondition",
            Trigger::Error { .. } => "edgeError",
            Trigger::Escalation { .. } => "edgeEscalation",
            Trigger::Compensation { .. } => "edgeUndo",
            _ => "event",
        },
        (Stands::Catch, trigger) => match trigger {
            Trigger::Message(_) => "receive",
            Trigger::Timer(_) => "wait",
            Trigger::Signal { .. } => "waitSignal",
            Trigger::Condition { .. } => "waitCondition",
            Trigger::Link { .. } => "linkFrom",
            _ => "event",
        },
        (Stands::Throw | Stands::End, trigger) => match trigger {
            Trigger::Message(_) => "send",
            Trigger::Signal { .. } => "tellSignal",
            Trigger::Escalation { .. } => "escalate",
            Trigger::Compensation { .. } => "undo",
            Trigger::Error { .. } => "endError",
            Trigger::Cancel => "endCancel",
            Trigger::Link { .. } => "linkTo",
            _ => "event",
        },
    }
}

/// The step an offer makes. An event for the edge of a step stands on none yet.
pub(super) fn fresh_kind(offer: &str) -> StepKind {
    match offer {
        "start" => StepKind::Start(Start::default()),
        "manual" => StepKind::Task(Task { manual: true }),
        "task" => StepKind::Task(Task::default()),
        "decide" => StepKind::Decide,
        "decideByTable" => StepKind::DecideByTable(fresh_table()),
        "parallel" => StepKind::Parallel,
        "inclusive" => StepKind::Inclusive,
        "firstEvent" => StepKind::FirstEvent(FirstEvent::default()),
        "complex" => StepKind::Complex(Complex {
            need: Some(2),
            ..Complex::default()
        }),
        "wait" => StepKind::Wait(Wait::For {
            amount: "1".to_owned(),
            unit: Unit::Days,
            calendar: None,
        }),
        "http" => service("http", "request"),
        "email" => service("email", "send"),
        "script" => StepKind::Script(Script::default()),
        "end" => StepKind::End,
        "subProcess" => group(Sort::Embedded),
        "transaction" => group(Sort::Transaction),
        "eventGroup" => group(Sort::Event),
        "adHoc" => group(Sort::AdHoc {
            until: String::new(),
            sequential: false,
            stop_rest: false,
        }),
        "call" => StepKind::Call(Call::default()),
        "receive" => StepKind::Receive(Receive::default()),
        "send" => StepKind::Send(Message::default()),
        event => match fresh_event(event) {
            Some((at, triggers)) => StepKind::Event(Happening::new(at, triggers)),
            None => StepKind::AskPerson(AskPerson::default()),
        },
    }
}

fn fresh_event(offer: &str) -> Option<(Stands, Vec<Trigger>)> {
    let edge = Stands::Boundary {
        of: StepId::new(""),
        interrupting: true,
    };
    let start = Stands::Start { interrupting: true };
    let nothing = String::new;
    let (at, trigger) = match offer {
        "milestone" | "event" => return Some((Stands::Throw, Vec::new())),
        "several" => return Some((Stands::Catch, Vec::new())),
        "terminate" => (Stands::End, Trigger::Terminate),
        "endError" => (Stands::End, Trigger::Error { code: nothing() }),
        "endCancel" => (Stands::End, Trigger::Cancel),
        "tellSignal" => (Stands::Throw, Trigger::Signal { name: nothing() }),
        "escalate" => (Stands::Throw, Trigger::Escalation { code: nothing() }),
        "undo" => (Stands::Throw, Trigger::Compensation { of: None }),
        "linkTo" => (Stands::Throw, Trigger::Link { name: nothing() }),
        "linkFrom" => (Stands::Catch, Trigger::Link { name: nothing() }),
        "waitSignal" => (Stands::Catch, Trigger::Signal { name: nothing() }),
        "waitCondition" => (Stands::Catch, condition()),
        "startMessage" => (start, Trigger::Message(Message::default())),
        "startTimer" => (
            start,
            timer(When::Every {
                cycle: "R/P1D".to_owned(),
            }),
        ),
        "startSignal" => (start, Trigger::Signal { name: nothing() }),
        "startCondition" => (start, condition()),
        "edgeTimer" => (
            edge,
            timer(When::After {
                duration: "P1D".to_owned(),
            }),
        ),
        "edgeError" => (edge, Trigger::Error { code: nothing() }),
        "edgeMessage" => (edge, Trigger::Message(Message::default())),
        "edgeCondition" => (edge, condition()),
        "edgeSignal" => (edge, Trigger::Signal { name: nothing() }),
        "edgeEscalation" => (edge, Trigger::Escalation { code: nothing() }),
        "edgeUndo" => (edge, Trigger::Compensation { of: None }),
        "edgeCancel" => (edge, Trigger::Cancel),
        _ => return None,
    };
    Some((at, vec![trigger]))
}

fn condition() -> Trigger {
    Trigger::Condition {
        expression: String::new(),
    }
}

fn timer(when: When) -> Trigger {
    Trigger::Timer(Timer {
        when,
        calendar: None,
    })
}

fn group(sort: Sort) -> StepKind {
    StepKind::SubProcess(SubProcess {
        sort,
        ..SubProcess::default()
    })
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
