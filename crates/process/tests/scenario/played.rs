//! A draft is played: answered, waited through, gone back in.

use crate::support::{answers, asked, fails, gives, holiday, play, reply, systems_answer, wait};
use process::play::{Move, Pins, Refused, Until, What};
use process::run::Status;
use process::scenario::usual_move;
use process::{StepId, Timestamp};

const DAY: i64 = 86_400_000;

#[test]
fn a_case_waits_for_whoever_is_asked_and_goes_on_with_the_answer() {
    let mut play = play("leave-request", holiday(), Pins::new());
    assert_eq!(asked(&play), ["approve"]);
    play.make(answers("approve", r#"{"approved": true}"#))
        .unwrap();
    assert_eq!(asked(&play), ["calendar", "balance"]);
    let What::System { input, .. } = &play.asked()[0].what else {
        panic!("a system is asked");
    };
    assert!(input["body"].to_text().contains("Away: Ada"));
    play.make(reply("calendar", gives())).unwrap();
    play.make(reply("balance", gives())).unwrap();
    play.make(reply("confirm", gives())).unwrap();
    assert_eq!(asked(&play), ["until-first-day"]);
}

#[test]
fn pinned_systems_answer_by_themselves() {
    let mut play = play("leave-request", holiday(), systems_answer());
    play.make(answers("approve", r#"{"approved": true}"#))
        .unwrap();
    assert_eq!(asked(&play), ["until-first-day"]);
    play.make(Move::Wait { until: Until::Next }).unwrap();
    assert_eq!(play.state().status, Status::Completed);
}

#[test]
fn the_clock_stands_until_it_is_turned() {
    let mut play = play("leave-request", holiday(), systems_answer());
    let begun = play.now();
    play.make(answers("approve", r#"{"approved": true}"#))
        .unwrap();
    assert_eq!(play.now(), begun);
    let first_day = play.next_due().unwrap();
    // Midnight of the first of December where the case lives, not where this test runs.
    assert_eq!(first_day, Timestamp(begun.0 + 8 * DAY - 9 * 3_600_000));
    play.make(wait("P3D")).unwrap();
    assert_eq!(play.now(), Timestamp(begun.0 + 3 * DAY));
    let reaches = |step: &str| Move::Wait {
        until: Until::Reaches {
            step: StepId::new(step),
        },
    };
    play.make(reaches("declined")).unwrap_err();
    // An end is left as soon as it is come to, and yet it was reached.
    play.make(reaches("on-leave")).unwrap();
    assert_eq!(play.now(), first_day);
    assert_eq!(play.state().status, Status::Completed);
}

#[test]
fn a_moment_can_be_gone_back_to_and_decided_otherwise() {
    let mut play = play("leave-request", holiday(), systems_answer());
    play.make(answers("approve", r#"{"approved": true}"#))
        .unwrap();
    play.make(wait("P30D")).unwrap();
    let approved = play.log().len();
    let mut other = play.back_to(0).unwrap();
    other
        .make(answers("approve", r#"{"approved": false}"#))
        .unwrap();
    assert_eq!(other.state().status, Status::Completed);
    assert!(other.log().len() < approved);
    // What lies before the choice is the same to the byte.
    let shared = play.back_to(0).unwrap().log().len();
    assert_eq!(play.log()[..shared], other.log()[..shared]);
    assert_eq!(play.moves_before(shared), 0);
    assert_eq!(play.moves_before(shared + 1), 1);
}

#[test]
fn every_moment_of_the_log_has_its_state() {
    let mut play = play("leave-request", holiday(), systems_answer());
    play.make(answers("approve", r#"{"approved": true}"#))
        .unwrap();
    assert_eq!(&play.state_at(play.log().len()), play.state());
    assert_eq!(play.state_at(0).status, Status::New);
}

#[test]
fn what_does_not_fit_is_refused_in_words_and_changes_nothing() {
    let mut play = play("leave-request", holiday(), systems_answer());
    let before = play.log().to_vec();
    let told = |refused: Refused| refused.to_string();
    assert_eq!(
        told(play.make(reply("calendar", gives())).unwrap_err()),
        "“Book the calendar” is not waiting for an answer at this moment."
    );
    assert_eq!(
        told(play.make(reply("approve", gives())).unwrap_err()),
        "“Approve the leave” cannot be answered like that any more. Answer it anew."
    );
    assert_eq!(
        told(play.make(answers("approve", "{}")).unwrap_err()),
        "Answer “Approved” with yes or no."
    );
    assert_eq!(
        told(play.make(wait("three days")).unwrap_err()),
        "“three days” is not an amount of time. Write it like P3D for three days or PT2H for two hours."
    );
    assert_eq!(
        told(play.make(wait("P9999999D")).unwrap_err()),
        "That lies too far in the future."
    );
    assert_eq!(
        told(play.make(Move::Wait { until: Until::Next }).unwrap_err()),
        "Nothing happens by itself any more. Somebody has to answer."
    );
    let gone = Move::Wait {
        until: Until::Reaches {
            step: "gone".into(),
        },
    };
    assert_eq!(
        told(play.make(gone).unwrap_err()),
        "The step “gone” is not in this process any more."
    );
    assert_eq!(play.log(), before);
    assert!(play.moves().is_empty());
}

#[test]
fn what_is_stuck_is_tried_again() {
    let mut play = play("leave-request", holiday(), Pins::new());
    play.make(answers("approve", r#"{"approved": true}"#))
        .unwrap();
    play.make(reply("calendar", fails("It is down."))).unwrap();
    let stuck = play.asked().into_iter().find_map(|asked| match asked.what {
        What::Stuck { message, .. } => Some(message),
        _ => None,
    });
    assert_eq!(stuck.as_deref(), Some("It is down."));
    let retry = Move::Retry {
        step: "calendar".into(),
        which: 0,
    };
    play.make(retry.clone()).unwrap();
    assert_eq!(asked(&play), ["calendar", "balance"]);
    assert_eq!(
        play.make(retry).unwrap_err().to_string(),
        "Nothing is stuck at “Book the calendar”."
    );
}

#[test]
fn a_case_that_is_over_takes_nothing_more() {
    let mut play = play("leave-request", holiday(), systems_answer());
    let reason = "Not needed.".to_owned();
    play.make(Move::Cancel { reason }).unwrap();
    assert_eq!(play.state().status, Status::Cancelled);
    let late = Move::Cancel {
        reason: "Again.".into(),
    };
    assert_eq!(play.make(late), Err(Refused::Over));
}

#[test]
fn a_play_goes_on_by_itself_with_the_most_ordinary_answers() {
    let mut play = play("leave-request", holiday(), Pins::new());
    let nothing = std::collections::BTreeMap::new();
    while let Some(usual) = usual_move(&play, &nothing) {
        play.make(usual).unwrap();
    }
    assert_eq!(play.state().status, Status::Completed);
    assert_eq!(play.moves().len(), 6);
}
