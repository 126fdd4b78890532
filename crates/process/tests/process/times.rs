//! Times a case waits for: in working time, before and after dates of its data, by cron lines; and when cases begin by
//! themselves.

use crate::support::build::*;
use crate::support::case::{Case, MONDAY};
use crate::support::script::script_in;
use process::diagram::{FieldKind, Step};
use process::run::{Doing, World};
use process::step::{
    Happening, Relative, Side, Stands, StepKind, Timer, Trigger, Unit, Wait, When,
};
use process::{Begins, Definition, Diagram, Timestamp, Value, Zone};
use std::collections::BTreeMap;

fn at(text: &str) -> Timestamp {
    let date_time: process::feel::DateTime = text.parse().expect("it is a moment");
    Timestamp::of(&date_time, &Zone::Utc).expect("its zone is known")
}

fn waiting(wait: Wait) -> Definition {
    as_deployed(
        [
            start([optional("day", FieldKind::Date)]),
            step("wait", StepKind::Wait(wait)),
            end("end"),
        ],
        &["start > wait > end"],
    )
}

fn working(amount: &str, unit: Unit) -> Wait {
    Wait::For {
        amount: amount.into(),
        unit,
        calendar: Some("office".into()),
    }
}

fn relative(amount: &str, unit: Unit, side: Side, calendar: Option<&str>) -> Wait {
    Wait::Relative {
        to: Relative {
            amount: amount.into(),
            unit,
            side,
            date: "day".into(),
        },
        calendar: calendar.map(str::to_owned),
    }
}

/// Until when the case waits that begins on Monday, 2 March 2026, at nine in London.
fn until(wait: Wait, day: &str) -> String {
    let happened = script_in(
        "Europe/London",
        waiting(wait),
        &format!("start {{\"day\": \"{day}\"}}"),
    );
    let line = happened
        .lines()
        .find(|line| line.contains("until") || line.contains("stuck"));
    line.unwrap_or("no wait").to_owned()
}

#[test]
fn a_wait_counts_working_time() {
    // Ten in Zurich. Friday, Monday, Tuesday …
    assert_eq!(
        until(working("5", Unit::WorkingDays), "2026-03-02"),
        "timer until 2026-03-09T09:00:00Z"
    );
    assert_eq!(
        until(working("9", Unit::Hours), "2026-03-02"),
        "timer until 2026-03-03T10:00:00Z"
    );
    assert_eq!(
        until(working("0.5", Unit::Hours), "2026-03-02"),
        "timer until 2026-03-02T09:30:00Z"
    );
    assert!(until(working("1.5", Unit::Days), "2026-03-02").contains("whole number"));
    assert!(until(working("10 ** 9", Unit::Hours), "2026-03-02").contains("too far away"));
    assert_eq!(until(working("-1", Unit::Days), "2026-03-02"), "no wait");
}

#[test]
fn a_wait_ends_so_long_before_or_after_a_date_of_the_case() {
    let before = |amount, unit, calendar| {
        until(relative(amount, unit, Side::Before, calendar), "2026-03-16")
    };
    assert_eq!(
        before("3", Unit::WorkingDays, Some("office")),
        "timer until 2026-03-11T08:00:00Z"
    );
    assert_eq!(
        before("3", Unit::Days, None),
        "timer until 2026-03-13T00:00:00Z"
    );
    assert_eq!(
        before("2", Unit::Hours, Some("office")),
        "timer until 2026-03-13T14:00:00Z"
    );
    assert_eq!(
        before("1", Unit::Weeks, Some("office")),
        "timer until 2026-03-09T08:00:00Z"
    );
    assert_eq!(
        until(
            relative("1", Unit::WorkingDays, Side::After, Some("office")),
            "2026-03-13"
        ),
        "timer until 2026-03-16T08:00:00Z"
    );
    // It has passed: no wait at all.
    assert_eq!(before("30", Unit::Days, None), "no wait");
    assert!(before("3", Unit::WorkingDays, None).contains("no business calendar is chosen"));
    assert!(before("3", Unit::WorkingDays, Some("gone")).contains("no business calendar “gone”"));
}

#[test]
fn a_due_date_counts_working_days() {
    let ask = with_ask(ask("ask"), |ask| {
        ask.due_in = "duration(\"P2DT4H\")".into();
        ask.due_calendar = Some("office".into());
    });
    let mut case = Case::new(as_deployed(
        [start([]), ask, end("end")],
        &["start > ask > end"],
    ));
    case.start(1, BTreeMap::new()).expect("it starts");
    let (_, doing) = case.visit("ask");
    let Doing::AwaitingPerson { due, .. } = doing else {
        panic!("it asks somebody");
    };
    // Wednesday at ten in Zurich, and four hours.
    assert_eq!(due, Some(at("2026-03-04T13:00:00Z")));
}

fn event(id: &str, at: Stands, when: When, calendar: Option<&str>) -> Step {
    let timer = Timer {
        when,
        calendar: calendar.map(str::to_owned),
    };
    step(
        id,
        StepKind::Event(Happening::new(at, [Trigger::Timer(timer)])),
    )
}

fn every(cycle: &str) -> When {
    When::Every {
        cycle: cycle.into(),
    }
}

/// A task with a reminder at its edge that does not stop it.
fn reminding(cycle: &str, calendar: Option<&str>) -> Diagram {
    let edge = Stands::Boundary {
        of: "ask".into(),
        interrupting: false,
    };
    diagram(
        [
            start([]),
            ask("ask"),
            event("remind", edge, every(cycle), calendar),
            end("end"),
            end("reminded"),
        ],
        &["start > ask > end", "remind > reminded"],
    )
}

#[test]
fn a_reminder_comes_by_its_cron_line_without_drifting() {
    let mut world = World::at(MONDAY);
    world.add("p", &reminding("30 8 * * *", None), &catalog());
    world.start("p", BTreeMap::new()).expect("it starts");
    world.advance(4 * 86_400_000 - 1_800_001);
    assert_eq!(world.entered("remind"), 3);
    world.advance(1);
    assert_eq!(world.entered("remind"), 4);
}

#[test]
fn a_reminder_by_a_calendar_leaves_out_the_weekend() {
    let mut world = World::at(MONDAY);
    world.add("p", &reminding("R4/P1D", Some("office")), &catalog());
    world.start("p", BTreeMap::new()).expect("it starts");
    world.advance(6 * 86_400_000);
    assert_eq!(world.entered("remind"), 4);
    world.advance(6 * 86_400_000);
    assert_eq!(world.entered("remind"), 4, "four times and no more");
}

fn schedule(when: When, calendar: Option<&str>) -> process::Schedule {
    let begins = Stands::Start { interrupting: true };
    let definition = as_deployed(
        [event("go", begins, when, calendar), end("end")],
        &["go > end"],
    );
    let mut all = definition.starts_by();
    let only = all.pop().expect("it begins by a timer");
    assert!(all.is_empty() && only.step.as_str() == "go");
    match only.trigger {
        Begins::Timer(schedule) => *schedule,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_process_says_when_it_begins_by_itself() {
    let zone: Zone = "Europe/Zurich".parse().expect("it is a zone");
    let published = MONDAY;
    let next = |schedule: &process::Schedule, after: &str| {
        let next = schedule.next(published, at(after), &zone);
        next.expect("it can be told")
    };
    let mondays = schedule(every("0 9 * * MON"), None);
    assert_eq!(
        next(&mondays, "2026-03-02T09:00:00Z"),
        Some(at("2026-03-09T08:00:00Z"))
    );
    assert_eq!(mondays.in_words(), "Every Monday at 9:00");
    // Counted from when it was published, whenever somebody asks; three times and no more.
    let thrice = schedule(every("R3/PT7H"), None);
    assert_eq!(
        next(&thrice, "2026-03-02T22:00:00Z"),
        Some(at("2026-03-02T23:00:00Z"))
    );
    assert_eq!(next(&thrice, "2026-03-03T06:00:00Z"), None);
    let date = schedule(
        When::Date {
            date: "2026-05-01T08:00:00".into(),
        },
        None,
    );
    assert_eq!(
        next(&date, "2026-03-02T09:00:00Z"),
        Some(at("2026-05-01T06:00:00Z"))
    );
    assert_eq!(next(&date, "2026-05-01T06:00:00Z"), None);
    let after = schedule(
        When::After {
            duration: "P1D".into(),
        },
        Some("office"),
    );
    assert_eq!(
        next(&after, "2026-03-02T09:00:00Z"),
        Some(at("2026-03-03T09:00:00Z"))
    );
    let gone = schedule(every("@daily"), Some("gone")).next(published, published, &zone);
    assert!(gone.is_err_and(|message| message.contains("gone")));
    let formula = schedule(every("\"R/PT\" + \"1H\""), None);
    assert_eq!(
        next(&formula, "2026-03-02T09:00:00Z"),
        Some(at("2026-03-02T10:00:00Z"))
    );
}

#[test]
fn a_case_begins_where_a_schedule_says() {
    let begins = Stands::Start { interrupting: true };
    let diagram = diagram(
        [
            start([]),
            event("go", begins, every("@daily"), None),
            end("end"),
            end("other"),
        ],
        &["start > end", "go > other"],
    );
    let mut world = World::at(MONDAY);
    world.add("p", &diagram, &catalog());
    let values = BTreeMap::from([("x".to_owned(), Value::from(1))]);
    world
        .start_at("p", vec!["go".into()], values)
        .expect("it begins");
    assert_eq!((world.entered("other"), world.entered("end")), (1, 0));
}

/// A case whose date is asked again while it waits for that date.
fn asked_again(wait: Step, boundary: bool) -> Case {
    let steps = [
        start([optional("day", FieldKind::Date)]),
        parallel("split"),
        ask_of("move", person(1), [optional("day", FieldKind::Date)]),
        wait,
        ask("hold"),
        end("end"),
        end("moved"),
    ];
    let waits = if boundary {
        ["split > hold > moved", "wait > end"]
    } else {
        ["split > wait > hold", "hold > moved"]
    };
    let flows = ["start > split > move > end", waits[0], waits[1]];
    let mut case = Case::new(as_deployed(steps, &flows));
    let day = process::feel::Value::Date("2026-03-20".parse().expect("it is a date"));
    case.start(1, BTreeMap::from([("day".to_owned(), day)]))
        .expect("it starts");
    case
}

fn move_to(case: &mut Case, day: &str) {
    crate::support::script::run(case, &format!("complete move {{\"day\": \"{day}\"}}"));
}

#[test]
fn a_wait_before_a_date_is_worked_out_again_when_the_date_is_moved() {
    let wait = relative("7", Unit::Days, Side::Before, None);
    let mut case = asked_again(step("wait", StepKind::Wait(wait)), false);
    let due = |case: &Case| match case.visit("wait").1 {
        Doing::AwaitingTimer { due, timer } => (due, timer),
        other => panic!("it waits: {other:?}"),
    };
    let (first, timer) = due(&case);
    assert_eq!(first, at("2026-03-13T00:00:00Z"));
    move_to(&mut case, "2026-04-20");
    assert_eq!(due(&case).0, at("2026-04-13T00:00:00Z"));
    // The old timer is taken back, and does nothing should it fire after all.
    assert!(case.effects.contains(&process::Effect::DropTimer { timer }));
    case.now = first;
    let late = case.submit(
        process::run::Actor::Engine,
        process::run::Wish::FireTimer { timer },
    );
    assert!(late.is_err());
}

#[test]
fn an_event_at_a_date_is_worked_out_again_when_the_date_is_moved() {
    let edge = Stands::Boundary {
        of: "hold".into(),
        interrupting: true,
    };
    let when = When::Date {
        date: "day - duration(\"P2D\")".into(),
    };
    let mut case = asked_again(event("wait", edge, when, None), true);
    let due = |case: &Case| {
        let mut waits = case.state.waits.values();
        match waits.next().map(|wait| wait.what.clone()) {
            Some(process::run::Awaited::Timer { due, .. }) => due,
            other => panic!("it waits: {other:?}"),
        }
    };
    assert_eq!(due(&case), at("2026-03-18T00:00:00Z"));
    move_to(&mut case, "2026-03-19");
    assert_eq!(due(&case), at("2026-03-17T00:00:00Z"));
    assert_eq!(case.state.waits.len(), 1);
}

#[test]
fn a_time_counted_from_now_does_not_begin_anew_when_data_change() {
    let wait = Wait::Until {
        moment: "now() + duration(\"PT5H\")".into(),
    };
    let mut case = asked_again(step("wait", StepKind::Wait(wait)), false);
    case.now = Timestamp(MONDAY.0 + 3_600_000);
    move_to(&mut case, "2026-04-20");
    let (_, doing) = case.visit("wait");
    assert!(matches!(doing, Doing::AwaitingTimer { due, .. } if due == at("2026-03-02T14:00:00Z")));
}
