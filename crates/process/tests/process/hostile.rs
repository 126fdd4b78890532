//! Drawings and data that would never end, or never fit: each ends with an incident that says so, and nothing is lost.

use crate::support::build::*;
use process::diagram::{Diagram, Quantities, Step};
use process::run::{Actor, Doing, Fact, IncidentReason, Status, Wish};
use process::step::{Each, Repetition, Script, StepKind, SubProcess};
use process::{Command, Definition, Event, State, Timestamp, apply, compile, decide};
use std::collections::BTreeMap;

fn script(id: &str) -> Step {
    step(
        id,
        StepKind::Script(Script {
            script: "1".into(),
            result: "x".into(),
            language: String::new(),
        }),
    )
}

fn each(mut step: Step, times: &str) -> Step {
    step.repetition = Some(Repetition::Each(Box::new(Each::times(times))));
    step
}

fn group(id: &str) -> Step {
    step(id, StepKind::SubProcess(SubProcess::default()))
}

fn inside(mut step: Step, around: &str) -> Step {
    step.inside = Some(around.into());
    step
}

fn started(definition: &Definition) -> (State, Vec<Event>) {
    let command = Command {
        at: Timestamp(0),
        by: Actor::Engine,
        wish: Wish::Start {
            answers: BTreeMap::new(),
            zone: "UTC".into(),
            requester: None,
        },
    };
    let events = decide(definition, &State::default(), &command).expect("it starts");
    let mut state = State::default();
    events.iter().for_each(|event| apply(&mut state, event));
    (state, events)
}

/// What stops the case: the reason, and the sentence.
fn stopped(definition: &Definition) -> (IncidentReason, String) {
    let (state, events) = started(definition);
    assert_eq!(state.status, Status::Active);
    let incident = events.into_iter().find_map(|event| match event.fact {
        Fact::IncidentRaised {
            reason, message, ..
        } => Some((reason, message)),
        _ => None,
    });
    incident.expect("it is stuck")
}

#[test]
fn a_cycle_without_a_wait_is_stopped() {
    let (reason, message) = stopped(&as_deployed(
        [start([]), script("a"), script("b"), end("end")],
        &["start > a > b > a"],
    ));
    assert_eq!(reason, IncidentReason::Loop);
    assert!(
        message.contains("without waiting for anything"),
        "{message}"
    );
}

#[test]
fn a_fan_out_of_a_million_is_refused() {
    let (reason, message) = stopped(&as_deployed(
        [start([]), each(script("a"), "1000000"), end("end")],
        &["start > a > end"],
    ));
    assert_eq!(reason, IncidentReason::Expression);
    assert!(message.contains("up to 100000 times"), "{message}");
}

#[test]
fn rounds_in_rounds_are_stopped_before_they_are_a_million() {
    let (reason, _) = stopped(&as_deployed(
        [
            start([]),
            each(group("outer"), "1000"),
            inside(each(script("inner"), "1000"), "outer"),
            end("end"),
        ],
        &["start > outer > end"],
    ));
    assert_eq!(reason, IncidentReason::Loop);
}

#[test]
fn tokens_that_multiply_are_stopped() {
    let mut many = script("many");
    many.tokens = Quantities {
        takes: 1,
        gives: 1_000,
    };
    let (reason, _) = stopped(&as_deployed(
        [start([]), many, end("end")],
        &["start > many > many"],
    ));
    assert_eq!(reason, IncidentReason::Loop);
}

#[test]
fn two_thousand_rounds_of_a_group_are_no_loop() {
    let (state, _) = started(&as_deployed(
        [
            start([]),
            each(group("outer"), "2000"),
            inside(script("a"), "outer"),
            inside(script("b"), "outer"),
            inside(script("c"), "outer"),
            inside(script("d"), "outer"),
            inside(script("e"), "outer"),
            end("end"),
        ],
        &["start > outer > end", "a > b > c > d > e"],
    ));
    assert_eq!(state.status, Status::Completed);
}

#[test]
fn a_diagram_of_a_newer_version_is_refused_or_read_and_nothing_of_it_runs_by_mistake() {
    // A kind of step that is not known here.
    let newer = r#"{"steps": [{"id": "a", "type": "teleport", "to": "Mars"}], "flows": []}"#;
    let refused = serde_json::from_str::<Diagram>(newer).expect_err("it cannot be read");
    assert!(refused.to_string().contains("teleport"), "{refused}");
    // More settings than are known here are passed over.
    let more =
        r#"{"steps": [{"id": "a", "type": "end", "glow": true}], "flows": [], "weather": 1}"#;
    assert!(serde_json::from_str::<Diagram>(more).is_ok());
}

#[test]
fn steps_that_stand_in_each_other_are_named_and_do_not_hang() {
    let drawn = diagram(
        [
            start([]),
            inside(group("a"), "b"),
            inside(group("b"), "a"),
            inside(group("c"), "c"),
            end("end"),
        ],
        &["start > a > end"],
    );
    let (definition, problems) = compile(&drawn, &catalog());
    assert!(definition.is_none());
    assert!(problems.iter().any(|problem| problem.rule == "not-inside"));
    let (state, _) = started(&Definition::of_deployed(&drawn, &catalog()));
    let stuck = |doing: &Doing| matches!(doing, Doing::Stuck { .. });
    assert!(state.active.values().all(|visit| !stuck(&visit.doing)));
}
