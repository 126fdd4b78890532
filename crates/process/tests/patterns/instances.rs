//! Patterns of several instances of one step: 12 to 15, 26, 27, 34 to 36.

use super::support::*;
use feel::Value;
use process::run::{Doing, Wish};
use process::step::*;

fn plain(repeated: process::diagram::Step) -> process::diagram::Diagram {
    draw(
        [vec![start(), repeated, task("B"), end("end")]],
        &["start -> A -> B -> end"],
    )
}

#[test]
fn pattern_12_multiple_instances_without_synchronization() {
    let mut run = run(&plain(each(
        task("A"),
        Each {
            enough: "0".into(),
            rest: Rest::LeaveRunning,
            ..Each::times("3")
        },
    )));
    assert_eq!(run.opened(), "A A A B", "nobody waits for them");
    run.done("B");
    assert!(!run.is_over());
    run.all_done("A A A");
    assert_eq!((run.times("B"), run.is_over()), (1, true));
}

#[test]
fn pattern_13_multiple_instances_with_a_priori_design_time_knowledge() {
    let mut run = run(&plain(each(task("A"), Each::times("3"))));
    run.all_done("A A");
    assert_eq!(run.opened(), "A");
    run.done("A");
    assert_eq!(run.opened(), "B");
}

#[test]
fn pattern_14_multiple_instances_with_a_priori_run_time_knowledge() {
    let mut run1 = run_with(&plain(each(task("A"), Each::times("x * 2"))), &[("x", 2)]);
    assert_eq!(run1.open("A"), 4);
    run1.all_done("A A A A");
    assert_eq!(run1.opened(), "B");
    // One after the other over a list, and what each came to as a list.
    let mut body = script("A", "square", "item * item");
    body.repetition = Some(Repetition::Each(Box::new(Each {
        sequential: true,
        collect: Some(Mapping {
            key: "squares".into(),
            from: "square".into(),
        }),
        ..Each::of_list("[1, 2, 3]", "item")
    })));
    let run = run(&plain(body));
    let squares = [1, 4, 9].map(Value::from).to_vec();
    assert_eq!(run.value("squares"), Some(&Value::list(squares)));
    assert_eq!(
        run.value("square"),
        None,
        "what belongs to one of them stays with it"
    );
}

#[test]
fn pattern_15_multiple_instances_without_a_priori_run_time_knowledge() {
    let mut run = run(&plain(each(
        task("A"),
        Each {
            open: true,
            ..Each::times("1")
        },
    )));
    let (case, visit) = run.find("A", |doing| matches!(doing, Doing::Repeating(_)));
    let more = |run: &mut Run| {
        let item = Value::Null;
        run.wish(
            case,
            Wish::AddRound {
                step_instance: visit,
                item,
            },
        );
    };
    more(&mut run);
    run.all_done("A A");
    assert_eq!(run.opened(), "", "more may still come");
    more(&mut run);
    assert_eq!(run.opened(), "A");
    run.wish(
        case,
        Wish::CloseRounds {
            step_instance: visit,
        },
    );
    run.done("A");
    assert_eq!(run.opened(), "B");
}

#[test]
fn pattern_26_cancel_multiple_instance_activity() {
    let mut run = run(&draw(
        [
            vec![start(), each(task("A"), Each::times("3")), end("end")],
            vec![boundary("off", "A", true, signal("off"))],
            tasks("B C"),
        ],
        &["start -> A -> B -> end", "off -> C -> end"],
    ));
    run.done("A").signal("off");
    assert_eq!(run.opened(), "C");
}

#[test]
fn pattern_27_complete_multiple_instance_activity() {
    let mut run = run(&plain(each(
        task("A"),
        Each {
            until: "x = 1".into(),
            ..Each::times("3")
        },
    )));
    run.done("A");
    assert_eq!(run.opened(), "A A");
    run.set("x", 1).done("A");
    assert_eq!(
        run.opened(),
        "B",
        "what is not done is stopped, and the way goes on"
    );
}

#[test]
fn pattern_34_static_partial_join_for_multiple_instances() {
    let mut run = run(&plain(each(
        task("A"),
        Each {
            enough: "2".into(),
            rest: Rest::LeaveRunning,
            ..Each::times("3")
        },
    )));
    run.done("A");
    assert_eq!(run.open("B"), 0);
    run.done("A");
    assert_eq!(run.opened(), "A B");
    run.all_done("A B");
    assert_eq!((run.times("B"), run.is_over()), (1, true));
}

#[test]
fn pattern_35_cancelling_partial_join_for_multiple_instances() {
    let mut run = run(&plain(each(
        task("A"),
        Each {
            enough: "2".into(),
            rest: Rest::Stop,
            ..Each::times("3")
        },
    )));
    run.all_done("A A");
    assert_eq!(run.opened(), "B");
}

#[test]
fn pattern_36_dynamic_partial_join_for_multiple_instances() {
    // Enough is decided by data, and more may come while they are at work.
    let mut run = run(&plain(each(
        task("A"),
        Each {
            open: true,
            until: "numberOfCompletedInstances >= numberOfInstances - 1".into(),
            rest: Rest::LeaveRunning,
            ..Each::times("3")
        },
    )));
    let (case, visit) = run.find("A", |doing| matches!(doing, Doing::Repeating(_)));
    run.wish(
        case,
        Wish::AddRound {
            step_instance: visit,
            item: Value::Null,
        },
    );
    run.all_done("A A");
    assert_eq!(run.opened(), "A A");
    run.done("A");
    assert_eq!(run.opened(), "A B");
    run.wish(
        case,
        Wish::CloseRounds {
            step_instance: visit,
        },
    );
    run.all_done("A B");
    assert!(run.is_over());
}

#[test]
fn ten_thousand_stand_in_the_state_a_page_at_a_time() {
    let mut body = script("A", "y", "loopCounter");
    body.repetition = Some(Repetition::Each(Box::new(Each::times("10000"))));
    let run1 = run(&plain(body));
    assert_eq!(run1.opened(), "B");
    let held = run(&plain(each(task("A"), Each::times("10000"))));
    assert_eq!(held.open("A"), 500);
}
