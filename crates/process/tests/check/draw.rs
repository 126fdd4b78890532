//! Small drawings in a few words.

use process::diagram::{Diagram, Flow, Step};
use process::step::*;

pub fn named(id: &str, name: &str, kind: StepKind) -> Step {
    Step {
        name: name.into(),
        ..Step::new(id, kind)
    }
}

pub fn step(id: &str, kind: StepKind) -> Step {
    named(id, id, kind)
}

pub fn start() -> Step {
    step("start", StepKind::Start(Start::default()))
}

pub fn end(id: &str) -> Step {
    step(id, StepKind::End)
}

pub fn ask(id: &str) -> Step {
    step(id, StepKind::AskPerson(AskPerson::default()))
}

pub fn and(id: &str) -> Step {
    step(id, StepKind::Parallel)
}

pub fn xor(id: &str) -> Step {
    step(id, StepKind::Decide)
}

pub fn or(id: &str) -> Step {
    step(id, StepKind::Inclusive)
}

pub fn event(id: &str, at: Stands, trigger: Trigger) -> Step {
    step(id, StepKind::Event(Happening::new(at, vec![trigger])))
}

pub fn edge(id: &str, of: &str, interrupting: bool, trigger: Trigger) -> Step {
    let at = Stands::Boundary {
        of: of.into(),
        interrupting,
    };
    event(id, at, trigger)
}

pub fn group(id: &str, sort: Sort) -> Step {
    let sub = SubProcess {
        sort,
        ..SubProcess::default()
    };
    step(id, StepKind::SubProcess(sub))
}

pub fn inside(around: &str, step: Step) -> Step {
    Step {
        inside: Some(around.into()),
        ..step
    }
}

pub fn error(code: &str) -> Trigger {
    Trigger::Error { code: code.into() }
}

pub fn after_two_days() -> Trigger {
    Trigger::Timer(Timer {
        when: When::After {
            duration: "P2D".into(),
        },
        calendar: None,
    })
}

pub fn message(name: &str) -> Trigger {
    Trigger::Message(Message {
        name: name.into(),
        ..Message::default()
    })
}

/// Flows as `a -> b -> c`; a label stands before its step in brackets.
pub fn draw(steps: Vec<Step>, lines: &[&str]) -> Diagram {
    let mut drawn = Diagram {
        steps,
        ..Diagram::default()
    };
    for line in lines {
        let mut from: Option<String> = None;
        for part in line.split(" -> ") {
            let (label, to) = match part
                .strip_prefix('[')
                .and_then(|part| part.split_once("] "))
            {
                Some((label, to)) => (label, to),
                None => ("", part),
            };
            if let Some(from) = from {
                let id = format!("f{}", drawn.flows.len());
                let mut flow = Flow::new(id.as_str().into(), from.as_str().into(), to.into());
                flow.label = label.into();
                drawn.flows.push(flow);
            }
            from = Some(to.to_owned());
        }
    }
    drawn
}
