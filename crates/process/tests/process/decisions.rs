//! Decisions take one way, or say why they cannot.

use crate::support::build::*;
use crate::support::case::Case;
use crate::support::script::{expect, run, script};
use process::diagram::FieldKind;

fn bands() -> process::Definition {
    definition(
        [
            start([field("amount", FieldKind::Number)]),
            decide("which"),
            ask("small"),
            ask("large"),
            ask("huge"),
            end("end"),
        ],
        &[
            "start > which > [amount > 1000] huge > end",
            "which > [amount > 100] large > end",
            "which > [else] small > end",
        ],
    )
}

#[test]
fn the_first_way_whose_condition_holds_is_taken() {
    let which = |amount: &str| {
        let mut case = Case::new(bands());
        run(&mut case, &format!("start {{\"amount\": {amount}}}"));
        let steps: Vec<_> = case
            .state
            .active
            .values()
            .map(|visit| visit.step.to_string())
            .collect();
        steps.join(" ")
    };
    assert_eq!(which("5000"), "huge");
    assert_eq!(which("1000"), "large");
    assert_eq!(which("100"), "small");
    assert_eq!(which("-1"), "small");
}

#[test]
fn a_decision_is_one_step_of_the_log() {
    expect(
        &script(bands(), r#"start {"amount": 500}"#),
        r#"
        > start {"amount": 500}
        started by user 1 in UTC
        enter start
        set amount = 500
        leave start
        take start-which
        enter which by start-which
        leave which
        take which-large
        enter large by which-large
        ask any member at large
        "#,
    );
}

#[test]
fn a_decision_with_one_way_only_brings_ways_together() {
    let definition = definition(
        [
            start([]),
            ask("left"),
            ask("right"),
            decide("merge"),
            end("end"),
        ],
        &["start > left > merge > end", "start > right > merge"],
    );
    expect(
        &script(definition, "start {}\ncomplete left\ncomplete right"),
        r#"
        > start {}
        started by user 1 in UTC
        enter start
        set requester
        leave start
        take start-left
        take start-right
        enter left by start-left
        ask any member at left
        enter right by start-right
        ask any member at right
        > complete left
        answered by user 1
        leave left
        take left-merge
        enter merge by left-merge
        leave merge
        take merge-end
        enter end by merge-end
        leave end
        > complete right
        answered by user 1
        leave right
        take right-merge
        enter merge by right-merge
        leave merge
        take merge-end
        enter end by merge-end
        leave end
        completed
        "#,
    );
}

#[test]
fn no_way_at_all_stops_the_case_until_it_is_mended() {
    let definition = as_deployed(
        [
            start([field("x", FieldKind::Number)]),
            decide("which"),
            end("end"),
        ],
        &["start > which > [x > 5] end"],
    );
    expect(
        &script(definition, "start {\"x\": 1}\nretry which by 2"),
        r#"
        > start {"x": 1}
        started by user 1 in UTC
        enter start
        set x = 1
        leave start
        take start-which
        enter which by start-which
        stuck at which (NoWay): None of the conditions holds, and there is no way for all other cases.
        > retry which by 2
        tried again by user 2
        stuck at which (NoWay): None of the conditions holds, and there is no way for all other cases.
        "#,
    );
}

#[test]
fn a_condition_that_is_neither_true_nor_false_stops_the_case() {
    let stuck = |condition: &str| {
        let ways = format!("which > [{condition}] end");
        let definition = as_deployed(
            [
                start([optional("x", FieldKind::Number)]),
                decide("which"),
                end("end"),
                end("other"),
            ],
            &["start > which", &ways, "which > [else] other"],
        );
        script(definition, "start {}")
            .lines()
            .last()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(
        stuck("x"),
        "stuck at which (Expression): The condition “x” gave nothing, but must give yes or no."
    );
    assert_eq!(
        stuck("1 + 1"),
        "stuck at which (Expression): The condition “1 + 1” gave a number, but must give yes or no."
    );
    assert!(
        stuck("x > 5").starts_with("stuck at which (Expression): “x > 5” could not be worked out")
    );
    assert!(
        stuck("y > 5").starts_with("stuck at which (Expression): “y > 5” could not be worked out")
    );
    assert!(stuck("x >").starts_with("stuck at which (Expression): “x >” cannot be read"));
    assert_eq!(stuck("(x or else 0) > 5"), "completed");
}

#[test]
fn a_mended_version_carries_a_stuck_case_on() {
    let steps = || {
        [
            start([field("x", FieldKind::Number)]),
            decide("which"),
            end("end"),
        ]
    };
    let mut case = Case::new(as_deployed(steps(), &["start > which > [x > 5] end"]));
    run(&mut case, "start {\"x\": 1}");
    case.definition = definition(steps(), &["start > which > [else] end"]);
    expect(
        &run(&mut case, "retry which"),
        r#"
        > retry which
        tried again by user 1
        leave which
        take which-end
        enter end by which-end
        leave end
        completed
        "#,
    );
}
