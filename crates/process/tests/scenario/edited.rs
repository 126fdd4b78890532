//! A scenario's sentences are changed in place, time passes by the calendar, and old scenarios are answered in words.

use crate::support::{beginning, holiday, of, reply, systems_answer, values};
use process::diagram::{Diagram, Flow, Step};
use process::play::{Beginning, By, Move, Pins, Play, Reply, Until};
use process::sample::templates;
use process::scenario::{
    Coverage, Expectation, Input, Line, Scenario, generate, in_words, line_parts, run, with_part,
};
use process::step::{
    AskPerson, Assignment, Happening, Message, Stands, Start, StepKind, Timer, Trigger, When,
};
use process::{Definition, StepId, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Every sentence of a scenario.
fn lines(scenario: &Scenario) -> Vec<Line> {
    let given = (0..=scenario.pins.len()).map(Line::Given);
    let when = (0..scenario.moves.len()).map(Line::When);
    let then = (0..scenario.expects.len()).map(Line::Then);
    given.chain(when).chain(then).collect()
}

fn scenario(moves: Vec<Move>, expects: Vec<Expectation>) -> Scenario {
    Scenario {
        id: "one".into(),
        name: String::new(),
        beginning: holiday(),
        pins: systems_answer(),
        moves,
        expects,
    }
}

fn waits(until: Until) -> Move {
    Move::Wait { until }
}

fn leave() -> Arc<Definition> {
    crate::support::definition("leave-request")
}

#[test]
fn putting_back_what_a_part_shows_changes_nothing() {
    let mut parts = 0;
    for template in templates() {
        let definition = of(&template.diagram);
        for one in generate(&definition, &holiday(), &Coverage::default()) {
            let whole = one.scenario;
            for line in lines(&whole) {
                for part in line_parts(&whole, &definition, line) {
                    let again = with_part(&whole, &definition, line, &part.key, &part.text);
                    // A field that was never answered is answered with nothing.
                    let told = |one: &Scenario| in_words(one, &definition);
                    assert_eq!(told(&again.expect(&part.label)), told(&whole), "{part:?}");
                    parts += 1;
                }
            }
        }
    }
    assert!(parts > 100, "{parts}");
}

#[test]
fn what_a_process_takes_from_an_answer_is_read_and_filled_in_by_its_fields() {
    let template = &templates()[0];
    let definition = of(&template.diagram);
    let found = template.diagram.tests.scenarios.iter();
    let small = found.clone().find(|one| one.id == "no-days-left").unwrap();
    let look_up = small
        .pins
        .keys()
        .position(|step| step.as_str() == "look-up");
    let line = Line::Given(look_up.unwrap() + 1);
    let told = |one: &Scenario| in_words(one, &definition).given[look_up.unwrap() + 1].clone();
    assert!(told(small).contains("Days of leave left 2, Of the team at work 5"));
    let parts = line_parts(small, &definition, line);
    let balance = parts
        .iter()
        .find(|part| part.label == "Days of leave left")
        .unwrap();
    assert_eq!(balance.text, "2");
    let more = with_part(small, &definition, line, &balance.key, "20").unwrap();
    assert!(told(&more).contains("Days of leave left 20, Of the team at work 5"));
    // With enough days the manager is asked, so nothing is refused.
    assert_eq!(run(&definition, small).failures, []);
    assert_ne!(run(&definition, &more).failures, []);
}

#[test]
fn a_changed_part_changes_its_sentence_and_nothing_else() {
    let one = scenario(
        vec![
            crate::support::answers("approve", r#"{"approved": true}"#),
            waits(Until::After {
                duration: "P3D".into(),
            }),
        ],
        vec![Expectation::Does {
            step: "confirm".into(),
            times: None,
            within: Some("P1D".into()),
        }],
    );
    let definition = leave();
    let before = in_words(&one, &definition);
    let changed = |line, key: &str, text: &str| {
        let changed = with_part(&one, &definition, line, key, text).expect(text);
        let words = in_words(&changed, &definition);
        let (old, new) = (
            [&before.given[..], &before.when, &before.then].concat(),
            [&words.given[..], &words.when, &words.then].concat(),
        );
        let differ: Vec<_> = old.iter().zip(&new).filter(|(a, b)| a != b).collect();
        assert_eq!(differ.len(), 1, "{key}: {differ:?}");
        differ[0].1.clone()
    };
    assert_eq!(
        changed(Line::When(0), "answer.approved", "no"),
        "“Approve the leave” is answered with Approved no."
    );
    assert_eq!(changed(Line::When(1), "time", "1 week"), "1 week passes.");
    assert_eq!(
        changed(Line::When(1), "time", "3 working days"),
        "3 working days pass."
    );
    assert_eq!(
        changed(Line::Then(0), "within", "2 hours"),
        "“Tell the requester” is done within 2 hours."
    );
    assert_eq!(
        changed(Line::Then(0), "times", "2"),
        "“Tell the requester” is done twice within 1 day."
    );
    assert!(changed(Line::Given(0), "who", "Grace").starts_with("Grace starts"));
    assert!(changed(Line::Given(0), "at", "2026-11-24T08:30").contains("24 November 2026, 08:30"));
    assert!(changed(Line::Given(0), "answer.working_days", "7").contains("7"));
    assert!(changed(Line::Given(1), "0.outcome", "permanent").contains("fails"));
}

#[test]
fn a_text_that_does_not_fit_is_refused_in_words() {
    let one = scenario(
        vec![waits(Until::After {
            duration: "P3D".into(),
        })],
        vec![Expectation::Holds {
            expression: "approved".into(),
        }],
    );
    let definition = leave();
    let refused = |line, key: &str, text: &str| {
        with_part(&one, &definition, line, key, text).expect_err(text)
    };
    for (line, key, text, why) in [
        (Line::When(0), "time", "soon", "“soon” is not an amount"),
        (
            Line::Given(0),
            "at",
            "tomorrow",
            "“tomorrow” is not a moment",
        ),
        (
            Line::Given(0),
            "answer.working_days",
            "many",
            "must be a number",
        ),
        (Line::Then(0), "expression", "a +", "This cannot be read"),
        (Line::When(0), "gone", "1", "not there any more"),
        (Line::When(7), "time", "1 day", "not there any more"),
    ] {
        let told = refused(line, key, text);
        assert!(told.contains(why), "{told}");
    }
}

#[test]
fn working_days_pass_by_the_calendar() {
    // From Monday nine o'clock.
    let mut play = Play::begin(leave(), holiday(), Pins::new()).unwrap();
    let begun = play.now();
    let days = |days| {
        waits(Until::WorkingDays {
            days,
            calendar: None,
        })
    };
    play.make(days(3)).unwrap();
    assert_eq!(play.now().0 - begun.0, 3 * 86_400_000);
    // Thursday and three more end on Tuesday: nobody works on the weekend.
    play.make(days(3)).unwrap();
    assert_eq!(play.now().0 - begun.0, 8 * 86_400_000);
    let gone = waits(Until::WorkingDays {
        days: 1,
        calendar: Some("gone".into()),
    });
    let told = play.make(gone).unwrap_err().to_string();
    assert_eq!(told, "The business calendar is not known here.");
    let told = play.make(days(u32::MAX)).unwrap_err().to_string();
    assert_eq!(told, "That lies too far in the future.");
}

/// Somebody is asked and reminded every day.
fn reminding() -> Diagram {
    let ask = AskPerson {
        assignment: Assignment::Requester,
        ..AskPerson::default()
    };
    let daily = Trigger::Timer(Timer {
        when: When::Every {
            cycle: "R/P1D".into(),
        },
        calendar: None,
    });
    let at = Stands::Boundary {
        of: "ask".into(),
        interrupting: false,
    };
    let steps = [
        ("start", StepKind::Start(Start::default())),
        ("ask", StepKind::AskPerson(ask)),
        ("daily", StepKind::Event(Happening::new(at, [daily]))),
        ("remind", StepKind::Send(Message::default())),
        ("end", StepKind::End),
        ("reminded", StepKind::End),
    ];
    let flows = [
        ("start", "ask"),
        ("ask", "end"),
        ("daily", "remind"),
        ("remind", "reminded"),
    ];
    Diagram {
        steps: steps.map(|(id, kind)| Step::new(id, kind)).into(),
        flows: flows
            .map(|(from, to)| Flow::new(from.into(), from.into(), to.into()))
            .into(),
        ..Diagram::default()
    }
}

#[test]
fn time_passes_to_the_third_reminder() {
    let mut play = Play::begin(of(&reminding()), beginning("{}"), Pins::new()).unwrap();
    let begun = play.now();
    let third = waits(Until::Times {
        step: "remind".into(),
        times: 3,
    });
    play.make(third.clone()).unwrap();
    assert_eq!(play.now().0 - begun.0, 3 * 86_400_000);
    // It has come already.
    play.make(third.clone()).unwrap();
    assert_eq!(play.now().0 - begun.0, 3 * 86_400_000);
    let never = waits(Until::Times {
        step: "end".into(),
        times: 1,
    });
    assert!(play.make(never).is_err());
    let told = in_words(&scenario(vec![third], Vec::new()), play.definition());
    assert_eq!(
        told.when,
        ["Time passes until the case comes to “Send a message” for the 3rd time."]
    );
}

#[test]
fn the_new_ways_to_wait_are_kept_as_additions() {
    for (until, json) in [
        (
            Until::WorkingDays {
                days: 3,
                calendar: None,
            },
            r#"{"until":"workingDays","days":3}"#,
        ),
        (
            Until::Times {
                step: "remind".into(),
                times: 3,
            },
            r#"{"until":"times","step":"remind","times":3}"#,
        ),
    ] {
        assert_eq!(serde_json::to_string(&until).unwrap(), json);
        assert_eq!(serde_json::from_str::<Until>(json).unwrap(), until);
    }
}

#[test]
fn a_scenario_of_an_older_version_is_answered_in_words() {
    let definition = of(&reminding());
    let gone = || StepId::new("gone");
    let answered = Reply::Answers {
        answers: BTreeMap::new(),
    };
    let moves = [
        reply("gone", answered.clone()),
        waits(Until::Reaches { step: gone() }),
        waits(Until::Times {
            step: gone(),
            times: 2,
        }),
        Move::Retry {
            step: gone(),
            which: 0,
        },
        Move::Pin {
            step: gone(),
            replies: vec![answered],
        },
    ];
    let mut one = scenario(Vec::new(), Vec::new());
    one.beginning = beginning("{}");
    for made in moves {
        one.moves = vec![made.clone()];
        let failures = run(&definition, &one).failures;
        let told = "The step “gone” is not in this process any more.";
        assert_eq!(failures[0].sentence, told, "{made:?}");
        in_words(&one, &definition);
        line_parts(&one, &definition, Line::When(0));
    }
    one.moves.clear();
    for expected in [
        Expectation::Ends { at: Some(gone()) },
        Expectation::WaitsAt { step: gone() },
        Expectation::Skips { step: gone() },
        Expectation::StuckAt { step: gone() },
    ] {
        one.expects = vec![expected];
        let failures = run(&definition, &one).failures;
        assert!(failures[0].sentence.contains("gone"), "{failures:?}");
        let parts = line_parts(&one, &definition, Line::Then(0));
        let Input::OneOf(steps) = &parts[0].input else {
            panic!("{parts:?}");
        };
        assert_eq!(steps[0].1, "gone (not there any more)");
        let mended = with_part(&one, &definition, Line::Then(0), "step", "end").unwrap();
        assert_ne!(mended, one);
    }
    one.beginning.by = By::Event {
        step: gone(),
        values: BTreeMap::new(),
    };
    assert!(!run(&definition, &one).failures.is_empty());
}

#[test]
fn what_a_form_does_not_ask_any_more_can_be_taken_away() {
    let mut one = scenario(Vec::new(), Vec::new());
    one.beginning = Beginning {
        by: match beginning(r#"{"old": 3}"#).by {
            By::Form { requester, .. } => By::Form {
                answers: values(r#"{"old": 3}"#),
                requester,
            },
            by @ By::Event { .. } => by,
        },
        ..one.beginning
    };
    let definition = leave();
    let mended = with_part(&one, &definition, Line::Given(0), "answer.old", "").unwrap();
    let By::Form { answers, .. } = &mended.beginning.by else {
        panic!("it begins with a form");
    };
    assert_eq!(answers.get("old"), None::<&Value>);
}
