//! Patterns 1 to 5, and those of structure: 10, 11, 21, 22, 43.

use super::support::*;
use process::step::*;

#[test]
fn pattern_01_sequence() {
    let mut run = run(&draw(
        [vec![start(), end("end")], tasks("A B")],
        &["start -> A -> B -> end"],
    ));
    assert_eq!(run.opened(), "A");
    run.done("A");
    assert_eq!(run.opened(), "B");
    run.done("B");
    assert!(run.is_over());
}

#[test]
fn pattern_02_parallel_split() {
    let run = run(&draw(
        [vec![start(), and("split"), end("end")], tasks("A B")],
        &["start -> split -> A -> end", "split -> B -> end"],
    ));
    assert_eq!(run.opened(), "A B");
}

#[test]
fn pattern_03_synchronization() {
    let mut run = run(&draw(
        [
            vec![start(), and("split"), and("join"), end("end")],
            tasks("A B C"),
        ],
        &[
            "start -> split -> A -> join",
            "split -> B -> join -> C -> end",
        ],
    ));
    run.done("A");
    assert_eq!(run.opened(), "B");
    run.done("B");
    assert_eq!(run.opened(), "C");
    run.done("C");
    assert_eq!((run.times("C"), run.is_over()), (1, true));
}

#[test]
fn pattern_04_exclusive_choice() {
    let diagram = draw(
        [vec![start(), xor("which"), end("end")], tasks("A B")],
        &[
            "start -> which -> [x > 5] A -> end",
            "which -> [else] B -> end",
        ],
    );
    assert_eq!(run_with(&diagram, &[("x", 6)]).opened(), "A");
    assert_eq!(run_with(&diagram, &[("x", 5)]).opened(), "B");
}

#[test]
fn pattern_05_simple_merge() {
    let diagram = draw(
        [
            vec![start(), xor("which"), xor("merge"), end("end")],
            tasks("A B C"),
        ],
        &[
            "start -> which -> [x > 5] A -> merge",
            "which -> [else] B -> merge -> C -> end",
        ],
    );
    for (x, chosen) in [(6, "A"), (5, "B")] {
        let mut run = run_with(&diagram, &[("x", x)]);
        run.done(chosen).done("C");
        assert_eq!((run.times("C"), run.is_over()), (1, true));
    }
}

#[test]
fn pattern_10_arbitrary_cycles() {
    // Two ways into the circle and two out of it.
    let mut run = run(&draw(
        [
            vec![
                start(),
                xor("in"),
                xor("m1"),
                xor("m2"),
                xor("out"),
                end("end"),
            ],
            tasks("A B"),
        ],
        &[
            "start -> in -> [x = 1] m2",
            "in -> [else] m1 -> A -> m2 -> B -> out -> [x = 2] end",
            "out -> [else] m1",
        ],
    ));
    run.done("A").done("B").done("A").set("x", 2).done("B");
    assert_eq!(
        (run.times("A"), run.times("B"), run.is_over()),
        (2, 2, true)
    );
}

#[test]
fn pattern_11_implicit_termination() {
    // Nothing is drawn behind A and B: the case is over when nothing is left to do.
    let mut run = run(&draw(
        [vec![start(), and("split")], tasks("A B")],
        &["start -> split -> A", "split -> B"],
    ));
    run.done("A");
    assert!(!run.is_over());
    run.done("B");
    assert!(run.is_over());
}

#[test]
fn pattern_21_structured_loop() {
    let looped = |condition: &str, before| {
        let mut body = group("body");
        body.repetition = Some(Repetition::While {
            condition: condition.into(),
            before,
            most: None,
        });
        let inner = inside("body", [task("A"), script("count", "x", "x + 1")]);
        draw(
            [vec![start(), end("end"), body], inner],
            &["start -> body -> end", "A -> count"],
        )
    };
    let mut repeat_until = run(&looped("x < 3", false));
    repeat_until.all_done("A A A");
    assert_eq!((repeat_until.times("A"), repeat_until.is_over()), (3, true));
    let while_do = run_with(&looped("x < 3", true), &[("x", 3)]);
    assert_eq!((while_do.times("A"), while_do.is_over()), (0, true));
}

#[test]
fn pattern_22_recursion() {
    let mut call = step(
        "again",
        StepKind::Call(Call {
            process: "main".into(),
            ..Call::default()
        }),
    );
    call.inputs = vec![Mapping {
        key: "x".into(),
        from: "x - 1".into(),
    }];
    call.outputs = vec![Mapping {
        key: "y".into(),
        from: "y + 1".into(),
    }];
    let diagram = draw(
        [vec![
            start(),
            xor("deeper"),
            call,
            end("end"),
            end("bottom"),
        ]],
        &[
            "start -> deeper -> [x > 0] again -> end",
            "deeper -> [else] bottom",
        ],
    );
    let run = run_with(&diagram, &[("x", 4)]);
    assert_eq!((run.world.cases.len(), run.is_over()), (5, true));
    assert_eq!(
        run.world.cases[0].state.variables["y"],
        feel::Value::from(4)
    );
}

#[test]
fn pattern_43_explicit_termination() {
    let mut run = run(&draw(
        [
            vec![
                start(),
                and("split"),
                event("stop", Stands::End, Trigger::Terminate),
            ],
            tasks("A B"),
        ],
        &["start -> split -> A -> stop", "split -> B"],
    ));
    run.done("A");
    assert_eq!((run.opened().as_str(), run.is_over()), ("", true));
}
