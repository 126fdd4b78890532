//! Patterns of state: 16 to 18, 39, 40.

use super::support::*;
use process::diagram::Only;
use process::step::*;

#[test]
fn pattern_16_deferred_choice() {
    let diagram = draw(
        [
            vec![
                start(),
                step("first", StepKind::FirstEvent(FirstEvent::default())),
                end("end"),
            ],
            vec![
                event("yes", Stands::Catch, signal("yes")),
                event("late", Stands::Catch, after("PT1H")),
            ],
            tasks("A B"),
        ],
        &[
            "start -> first -> yes -> A -> end",
            "first -> late -> B -> end",
        ],
    );
    let mut answered = run(&diagram);
    answered.signal("yes").advance(7200);
    assert_eq!(answered.opened(), "A");
    let mut late = run(&diagram);
    late.advance(3600).signal("yes");
    assert_eq!(late.opened(), "B");
}

fn routed(ids: &str, more: &[&str]) -> Run {
    let only = ids
        .split_whitespace()
        .map(|id| one_at_a_time(task(id), "room"))
        .collect();
    let mut flows = vec!["start -> split"];
    flows.extend(more);
    run(&draw(
        [vec![start(), and("split"), and("join"), end("end")], only],
        &flows,
    ))
}

#[test]
fn pattern_17_interleaved_parallel_routing() {
    // A before B, C before D; the two rows in any order, one step at a time.
    let mut run = routed(
        "A B C D",
        &["split -> A -> B -> join", "split -> C -> D -> join -> end"],
    );
    assert_eq!(run.opened(), "A");
    run.done("A");
    assert_eq!(run.opened().split(' ').count(), 1);
    for _ in 0..3 {
        let open = run.opened();
        assert_eq!(open.split(' ').count(), 1);
        run.done(&open);
    }
    assert!(run.is_over());
    let path = run.path();
    let at = |id: &str| path.split(' ').position(|step| step == id);
    assert!(at("A") < at("B") && at("C") < at("D"));
}

#[test]
fn pattern_18_milestone() {
    // B may be done only while A is still open.
    let mut only = task("B");
    only.only = Only {
        one_of: Vec::new(),
        while_open: Some("A".into()),
    };
    let diagram = draw(
        [
            vec![start(), and("split"), end("end")],
            tasks("P A Q"),
            vec![only],
        ],
        &["start -> split -> P -> A -> end", "split -> Q -> B -> end"],
    );
    let mut early = run(&diagram);
    early.done("Q");
    assert_eq!(early.opened(), "P", "the milestone is not reached yet");
    early.done("P");
    assert_eq!(early.opened(), "A B");
    let mut late = run(&diagram);
    late.done("P").done("A").done("Q");
    assert_eq!(
        (late.opened().as_str(), late.open("B"), late.is_over()),
        ("", 0, false),
        "it has passed"
    );
}

#[test]
fn pattern_39_critical_section() {
    let section = |id: &str| one_at_a_time(group(id), "room");
    let mut run = run(&draw(
        [
            vec![
                start(),
                and("split"),
                section("S"),
                section("T"),
                end("end"),
            ],
            inside("S", tasks("A B")),
            inside("T", tasks("C D")),
        ],
        &[
            "start -> split -> S -> end",
            "split -> T -> end",
            "A -> B",
            "C -> D",
        ],
    ));
    assert_eq!(run.opened(), "A");
    run.done("A");
    assert_eq!(run.opened(), "B", "nobody else enters while it is at work");
    run.done("B");
    assert_eq!(run.opened(), "C");
    run.all_done("C D");
    assert!(run.is_over());
}

#[test]
fn pattern_40_interleaved_routing() {
    let mut run = routed(
        "A B C",
        &[
            "split -> A -> join",
            "split -> B -> join",
            "split -> C -> join -> end",
        ],
    );
    for _ in 0..3 {
        let open = run.opened();
        assert_eq!(open.split(' ').count(), 1);
        run.done(&open);
    }
    assert!(run.is_over());
}
