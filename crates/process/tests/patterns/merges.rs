//! Patterns that split and bring together in more than one way: 6 to 9, 28 to 33, 37, 38, 41, 42.

use super::support::*;
use process::diagram::{Diagram, Quantities};
use process::run::Fact;
use process::step::*;

/// Three ways at once into a gateway.
fn three_into(join: Step) -> Diagram {
    let id = join.id.to_string();
    let flows = [
        "start -> split -> A -> JOIN -> D -> end",
        "split -> B -> JOIN",
        "split -> C -> JOIN",
    ]
    .map(|line| line.replace("JOIN", &id));
    let flows: Vec<&str> = flows.iter().map(String::as_str).collect();
    draw(
        [
            vec![start(), and("split"), join, end("end")],
            tasks("A B C D"),
        ],
        &flows,
    )
}

use process::diagram::Step;

/// The same in a circle: after D it begins anew while x is 1.
fn three_in_a_circle(join: Step) -> Diagram {
    draw(
        [
            vec![
                start(),
                xor("again"),
                and("split"),
                join,
                xor("more"),
                end("end"),
            ],
            tasks("A B C D"),
        ],
        &[
            "start -> again -> split -> A -> join -> D -> more -> [x = 1] again",
            "more -> [else] end",
            "split -> B -> join",
            "split -> C -> join",
        ],
    )
}

#[test]
fn pattern_06_multi_choice() {
    let diagram = draw(
        [vec![start(), or("which"), end("end")], tasks("A B C")],
        &[
            "start -> which -> [x > 1] A -> end",
            "which -> [x > 2] B -> end",
            "which -> [else] C -> end",
        ],
    );
    for (x, chosen) in [(0, "C"), (2, "A"), (3, "A B")] {
        assert_eq!(run_with(&diagram, &[("x", x)]).opened(), chosen);
    }
}

#[test]
fn pattern_07_structured_synchronizing_merge() {
    let diagram = draw(
        [
            vec![start(), or("which"), or("join"), end("end")],
            tasks("A B C D"),
        ],
        &[
            "start -> which -> [x > 1] A -> join -> D -> end",
            "which -> [x > 2] B -> join",
            "which -> [else] C -> join",
        ],
    );
    let mut both = run_with(&diagram, &[("x", 3)]);
    both.done("A");
    assert_eq!(both.opened(), "B");
    both.done("B");
    assert_eq!((both.opened().as_str(), both.times("D")), ("D", 1));
    let mut one = run_with(&diagram, &[("x", 2)]);
    one.done("A");
    assert_eq!(one.opened(), "D");
}

#[test]
fn pattern_08_multi_merge() {
    let mut run = run(&three_into(xor("merge")));
    run.all_done("A B C");
    assert_eq!((run.open("D"), run.times("D")), (3, 3));
    run.all_done("D D D");
    assert!(run.is_over());
}

#[test]
fn pattern_09_structured_discriminator() {
    let mut run = run_with(
        &three_in_a_circle(some_of("join", 1, Rest::LeaveRunning)),
        &[("x", 1)],
    );
    run.done("B");
    assert_eq!(run.opened(), "A C D");
    run.all_done("A C");
    assert_eq!(run.times("D"), 1, "those that come later set off nothing");
    run.done("D");
    assert_eq!(run.opened(), "A B C");
    run.set("x", 0).all_done("C A B D");
    assert_eq!((run.times("D"), run.is_over()), (2, true));
}

#[test]
fn pattern_28_blocking_discriminator() {
    let mut blocking = some_of("join", 1, Rest::LeaveRunning);
    if let StepKind::Complex(complex) = &mut blocking.kind {
        complex.blocking = true;
    }
    let mut run = run_with(&three_in_a_circle(blocking), &[("x", 1)]);
    run.done("A").done("D");
    // The second wave is under way before the first one has all come in.
    assert_eq!(run.opened(), "A B B C C");
    run.done("A");
    assert_eq!(
        run.times("D"),
        1,
        "the second token of a way waits until the gateway begins anew"
    );
    run.set("x", 0).all_done("B C");
    assert_eq!(
        run.times("D"),
        2,
        "begun anew, the token that waited goes on at once"
    );
    run.all_done("B C D");
    assert!(run.is_over());
}

#[test]
fn pattern_29_cancelling_discriminator() {
    let mut run = run(&three_into(some_of("join", 1, Rest::Stop)));
    run.done("B");
    assert_eq!(
        run.opened(),
        "D",
        "the first answer wins, the others are stopped"
    );
    run.done("D");
    assert!(run.is_over());
}

#[test]
fn pattern_30_structured_partial_join() {
    let mut run = run(&three_into(some_of("join", 2, Rest::LeaveRunning)));
    run.done("A");
    assert_eq!(run.times("D"), 0);
    run.done("C");
    assert_eq!(run.opened(), "B D");
    run.all_done("B D");
    assert_eq!((run.times("D"), run.is_over()), (1, true));
}

#[test]
fn pattern_31_blocking_partial_join() {
    let mut run = run_with(
        &three_in_a_circle(some_of("join", 2, Rest::LeaveRunning)),
        &[("x", 1)],
    );
    run.all_done("A B").done("D");
    assert_eq!(run.opened(), "A B C C");
    run.all_done("A B");
    assert_eq!(run.times("D"), 1);
    run.set("x", 0).done("C");
    assert_eq!(run.times("D"), 2);
    run.all_done("C D");
    assert!(run.is_over());
}

#[test]
fn pattern_32_cancelling_partial_join() {
    let mut run = run(&three_into(some_of("join", 2, Rest::Stop)));
    run.all_done("A B");
    assert_eq!(run.opened(), "D");
}

#[test]
fn pattern_33_generalised_and_join() {
    // Tokens of several waves queue up on the ways into the join; each set of them goes on once.
    let mut run = run(&draw(
        [
            vec![start(), and("twice"), and("split"), and("join"), end("end")],
            tasks("A B C"),
        ],
        &[
            "start -> twice",
            "twice -> split",
            "split -> A -> join",
            "split -> B -> join -> C -> end",
        ],
    ));
    assert_eq!(run.opened(), "A B");
    run.all_done("A B");
    assert_eq!(run.opened(), "C");
    let mut waves = run_two_waves();
    waves.all_done("A A");
    assert_eq!(waves.times("C"), 0);
    waves.done("B");
    assert_eq!(waves.times("C"), 1);
    waves.done("B");
    assert_eq!(waves.times("C"), 2);
}

fn run_two_waves() -> Run {
    run(&draw(
        [
            vec![
                start(),
                and("two"),
                xor("m"),
                and("split"),
                and("join"),
                end("end"),
            ],
            tasks("P Q A B C"),
        ],
        &[
            "start -> two -> P -> m",
            "two -> Q -> m -> split",
            "split -> A -> join",
            "split -> B -> join -> C -> end",
        ],
    ))
    .and(|run| {
        run.all_done("P Q");
    })
}

impl Run {
    fn and(mut self, then: impl FnOnce(&mut Self)) -> Self {
        then(&mut self);
        self
    }
}

#[test]
fn pattern_37_local_synchronizing_merge() {
    // Not block-structured: B may leave to the end instead of coming to the join, and the join sees that.
    let diagram = draw(
        [
            vec![start(), or("which"), xor("leaves"), or("join"), end("end")],
            tasks("A B C"),
        ],
        &[
            "start -> which -> [x > 0] A -> join -> C -> end",
            "which -> [x > 1] B -> leaves -> [y = 1] end",
            "leaves -> [else] join",
        ],
    );
    let mut leaves = run_with(&diagram, &[("x", 2), ("y", 1)]);
    leaves.done("A");
    assert_eq!(leaves.opened(), "B");
    leaves.done("B");
    assert_eq!(leaves.opened(), "C");
    let mut comes = run_with(&diagram, &[("x", 2)]);
    comes.done("A").done("B").done("C");
    assert_eq!((comes.times("C"), comes.is_over()), (1, true));
}

#[test]
fn pattern_38_general_synchronizing_merge() {
    // In a circle: the way back into B could still come to the join, so it waits; when B leaves, it goes on.
    let diagram = draw(
        [
            vec![
                start(),
                and("split"),
                xor("m"),
                xor("back"),
                or("join"),
                end("end"),
            ],
            tasks("A B C"),
        ],
        &[
            "start -> split -> A -> join -> C -> end",
            "split -> m -> B -> back -> [x = 1] m",
            "back -> [else] join",
        ],
    );
    let mut run = run_with(&diagram, &[("x", 1)]);
    run.done("A").done("B");
    assert_eq!(run.opened(), "B");
    run.set("x", 0).done("B");
    assert_eq!(run.opened(), "C");
    run.done("C");
    assert_eq!((run.times("C"), run.is_over()), (1, true));
    two_joins_that_wait_for_each_other();
}

fn two_joins_that_wait_for_each_other() {
    let run = run(&draw(
        [vec![
            start(),
            and("split"),
            or("j1"),
            or("j2"),
            xor("b1"),
            xor("b2"),
            end("end"),
        ]],
        &[
            "start -> split -> j1 -> b1 -> [x = 9] j2",
            "b1 -> [else] end",
            "split -> j2 -> b2 -> [x = 9] j1",
            "b2 -> [else] end",
        ],
    ));
    assert!(run.is_over());
    let released = run.world.cases[0]
        .log
        .iter()
        .filter_map(|event| match &event.fact {
            Fact::JoinReleased { step, .. } => Some(step.as_str()),
            _ => None,
        });
    assert_eq!(
        released.collect::<Vec<_>>(),
        ["j1"],
        "the first one goes on, and an event says so"
    );
}

#[test]
fn pattern_41_thread_merge() {
    let mut merged = task("B");
    merged.tokens = Quantities { takes: 3, gives: 1 };
    let mut run = run(&draw(
        [
            vec![start(), and("split"), xor("m"), merged, end("end")],
            tasks("A1 A2 A3"),
        ],
        &[
            "start -> split -> A1 -> m -> B -> end",
            "split -> A2 -> m",
            "split -> A3 -> m",
        ],
    ));
    run.all_done("A1 A2");
    assert_eq!(run.times("B"), 0);
    run.done("A3");
    assert_eq!(run.times("B"), 1);
    run.done("B");
    assert!(run.is_over());
}

#[test]
fn pattern_42_thread_split() {
    let mut split = task("A");
    split.tokens = Quantities { takes: 1, gives: 3 };
    let mut run = run(&draw(
        [vec![start(), split, end("end")], tasks("B")],
        &["start -> A -> B -> end"],
    ));
    run.done("A");
    assert_eq!(run.open("B"), 3);
}
