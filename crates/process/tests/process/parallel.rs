//! Several ways at the same time, and joins that wait for them.

use crate::support::build::*;
use crate::support::case::Case;
use crate::support::script::{expect, run, script};
use process::diagram::FieldKind;
use process::run::MAX_VISITS;

#[test]
fn a_join_waits_for_every_way_and_takes_one_token_from_each() {
    let definition = definition(
        [
            start([]),
            parallel("split"),
            ask("left"),
            ask("right"),
            parallel("join"),
            end("end"),
        ],
        &["start > split > left > join > end", "split > right > join"],
    );
    expect(
        &script(definition, "start {}\ncomplete right\ncomplete left"),
        r#"
        > start {}
        started by user 1 in UTC
        enter start
        set requester
        leave start
        take start-split
        enter split by start-split
        leave split
        take split-left
        take split-right
        enter left by split-left
        ask any member at left
        enter right by split-right
        ask any member at right
        > complete right
        answered by user 1
        leave right
        take right-join
        > complete left
        answered by user 1
        leave left
        take left-join
        enter join by left-join and right-join
        leave join
        take join-end
        enter end by join-end
        leave end
        completed
        "#,
    );
}

#[test]
fn a_join_may_split_again() {
    let definition = definition(
        [
            start([]),
            ask("a"),
            ask("b"),
            parallel("both"),
            ask("c"),
            ask("d"),
            end("end"),
        ],
        &["start > a > both > c > end", "start > b > both > d > end"],
    );
    expect(
        &script(
            definition,
            "start {}\ncomplete a\ncomplete b\ncomplete c\ncomplete d",
        ),
        r#"
        > start {}
        started by user 1 in UTC
        enter start
        set requester
        leave start
        take start-a
        take start-b
        enter a by start-a
        ask any member at a
        enter b by start-b
        ask any member at b
        > complete a
        answered by user 1
        leave a
        take a-both
        > complete b
        answered by user 1
        leave b
        take b-both
        enter both by a-both and b-both
        leave both
        take both-c
        take both-d
        enter c by both-c
        ask any member at c
        enter d by both-d
        ask any member at d
        > complete c
        answered by user 1
        leave c
        take c-end
        enter end by c-end
        leave end
        > complete d
        answered by user 1
        leave d
        take d-end
        enter end by d-end
        leave end
        completed
        "#,
    );
}

#[test]
fn a_second_token_on_one_way_waits_for_its_partner() {
    // "left" is passed twice, "right" twice: the join fires twice.
    let definition = definition(
        [
            start([]),
            ask("one"),
            ask("two"),
            ask("left"),
            ask("right"),
            parallel("join"),
            end("end"),
        ],
        &[
            "start > one > left > join > end",
            "start > two > left",
            "one > right > join",
            "two > right",
        ],
    );
    let mut case = Case::new(definition);
    run(
        &mut case,
        "start {}\ncomplete one\ncomplete two\ncomplete left\ncomplete left",
    );
    assert_eq!(case.state.tokens.values().sum::<u32>(), 2);
    expect(
        &run(&mut case, "complete right\ncomplete right"),
        r#"
        > complete right
        answered by user 1
        leave right
        take right-join
        enter join by left-join and right-join
        leave join
        take join-end
        enter end by join-end
        leave end
        > complete right
        answered by user 1
        leave right
        take right-join
        enter join by left-join and right-join
        leave join
        take join-end
        enter end by join-end
        leave end
        completed
        "#,
    );
}

fn half_fed_join() -> process::Definition {
    definition(
        [
            start([field("both", FieldKind::YesNo)]),
            parallel("split"),
            ask("left"),
            decide("sure"),
            parallel("join"),
            end("end"),
            end("early"),
        ],
        &[
            "start > split > left > join > end",
            "split > sure > [both = true] join",
            "sure > [else] early",
        ],
    )
}

#[test]
fn a_join_that_waits_for_what_cannot_come_says_so_and_can_be_carried_on() {
    expect(
        &script(
            half_fed_join(),
            "start {\"both\": false}\ncomplete left\nretry join by 2",
        ),
        r#"
        > start {"both": false}
        started by user 1 in UTC
        enter start
        set both = false
        leave start
        take start-split
        enter split by start-split
        leave split
        take split-left
        take split-sure
        enter left by split-left
        ask any member at left
        enter sure by split-sure
        leave sure
        take sure-early
        enter early by sure-early
        leave early
        > complete left
        answered by user 1
        leave left
        take left-join
        enter join by left-join
        stuck at join (Join): “The join” waits for “The sure”, but nothing is left that could come from there. Try again to carry on without it.
        > retry join by 2
        tried again by user 2
        leave join
        take join-end
        enter end by join-end
        leave end
        completed
        "#,
    );
}

#[test]
fn a_join_that_may_still_be_reached_is_left_alone() {
    expect(
        &script(half_fed_join(), "start {\"both\": true}\ncomplete left"),
        r#"
        > start {"both": true}
        started by user 1 in UTC
        enter start
        set both = true
        leave start
        take start-split
        enter split by start-split
        leave split
        take split-left
        take split-sure
        enter left by split-left
        ask any member at left
        enter sure by split-sure
        leave sure
        take sure-join
        > complete left
        answered by user 1
        leave left
        take left-join
        enter join by left-join and sure-join
        leave join
        take join-end
        enter end by join-end
        leave end
        completed
        "#,
    );
}

fn round_and_round() -> process::Definition {
    as_deployed(
        [start([]), decide("merge"), decide("again"), end("end")],
        &["start > merge > again > [true] merge", "again > [else] end"],
    )
}

#[test]
fn a_case_that_goes_round_without_waiting_is_stopped() {
    let mut case = Case::new(round_and_round());
    run(&mut case, "start {}");
    let entered = case
        .log
        .iter()
        .filter(|event| matches!(event.fact, process::run::Fact::StepEntered { .. }));
    assert_eq!(entered.count(), MAX_VISITS);
    let stuck = case
        .state
        .active
        .values()
        .next()
        .expect("it is stuck somewhere");
    let step = stuck.step.to_string();
    // Trying again goes round as often again; cancelling ends it.
    let happened = run(&mut case, &format!("retry {step}"));
    assert!(
        happened.contains("(Loop): The case went round 10000 times without waiting"),
        "{}",
        happened.len()
    );
    run(&mut case, "cancel \"drawn wrongly\"");
}

#[test]
fn a_loop_that_multiplies_is_stopped_too_and_forgets_no_token() {
    let definition = as_deployed(
        [
            start([]),
            parallel("double"),
            decide("left"),
            decide("right"),
        ],
        &["start > left > double > left", "double > right > left"],
    );
    let mut case = Case::new(definition);
    run(&mut case, "start {}");
    assert_eq!(case.state.active.len(), 1);
    assert!(case.state.tokens.values().sum::<u32>() > 1000);
    run(&mut case, "cancel \"drawn wrongly\"");
}
