//! A live case becomes a scenario.

use crate::support::{answers, definition, fails, gives, holiday, play, reply, wait};
use process::Value;
use process::play::{By, Move, Pins, Reply};
use process::scenario::{Masks, NotReplayable, from_past_case, run};

#[test]
fn a_past_case_is_played_again_with_its_answers_failures_and_waits() {
    let definition = definition("leave-request");
    let mut live = play("leave-request", holiday(), Pins::new());
    live.make(wait("PT90M")).unwrap();
    live.make(answers(
        "approve",
        r#"{"approved": true, "comment": "Enjoy"}"#,
    ))
    .unwrap();
    live.make(reply("calendar", fails("Down"))).unwrap();
    live.make(reply("balance", gives())).unwrap();
    live.make(wait("PT1H")).unwrap();
    live.make(Move::Retry {
        step: "calendar".into(),
        which: 0,
    })
    .unwrap();
    live.make(reply("calendar", gives())).unwrap();
    live.make(reply("confirm", gives())).unwrap();
    live.make(wait("P30D")).unwrap();
    live.make(reply("stand-in", gives())).unwrap();
    let scenario =
        from_past_case(&definition, live.log(), &Masks::default(), "past", "Past").unwrap();
    let outcome = run(&definition, &scenario);
    assert_eq!(outcome.failures, []);
    let facts = |log: &[process::Event]| {
        log.iter()
            .filter(|event| !matches!(event.fact, process::run::Fact::VariablesSet { .. }))
            .map(|event| event.fact.clone())
            .filter(|fact| !matches!(fact, process::run::Fact::JobOpened { .. }))
            .count()
    };
    assert_eq!(facts(&outcome.log), facts(live.log()));
}

#[test]
fn personal_data_is_hidden_by_field() {
    let definition = definition("leave-request");
    let mut live = play("leave-request", holiday(), Pins::new());
    live.make(answers(
        "approve",
        r#"{"approved": false, "comment": "He is ill"}"#,
    ))
    .unwrap();
    let masks = Masks(["comment".to_owned()].into());
    let scenario = from_past_case(&definition, live.log(), &masks, "past", "Past").unwrap();
    let text = serde_json::to_string(&scenario).unwrap();
    assert!(
        !text.contains("He is ill") && !text.contains("ada@example.com"),
        "{text}"
    );
    let By::Form { answers, .. } = &scenario.beginning.by else {
        panic!("it began by a form");
    };
    assert_eq!(answers["kind"], Value::from("Holiday"));
    let hidden = scenario.moves.iter().any(|made| {
        matches!(made, Move::Reply { reply: Reply::Answers { answers }, .. } if answers["comment"] == Value::from("hidden"))
    });
    assert!(hidden);
}

#[test]
fn half_a_history_is_refused_in_words() {
    let definition = definition("leave-request");
    let live = play("leave-request", holiday(), Pins::new());
    let refused = from_past_case(
        &definition,
        &live.log()[1..],
        &Masks::default(),
        "past",
        "Past",
    );
    assert_eq!(refused, Err(NotReplayable::NoBeginning));
}
