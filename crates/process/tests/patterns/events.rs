//! Patterns of triggers: 23, 24.

use super::support::*;
use feel::Timestamp;
use process::run::{SentMessage, Wish};
use process::step::*;
use std::collections::BTreeMap;

fn waiting() -> process::diagram::Diagram {
    draw(
        [
            vec![
                start(),
                event("comes", Stands::Catch, message("go")),
                end("end"),
            ],
            tasks("A B"),
        ],
        &["start -> A -> comes -> B -> end"],
    )
}

#[test]
fn pattern_23_transient_trigger() {
    let mut run = run(&waiting());
    assert!(!run.message("go"), "nobody waits for it, so it is lost");
    run.done("A");
    assert_eq!(run.opened(), "");
    assert!(run.message("go"));
    assert_eq!(run.opened(), "B");
}

#[test]
fn pattern_24_persistent_trigger() {
    let kept = |run: &Run, seconds: i64| SentMessage {
        name: "go".into(),
        key: None,
        content: BTreeMap::new(),
        keep_until: Some(Timestamp(run.world.now.0 + seconds * 1000)),
    };
    let mut early = run(&waiting());
    let message = kept(&early, 60);
    early
        .wish(0, Wish::Receive { message })
        .advance(30)
        .done("A");
    assert_eq!(
        early.opened(),
        "B",
        "it was kept until somebody waited for it"
    );
    let mut old = run(&waiting());
    let message = kept(&old, 60);
    old.wish(0, Wish::Receive { message }).advance(90).done("A");
    assert_eq!(old.opened(), "", "and no longer than it says");
}

#[test]
fn a_message_key_that_gives_nothing_is_an_incident_and_not_any_message() {
    let awaits = Trigger::Message(Message {
        name: "m".into(),
        key: "nothing".into(),
        ..Message::default()
    });
    let mut diagram = draw(
        [vec![
            start(),
            script("clear", "nothing", "null"),
            event("wait", Stands::Catch, awaits),
            end("end"),
        ]],
        &["start -> clear -> wait -> end"],
    );
    diagram.steps[2].name = "The wait".into();
    let mut run = run(&diagram);
    run.find("wait", |doing| {
        matches!(doing, process::run::Doing::Stuck { .. })
    });
    assert!(!run.message("m"));
}
