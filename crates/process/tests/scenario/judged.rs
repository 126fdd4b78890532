//! Scenarios are run, judged and told in words.

use crate::support::{answers, definition, holiday, play, systems_answer, wait};
use process::play::{Move, Until};
use process::scenario::{At, Coverage, Expectation, Scenario, in_words, record, run};

fn declined() -> Scenario {
    Scenario {
        id: "declined".into(),
        name: "The manager says no".into(),
        beginning: holiday(),
        pins: systems_answer(),
        moves: vec![
            wait("P1D"),
            answers(
                "approve",
                r#"{"approved": false, "comment": "Too many away"}"#,
            ),
        ],
        expects: vec![
            Expectation::Does {
                step: "decline".into(),
                times: Some(1),
                within: Some("P1D".into()),
            },
            Expectation::Sends {
                step: "decline".into(),
                setting: "body".into(),
                text: "Too many away".into(),
            },
            Expectation::Skips {
                step: "calendar".into(),
            },
            Expectation::Holds {
                expression: "working_days = 4".into(),
            },
            Expectation::Ends {
                at: Some("declined".into()),
            },
        ],
    }
}

#[test]
fn a_scenario_whose_expectations_hold_passes() {
    let outcome = run(&definition("leave-request"), &declined());
    assert_eq!(outcome.failures, []);
    assert!(!outcome.log.is_empty());
}

#[test]
fn each_expectation_that_does_not_hold_is_a_sentence() {
    let mut scenario = declined();
    scenario.expects = vec![
        Expectation::Ends {
            at: Some("on-leave".into()),
        },
        Expectation::WaitsAt {
            step: "approve".into(),
        },
        Expectation::Does {
            step: "calendar".into(),
            times: None,
            within: None,
        },
        Expectation::Does {
            step: "decline".into(),
            times: Some(2),
            within: None,
        },
        Expectation::Skips {
            step: "decline".into(),
        },
        Expectation::Sends {
            step: "decline".into(),
            setting: "subject".into(),
            text: "congratulations".into(),
        },
        Expectation::Holds {
            expression: "working_days > 4".into(),
        },
        Expectation::Cancelled,
        Expectation::StuckAt {
            step: "decline".into(),
        },
        Expectation::Does {
            step: "gone".into(),
            times: None,
            within: None,
        },
    ];
    let outcome = run(&definition("leave-request"), &scenario);
    let sentences: Vec<&str> = outcome
        .failures
        .iter()
        .map(|failure| &*failure.sentence)
        .collect();
    assert_eq!(
        sentences,
        [
            "The case is over, but never came to “On leave”.",
            "The case does not wait at “Approve the leave”: the case is over.",
            "“Book the calendar” was not done: the case is over.",
            "“Tell the requester why not” was done once, not twice.",
            "“Tell the requester why not” was reached, and should not have been.",
            "“Tell the requester why not” did not send “congratulations” as subject, but “Your leave from 1 December 2026 is not approved”.",
            "“working_days > 4” is not true at the end.",
            "The case is not cancelled: the case is over.",
            "Nothing is stuck at “Tell the requester why not”: the case is over.",
            "The step “gone” is not in this process any more.",
        ]
    );
}

#[test]
fn what_comes_too_late_is_said_with_both_times() {
    let mut scenario = declined();
    scenario.moves = vec![answers("approve", r#"{"approved": true}"#), wait("P20D")];
    scenario.expects = vec![Expectation::Does {
        step: "stand-in".into(),
        times: None,
        within: Some("P2D".into()),
    }];
    let outcome = run(&definition("leave-request"), &scenario);
    assert_eq!(
        outcome.failures[0].sentence,
        "“Set the stand-in” was done only after 7 days 15 hours, not within 2 days."
    );
}

#[test]
fn a_move_that_fits_no_more_ends_the_scenario_in_words() {
    let mut scenario = declined();
    scenario.moves.insert(
        0,
        Move::Wait {
            until: Until::Reaches {
                step: "decline".into(),
            },
        },
    );
    let outcome = run(&definition("leave-request"), &scenario);
    assert_eq!(outcome.failures.len(), 1);
    assert_eq!(outcome.failures[0].at, At::Move(0));
    assert_eq!(
        outcome.failures[0].sentence,
        "Time alone does not bring the case to “Tell the requester why not”. Somebody has to answer first."
    );
}

#[test]
fn it_reads_like_a_story() {
    let mut scenario = declined();
    scenario.pins.clear();
    let words = in_words(&scenario, &definition("leave-request"));
    assert_eq!(
        words.given,
        [
            "Ada starts a case on 23 November 2026, 09:00 with Kind of leave “Holiday”, First day 1 December 2026, Last day 4 December 2026, Working days 4."
        ]
    );
    assert_eq!(
        words.when,
        [
            "1 day passes.",
            "“Approve the leave” is answered with Approved no, Comment “Too many away”."
        ]
    );
    assert_eq!(
        words.then,
        [
            "“Tell the requester why not” is done once within 1 day.",
            "“Tell the requester why not” sends “Too many away” as body.",
            "“Book the calendar” is not reached.",
            "At the end, working_days = 4.",
            "The case ends at “Declined”.",
        ]
    );
}

#[test]
fn a_play_becomes_a_scenario_that_passes() {
    let mut play = play("leave-request", holiday(), systems_answer());
    play.make(answers("approve", r#"{"approved": true}"#))
        .unwrap();
    let waiting = record(&play, "one", "Approved, not gone yet");
    assert!(waiting.expects.contains(&Expectation::WaitsAt {
        step: "until-first-day".into()
    }));
    play.make(wait("P9D")).unwrap();
    let gone = record(&play, "two", "Gone");
    assert!(gone.expects.contains(&Expectation::Ends {
        at: Some("on-leave".into())
    }));
    for scenario in [waiting, gone] {
        let outcome = run(&definition("leave-request"), &scenario);
        assert_eq!(outcome.failures, []);
        let text = serde_json::to_string(&scenario).unwrap();
        assert_eq!(serde_json::from_str::<Scenario>(&text).unwrap(), scenario);
    }
}

#[test]
fn what_was_walked_is_counted() {
    let definition = definition("leave-request");
    let mut coverage = Coverage::default();
    let all = coverage.missing(&definition).len();
    let log = run(&definition, &declined()).log;
    assert!(coverage.misses_any_of(&log));
    coverage.add(&log);
    assert!(!coverage.misses_any_of(&log));
    let steps = coverage.steps_of(&definition);
    assert_eq!((steps.walked, steps.all), (6, 18));
    assert!(coverage.missing(&definition).len() < all);
}

#[test]
fn what_was_pinned_on_the_way_answers_from_there_on_in_the_scenario_too() {
    let mut play = play("leave-request", holiday(), process::play::Pins::new());
    play.make(answers("approve", r#"{"approved": false}"#))
        .unwrap();
    let pinned = Move::Pin {
        step: "decline".into(),
        replies: vec![crate::support::gives()],
    };
    play.make(pinned).unwrap();
    let scenario = record(&play, "one", "Declined");
    let outcome = run(&definition("leave-request"), &scenario);
    assert_eq!(outcome.failures, []);
    let words = in_words(&scenario, &definition("leave-request"));
    assert_eq!(
        words.when[1],
        "From now on “Tell the requester why not” succeeds by itself."
    );
}
