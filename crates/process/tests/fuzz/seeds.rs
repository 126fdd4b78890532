//! Diagrams to begin with: those that come with Baton, saved ones of every version, and one with every element there is.

use process::Diagram;
use process::diagram::{DataObject, Flow, Lane, Only, Step};
use process::step::*;
use serde_json::Value;
use std::fs;
use std::path::Path;

pub fn diagrams() -> Vec<Value> {
    let mut all: Vec<Value> = process::sample::templates()
        .into_iter()
        .filter_map(|template| serde_json::to_value(template.diagram).ok())
        .collect();
    saved(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/saved"),
        &mut all,
    );
    all.extend(
        kinds()
            .into_iter()
            .filter_map(|kinds| serde_json::to_value(row(kinds)).ok()),
    );
    assert!(all.len() > 10, "there is enough to begin with");
    all
}

fn saved(folder: &Path, all: &mut Vec<Value>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            saved(&path, all);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        let json: Value = serde_json::from_str(&text).unwrap_or_default();
        // A saved case holds its diagram beside its log.
        let diagram = json.get("diagram").cloned().unwrap_or(json);
        let readable = serde_json::from_value::<Diagram>(diagram.clone());
        if readable.is_ok_and(|diagram| !diagram.steps.is_empty()) {
            all.push(diagram);
        }
    }
}

/// Rows of steps of many kinds; the last of a row stand at the edge of the first, or inside it.
fn kinds() -> Vec<Vec<StepKind>> {
    let catch = |trigger| StepKind::Event(Happening::new(Stands::Catch, [trigger]));
    let throw = |trigger| StepKind::Event(Happening::new(Stands::Throw, [trigger]));
    let timer = |when| {
        Trigger::Timer(Timer {
            when,
            calendar: Some("office".into()),
        })
    };
    let every = |cycle: &str| {
        timer(When::Every {
            cycle: cycle.into(),
        })
    };
    let relative = Relative {
        amount: "2".into(),
        unit: Unit::WorkingDays,
        side: Side::Before,
        date: "days".into(),
    };
    let message = |name: &str| {
        Trigger::Message(Message {
            name: name.into(),
            key: "x".into(),
            ..Message::default()
        })
    };
    let group = |sort| {
        StepKind::SubProcess(SubProcess {
            sort,
            ..SubProcess::default()
        })
    };
    let script = |result: &str, formula: &str| {
        StepKind::Script(Script {
            script: formula.into(),
            result: result.into(),
            language: String::new(),
        })
    };
    let ad_hoc = |sequential| Sort::AdHoc {
        until: "x = 2".into(),
        sequential,
        stop_rest: sequential,
    };
    let ask = || {
        StepKind::AskPerson(AskPerson {
            assignment: Assignment::Role { role: Role::Member },
            due_in: "duration(\"P2D\")".into(),
            due_calendar: Some("office".into()),
            ..AskPerson::default()
        })
    };
    let signal = || Trigger::Signal { name: "s".into() };
    vec![
        vec![
            catch(every("R3/PT1H")),
            catch(message("m")),
            throw(message("m")),
            ask(),
        ],
        vec![
            catch(every("*/5 * * * *")),
            catch(signal()),
            throw(signal()),
        ],
        vec![
            catch(timer(When::Relative(relative.clone()))),
            StepKind::Wait(Wait::Relative {
                to: relative,
                calendar: Some("office".into()),
            }),
            script("x", "1"),
        ],
        vec![group(Sort::Embedded), script("x", "x + 1"), ask()],
        vec![
            group(Sort::Transaction),
            ask(),
            throw(Trigger::Compensation { of: None }),
            ask(),
        ],
        vec![group(ad_hoc(true)), ask(), script("x", "2"), ask()],
        vec![group(ad_hoc(false)), ask(), ask()],
        vec![
            StepKind::Inclusive,
            ask(),
            StepKind::Inclusive,
            StepKind::Complex(Complex::default()),
        ],
        vec![
            StepKind::Parallel,
            ask(),
            StepKind::FirstEvent(FirstEvent::default()),
        ],
        vec![
            StepKind::Call(Call::default()),
            throw(Trigger::Error { code: "e".into() }),
            throw(Trigger::Escalation { code: "e".into() }),
        ],
        vec![
            catch(Trigger::Condition {
                expression: "x > 1".into(),
            }),
            StepKind::Receive(Receive::default()),
            StepKind::Send(Message::default()),
        ],
    ]
}

fn row(kinds: Vec<StepKind>) -> Diagram {
    let mut drawn = Diagram::default();
    let begins = StepKind::Start(Start::default());
    let all = [begins].into_iter().chain(kinds).chain([StepKind::End]);
    for (number, kind) in all.enumerate() {
        drawn
            .steps
            .push(Step::new(format!("s{number}").as_str(), kind));
    }
    let last = drawn.steps.len() - 1;
    let holds = matches!(drawn.steps[1].kind, StepKind::SubProcess(_));
    for number in 0..last {
        let (from, to) = match number {
            0 => (0, 1),
            1 if holds => (1, last),
            number if holds && number + 1 == last => break,
            number => (number, number + 1),
        };
        if holds && from > 1 {
            drawn.steps[from].inside = Some("s1".into());
        }
        drawn.flows.push(flow(from, to));
    }
    if holds {
        drawn.steps[last - 1].inside = Some("s1".into());
    }
    drawn.flows.push(Flow {
        otherwise: true,
        ..flow(2, last)
    });
    let edge = Happening::new(
        Stands::Boundary {
            of: "s1".into(),
            interrupting: false,
        },
        [Trigger::Signal { name: "s".into() }],
    );
    drawn.steps.push(Step::new("edge", StepKind::Event(edge)));
    let mut undo = Step::new("undo", StepKind::Task(Task::default()));
    undo.for_compensation = true;
    undo.only = Only {
        one_of: vec!["lock".into()],
        while_open: None,
    };
    drawn.steps.push(undo);
    drawn.steps[2].repetition = Some(Repetition::Each(Box::new(Each::times("3"))));
    drawn.data.push(DataObject {
        key: "x".into(),
        label: String::new(),
        kind: None,
        many: false,
        initial: "1".into(),
        position: None,
    });
    drawn.lanes.push(Lane {
        id: "lane".into(),
        name: "Lane".into(),
        pool: None,
        inside: None,
        assignment: Assignment::Requester,
        position: process::diagram::Point::default(),
        size: None,
    });
    drawn
}

fn flow(from: usize, to: usize) -> Flow {
    Flow {
        id: format!("f{from}-{to}").as_str().into(),
        from: format!("s{from}").as_str().into(),
        to: format!("s{to}").as_str().into(),
        label: String::new(),
        condition: None,
        otherwise: false,
        bends: Vec::new(),
    }
}
