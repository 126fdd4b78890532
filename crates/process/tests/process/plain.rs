//! Starting, ending, cancelling.

use crate::support::build::*;
use crate::support::case::{Case, by};
use crate::support::script::{expect, script};
use process::diagram::FieldKind;
use process::run::Wish;
use process::step::Assignment;
use process::{Rejection, decide};
use std::collections::BTreeMap;

#[test]
fn a_case_goes_from_start_to_end_in_one_go() {
    let definition = definition([start([]), end("end")], &["start > end"]);
    expect(
        &script(definition, "start {}"),
        r#"
        > start {}
        started by user 1 in UTC
        enter start
        set requester
        leave start
        take start-end
        enter end by start-end
        leave end
        completed
        "#,
    );
}

#[test]
fn what_the_requester_fills_in_becomes_data_and_what_they_leave_out_is_nothing() {
    let fields = [
        field("amount", FieldKind::Number),
        optional("note", text()),
        field("day", FieldKind::Date),
    ];
    let definition = definition([start(fields), end("end")], &["start > end"]);
    expect(
        &script(
            definition,
            r#"start {"amount": 12.50, "day": "2026-03-01"}"#,
        ),
        r#"
        > start {"amount": 12.50, "day": "2026-03-01"}
        started by user 1 in UTC
        enter start
        set amount = 12.5, day = date("2026-03-01"), note = null
        leave start
        take start-end
        enter end by start-end
        leave end
        completed
        "#,
    );
}

#[test]
fn a_start_with_wrong_answers_is_refused_and_nothing_happens() {
    let fields = [
        field("amount", FieldKind::Number),
        field("ok", FieldKind::YesNo),
    ];
    let definition = definition([start(fields), end("end")], &["start > end"]);
    expect(
        &script(
            definition,
            r#"
            start {}
            start {"amount": "a lot", "ok": true, "other": 1}
            start {"amount": 1, "ok": true}
            "#,
        ),
        r#"
        > start {}
        refused: amount: Fill in “amount”. | ok: Answer “ok” with yes or no.
        > start {"amount": "a lot", "ok": true, "other": 1}
        refused: amount: “amount” must be a number, such as 12 or 12.5. | other: This form does not ask for it. Load the page again.
        > start {"amount": 1, "ok": true}
        started by user 1 in UTC
        enter start
        set amount = 1, ok = true
        leave start
        take start-end
        enter end by start-end
        leave end
        completed
        "#,
    );
}

#[test]
fn a_case_starts_once_and_nothing_is_wished_of_one_that_is_over() {
    let definition = definition([start([]), ask("ask"), end("end")], &["start > ask > end"]);
    expect(
        &script(
            definition,
            r#"
            start {}
            start {}
            complete ask
            start {}
            cancel "too late"
            "#,
        ),
        r#"
        > start {}
        started by user 1 in UTC
        enter start
        set requester
        leave start
        take start-ask
        enter ask by start-ask
        ask any member at ask
        > start {}
        refused: alreadyStarted
        > complete ask
        answered by user 1
        leave ask
        take ask-end
        enter end by ask-end
        leave end
        completed
        > start {}
        refused: alreadyStarted
        > cancel "too late"
        refused: notRunning
        "#,
    );
}

#[test]
fn a_case_that_never_started_refuses_everything_else() {
    let definition = definition([start([]), end("end")], &["start > end"]);
    let mut case = Case::new(definition);
    let refused = case.submit(by(1), Wish::Cancel { reason: "x".into() });
    assert_eq!(refused, Err(Rejection::NotRunning));
}

#[test]
fn a_start_in_no_known_time_zone_is_refused() {
    let definition = definition([start([]), end("end")], &["start > end"]);
    let mut case = Case::new(definition);
    case.zone = "Middle/Earth".into();
    let zone = case.zone.clone();
    assert_eq!(
        case.start(1, BTreeMap::new()),
        Err(Rejection::UnknownZone { zone })
    );
}

#[test]
fn a_case_with_two_ways_to_go_is_over_when_both_are() {
    let definition = definition(
        [start([]), ask("left"), ask("right"), end("one"), end("two")],
        &["start > left > one", "start > right > two"],
    );
    expect(
        &script(
            definition,
            "
            start {}
            complete right
            complete left
            ",
        ),
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
        > complete right
        answered by user 1
        leave right
        take right-two
        enter two by right-two
        leave two
        > complete left
        answered by user 1
        leave left
        take left-one
        enter one by left-one
        leave one
        completed
        "#,
    );
}

#[test]
fn each_token_passes_a_plain_step_by_itself() {
    let definition = definition(
        [
            start([]),
            ask("left"),
            ask("right"),
            ask("both"),
            end("end"),
        ],
        &["start > left > both > end", "start > right > both"],
    );
    expect(
        &script(
            definition,
            "
            start {}
            complete left
            complete both
            complete right
            complete both
            ",
        ),
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
        take left-both
        enter both by left-both
        ask any member at both
        > complete both
        answered by user 1
        leave both
        take both-end
        enter end by both-end
        leave end
        > complete right
        answered by user 1
        leave right
        take right-both
        enter both by right-both
        ask any member at both
        > complete both
        answered by user 1
        leave both
        take both-end
        enter end by both-end
        leave end
        completed
        "#,
    );
}

#[test]
fn cancelling_ends_everything_and_says_why() {
    let definition = definition(
        [
            start([]),
            ask("ask"),
            service("call", "call", &[], &[]),
            parallel("join"),
            end("end"),
        ],
        &["start > ask > join > end", "start > call > join"],
    );
    expect(
        &script(
            definition,
            r#"
            start {}
            answer call {}
            cancel "   "
            cancel "not needed any more" by 3
            "#,
        ),
        r#"
        > start {}
        started by user 1 in UTC
        enter start
        set requester
        leave start
        take start-ask
        take start-call
        enter ask by start-ask
        ask any member at ask
        enter call by start-call
        job test.call {}
        > answer call {}
        job answered {}
        leave call
        take call-join
        > cancel "   "
        refused: reasonMissing
        > cancel "not needed any more" by 3
        stop ask
        cancelled by user 3: not needed any more
        "#,
    );
}

#[test]
fn deciding_the_same_command_on_the_same_state_gives_the_same_events_and_changes_nothing() {
    let definition = definition([start([]), ask("ask"), end("end")], &["start > ask > end"]);
    let mut case = Case::new(definition);
    case.start(1, BTreeMap::new()).expect("it starts");
    let command = process::Command {
        at: case.now,
        by: by(1),
        wish: Wish::CompleteUserTask {
            step_instance: case.visit("ask").0,
            answers: BTreeMap::new(),
        },
    };
    let before = case.state.clone();
    let first = decide(&case.definition, &case.state, &command);
    assert_eq!(first, decide(&case.definition, &case.state, &command));
    assert_eq!(before, case.state);
    // Once it has happened, the same command is refused.
    case.submit(command.by, command.wish.clone())
        .expect("it is open");
    assert_eq!(
        case.submit(command.by, command.wish),
        Err(Rejection::NotRunning)
    );
}

#[test]
fn names_from_hostile_hands_pass_through_unharmed() {
    let nasty = "<script>alert('x')</script> \u{202e}olleh 👩‍👩‍👧 \u{0} \"';--";
    let mut asked = with_ask(ask_of("ask", Assignment::Requester, []), |ask| {
        ask.instructions = format!("{nasty} {{{{ who }}}}");
    });
    asked.name = nasty.into();
    let definition = definition(
        [start([field("who", text())]), asked, end("end")],
        &["start > ask > end"],
    );
    let happened = script(definition, r#"start {"who": "<b>{{ 1 + 1 }}</b>"}"#);
    let shown = nasty.replace('\0', "\u{fffd}");
    assert!(
        happened.contains(&format!("“{shown} <b>{{{{ 1 + 1 }}}}</b>”")),
        "{happened}"
    );
}

#[test]
fn a_nul_character_in_an_answer_is_refused() {
    let definition = definition(
        [start([field("who", text())]), end("end")],
        &["start > end"],
    );
    expect(
        &script(definition, r#"start {"who": "a\u0000b"}"#),
        r#"
        > start {"who": "a\u0000b"}
        refused: who: “who” holds a character that cannot be kept. Type it anew.
        "#,
    );
}
