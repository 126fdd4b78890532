//! Waiting: for a time, until a moment.

use crate::support::build::*;
use crate::support::case::Case;
use crate::support::script::{expect, run, script, script_in};
use process::diagram::FieldKind;
use process::step::Unit;

fn waiting(amount: &str, unit: Unit) -> process::Definition {
    as_deployed(
        [
            start([optional("x", FieldKind::Number)]),
            wait_for("wait", amount, unit),
            end("end"),
        ],
        &["start > wait > end"],
    )
}

fn until(moment: &str) -> process::Definition {
    as_deployed(
        [
            start([optional("day", FieldKind::Date)]),
            wait_until("wait", moment),
            end("end"),
        ],
        &["start > wait > end"],
    )
}

#[test]
fn a_case_waits_and_goes_on_by_itself() {
    expect(
        &script(
            waiting("90", Unit::Minutes),
            "start {}\nadvance 1h\nadvance 1h",
        ),
        r#"
        > start {}
        started by user 1 in UTC
        enter start
        set x = null
        leave start
        take start-wait
        enter wait by start-wait
        timer until 2026-03-02T10:30:00Z
        > advance 1h
        nothing
        > advance 1h
        timer fired at 2026-03-02T10:30:00Z
        leave wait
        take wait-end
        enter end by wait-end
        leave end
        completed
        "#,
    );
}

#[test]
fn a_timer_cannot_fire_early_or_twice() {
    let definition = definition(
        [
            start([]),
            wait_for("wait", "2", Unit::Hours),
            ask("ask"),
            end("end"),
        ],
        &["start > wait > ask > end"],
    );
    let mut case = Case::new(definition);
    run(&mut case, "start {}");
    expect(
        &run(&mut case, "advance 1h\nfire wait"),
        r#"
        > advance 1h
        nothing
        > fire wait
        refused: tooEarly
        "#,
    );
    let process::run::Doing::AwaitingTimer { timer, .. } = case.visit("wait").1 else {
        panic!("it waits");
    };
    run(&mut case, "advance 1h");
    let late = case.submit(
        process::run::Actor::Engine,
        process::run::Wish::FireTimer { timer },
    );
    assert_eq!(late, Err(process::Rejection::NoSuchTimer { timer }));
}

#[test]
fn days_go_by_the_calendar_when_the_clocks_change() {
    // Berlin springs forward on 29 March 2026: 09:00 UTC on 2 March is 10:00 there, and so is 08:00 UTC later on.
    let happened = script_in("Europe/Berlin", waiting("28", Unit::Days), "start {}");
    assert!(
        happened.contains("timer until 2026-03-30T08:00:00Z"),
        "{happened}"
    );
    let hours = script_in("Europe/Berlin", waiting("28 * 24", Unit::Hours), "start {}");
    assert!(
        hours.contains("timer until 2026-03-30T09:00:00Z"),
        "{hours}"
    );
}

#[test]
fn parts_of_days_count_by_the_hour() {
    let happened = script(waiting("1.5", Unit::Days), "start {}");
    assert!(
        happened.contains("timer until 2026-03-03T21:00:00Z"),
        "{happened}"
    );
}

#[test]
fn a_date_means_its_midnight_in_the_zone_of_the_case() {
    let berlin = script_in(
        "Europe/Berlin",
        until("day"),
        r#"start {"day": "2026-03-10"}"#,
    );
    assert!(
        berlin.contains("timer until 2026-03-09T23:00:00Z"),
        "{berlin}"
    );
    let utc = script(until("day"), r#"start {"day": "2026-03-10"}"#);
    assert!(utc.contains("timer until 2026-03-10T00:00:00Z"), "{utc}");
}

#[test]
fn a_moment_that_has_passed_is_no_wait() {
    expect(
        &script(until("day"), r#"start {"day": "2020-01-01"}"#),
        r#"
        > start {"day": "2020-01-01"}
        started by user 1 in UTC
        enter start
        set day = date("2020-01-01")
        leave start
        take start-wait
        enter wait by start-wait
        leave wait
        take wait-end
        enter end by wait-end
        leave end
        completed
        "#,
    );
    for amount in ["0", "-3"] {
        let happened = script(waiting(amount, Unit::Days), "start {}");
        assert!(happened.ends_with("completed\n"), "{happened}");
    }
}

#[test]
fn a_wait_that_makes_no_sense_stops_the_case() {
    let stuck = |happened: String| happened.lines().last().unwrap_or_default().to_owned();
    assert_eq!(
        stuck(script(waiting("x", Unit::Days), "start {}")),
        "stuck at wait (Expression): The time to wait “x” gave nothing, but must give a number."
    );
    assert_eq!(
        stuck(script(waiting("10 ** 30", Unit::Weeks), "start {}")),
        "stuck at wait (Expression): “10 ** 30” lies too far away to wait for."
    );
    assert_eq!(
        stuck(script(until("day"), "start {}")),
        "stuck at wait (Expression): The moment to wait for, “day”, gave nothing, but must give a date."
    );
    assert_eq!(
        stuck(script(
            until("date(\"9999-12-31\") + duration(\"P900D\")"),
            "start {}"
        )),
        "stuck at wait (Expression): “date(\"9999-12-31\") + duration(\"P900D\")” lies too far away to wait for."
    );
}
