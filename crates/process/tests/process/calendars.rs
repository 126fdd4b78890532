//! Business calendars: working hours and days, against a model that looks at every minute.

use process::calendar::{Calendar, Clock, FlawPlace, Holiday, Hours, WorkingTime};
use process::feel::{Date, DateTime};
use process::{Timestamp, Zone};
#[cfg(not(target_arch = "wasm32"))]
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    let date_time: DateTime = text.parse().expect("it is a moment");
    Timestamp::of(&date_time, &Zone::Utc).expect("its zone is known")
}

fn date(text: &str) -> Date {
    text.parse().expect("it is a date")
}

fn holiday(text: &str, yearly: bool) -> Holiday {
    Holiday {
        name: text.into(),
        date: date(text),
        yearly,
    }
}

fn office(zone: &str) -> Calendar {
    Calendar {
        holidays: vec![holiday("2026-12-25", true), holiday("2026-04-06", false)],
        ..Calendar::usual("office", "Office", zone)
    }
}

fn working(calendar: &Calendar) -> WorkingTime {
    WorkingTime::of(calendar).expect("people work by it")
}

const HOUR: i64 = 3_600_000;

#[test]
fn three_working_days_leave_out_the_weekend_and_holidays() {
    let office = working(&office("UTC"));
    // 2026-04-02 is a Thursday, Monday the 6th a holiday.
    let due = office.days_after(at("2026-04-02T10:00:00Z"), 3);
    assert_eq!(due, Some(at("2026-04-08T10:00:00Z")));
    // Who asks on Saturday begins on the next working day, in the morning.
    let due = office.days_after(at("2026-04-04T12:00:00Z"), 1);
    assert_eq!(due, Some(at("2026-04-08T09:00:00Z")));
    let due = office.days_after(at("2026-12-24T20:00:00Z"), 0);
    assert_eq!(due, Some(at("2026-12-28T09:00:00Z")));
    // Every year, not only that one.
    assert!(!office.is_working_day(date("2031-12-25")));
    assert!(office.is_working_day(date("2027-04-06")));
}

#[test]
fn working_hours_go_on_in_the_morning() {
    let office = working(&office("UTC"));
    let friday = at("2026-03-06T16:00:00Z");
    assert_eq!(office.after(friday, HOUR), Some(at("2026-03-06T17:00:00Z")));
    assert_eq!(
        office.after(friday, 2 * HOUR),
        Some(at("2026-03-09T10:00:00Z"))
    );
    assert_eq!(
        office.before(at("2026-03-09T10:00:00Z"), 2 * HOUR),
        Some(friday)
    );
    assert_eq!(
        office.worked(friday, at("2026-03-09T10:30:00Z")),
        Some(2 * HOUR + HOUR / 2)
    );
    assert_eq!(office.next(friday), Some(friday));
    assert_eq!(
        office.next(at("2026-03-06T17:00:00Z")),
        Some(at("2026-03-09T09:00:00Z"))
    );
}

#[test]
fn working_days_are_counted_between_dates() {
    let office = working(&office("UTC"));
    let between = |from, to| office.days_between(date(from), date(to));
    assert_eq!(between("2026-04-01", "2026-04-08"), Some(4));
    assert_eq!(between("2026-04-08", "2026-04-01"), Some(0));
    assert_eq!(
        office.day_from(date("2026-04-08"), 3, false),
        Some(date("2026-04-02"))
    );
    assert_eq!(
        office.day_from(date("2026-04-06"), 0, false),
        Some(date("2026-04-03"))
    );
}

#[test]
fn a_day_has_23_or_25_hours_when_the_clocks_change() {
    let mut night = Calendar::usual("night", "Night", "Europe/Zurich");
    let all_day = Hours {
        from: Clock::at(0, 0),
        to: Clock::at(24, 0),
    };
    night.week = std::array::from_fn(|_| vec![all_day]);
    let day = |calendar: &Calendar, from: &str, to: &str| {
        let hours = working(calendar).worked(at(from), at(to));
        hours.map(|hours| hours as f64 / HOUR as f64)
    };
    let spring = ("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
    let autumn = ("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
    assert_eq!(day(&night, spring.0, spring.1), Some(23.0));
    assert_eq!(day(&night, autumn.0, autumn.1), Some(25.0));
    // From a time that the clocks skip on, and up to one that they show twice.
    let span = |from, to| Hours { from, to };
    night.week[6] = vec![span(Clock::at(2, 30), Clock::at(4, 0))];
    assert_eq!(day(&night, spring.0, spring.1), Some(1.0));
    night.week[6] = vec![span(Clock::at(1, 0), Clock::at(2, 30))];
    assert_eq!(day(&night, autumn.0, autumn.1), Some(2.0));
    assert_eq!(day(&night, spring.0, spring.1), Some(1.0));
}

#[test]
fn a_calendar_nobody_works_by_is_a_named_problem_and_ends() {
    let mut empty = Calendar::usual("empty", "Empty", "UTC");
    empty.week = Default::default();
    assert!(
        WorkingTime::of(&empty)
            .is_err_and(|message| message.contains("Nobody ever works by this calendar"))
    );
    let mut always_off = Calendar::usual("off", "Off", "UTC");
    let first = date("2024-01-01");
    let days = (0..366).filter_map(|day| first.plus_days(day));
    always_off.holidays = days.map(|day| holiday(&day.to_string(), true)).collect();
    assert!(WorkingTime::of(&always_off).is_err());
    // One date is left, the 29th of February: far away, but it comes.
    let rare = Calendar {
        holidays: always_off
            .holidays
            .into_iter()
            .filter(|holiday| holiday.date != date("2024-02-29"))
            .collect(),
        ..Calendar::usual("rare", "Rare", "UTC")
    };
    let next = working(&rare).next(at("2026-03-02T09:00:00Z"));
    assert_eq!(next, Some(at("2028-02-29T09:00:00Z")));
    assert_eq!(
        working(&rare).after(at("2026-03-02T09:00:00Z"), i64::MAX),
        None
    );
}

#[test]
fn what_is_wrong_with_a_calendar_is_said_at_its_place() {
    let mut wrong = Calendar::usual("", " ", "Europe/Nowhere");
    wrong.week[1] = vec![Hours {
        from: Clock::at(22, 0),
        to: Clock::at(6, 0),
    }];
    let span = |from, to| Hours {
        from: Clock::at(from, 0),
        to: Clock::at(to, 0),
    };
    wrong.week[2] = vec![span(8, 12), span(11, 14)];
    let places: Vec<_> = wrong.flaws().iter().map(|flaw| flaw.place).collect();
    let mut expected = vec![FlawPlace::Key, FlawPlace::Name];
    // In the browser every name passes; the server looks again.
    if !cfg!(target_arch = "wasm32") {
        expected.push(FlawPlace::Zone);
    }
    expected.extend([FlawPlace::Day(1), FlawPlace::Day(2)]);
    assert_eq!(places, expected);
}

#[test]
fn a_calendar_is_saved_as_people_write_it() {
    let mut calendar = office("Europe/Zurich");
    calendar.week[4] = vec![Hours {
        from: Clock::at(9, 0),
        to: Clock::at(24, 0),
    }];
    let json = serde_json::to_string(&calendar).expect("it can be written");
    assert!(json.contains(r#"[{"from":"09:00","to":"24:00"}],[],[]]"#));
    assert!(json.contains(r#"{"name":"2026-12-25","date":"2026-12-25","yearly":true}"#));
    assert_eq!(
        serde_json::from_str::<Calendar>(&json).expect("it can be read"),
        calendar
    );
    assert!(serde_json::from_str::<Clock>(r#""24:01""#).is_err());
    assert!(serde_json::from_str::<Clock>(r#""9:5""#).is_err());
}

/// Zones whose clocks change by an hour, by half of one, at midnight, and by a whole day.
#[cfg(not(target_arch = "wasm32"))]
const AROUND: [(&str, &str); 8] = [
    ("UTC", "2026-02-28T00:00:00Z"),
    ("Europe/Zurich", "2026-03-29T01:00:00Z"),
    ("Europe/Zurich", "2026-10-25T01:00:00Z"),
    ("America/New_York", "2026-11-01T06:00:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
    ("America/Sao_Paulo", "2018-02-18T02:00:00Z"),
    ("America/Sao_Paulo", "2018-11-04T03:00:00Z"),
    ("Pacific/Apia", "2011-12-30T10:00:00Z"),
];

#[cfg(not(target_arch = "wasm32"))]
fn calendars() -> impl Strategy<Value = (Calendar, Timestamp)> {
    let span = (0u8..24, 0u8..4, 1u8..12).prop_map(|(hour, quarter, length)| Hours {
        from: Clock::at(hour, quarter * 15),
        to: Clock::at(hour + length, quarter * 15),
    });
    let days = proptest::collection::vec(proptest::option::of(span), 7);
    (0..AROUND.len(), days, -4i64..4, -6000i64..6000).prop_map(
        |(around, days, holiday_after, minutes)| {
            let (zone, change) = AROUND[around];
            let mut calendar = Calendar::usual("any", "Any", zone);
            for (at, span) in days.into_iter().enumerate() {
                calendar.week[at] = span.into_iter().collect();
            }
            let change = at(change);
            let day = change.in_zone(&Zone::Utc).expect("it is a day").date();
            calendar.holidays.push(Holiday {
                name: "Off".into(),
                date: day.plus_days(holiday_after).expect("it is a day"),
                yearly: false,
            });
            (calendar, Timestamp(change.0 + minutes * 60_000))
        },
    )
}

/// Whether somebody works in the minute that begins at a moment: what its clock shows.
#[cfg(not(target_arch = "wasm32"))]
fn works(calendar: &Calendar, zone: &Zone, at: Timestamp) -> bool {
    let shown = at.in_zone(zone).expect("its rules are known");
    let clock = Clock::at(shown.time().hour(), shown.time().minute());
    let off = calendar.holidays.iter();
    let mut off = off.filter(|holiday| holiday.date == shown.date());
    let hours = &calendar.week[usize::from(shown.date().weekday()) - 1];
    off.next().is_none()
        && hours
            .iter()
            .any(|hours| hours.from <= clock && clock < hours.to)
}

#[cfg(not(target_arch = "wasm32"))]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn working_time_is_what_a_look_at_every_minute_finds(
        (calendar, from) in calendars(),
        length in 1i64..900,
    ) {
        let Ok(counted) = WorkingTime::of(&calendar) else {
            return Ok(());
        };
        let zone: Zone = calendar.zone.parse().expect("it is a zone");
        let minute = |by: i64| Timestamp(from.0 + by * 60_000);
        let (mut worked, mut after, mut next) = (0, None, None);
        for by in 0..4 * 1440 {
            if works(&calendar, &zone, minute(by)) {
                next = next.or(Some(minute(by)));
                worked += 1;
                if worked == length {
                    after = Some(minute(by + 1));
                }
            }
        }
        let (mut passed, mut before) = (0, None);
        for by in 1..=4 * 1440 {
            if works(&calendar, &zone, minute(-by)) {
                passed += 1;
                if passed == length {
                    before = Some(minute(-by));
                }
            }
        }
        prop_assert_eq!(counted.worked(from, minute(4 * 1440)), Some(worked * 60_000));
        prop_assert_eq!(counted.worked(minute(-4 * 1440), from), Some(passed * 60_000));
        if next.is_some() {
            prop_assert_eq!(counted.next(from), next);
        }
        if after.is_some() {
            prop_assert_eq!(counted.after(from, length * 60_000), after);
        }
        if before.is_some() {
            prop_assert_eq!(counted.before(from, length * 60_000), before);
        }
        prop_assert_eq!(counted.is_working(from), works(&calendar, &zone, from));
    }

    #[test]
    fn working_days_forth_are_the_same_back((calendar, from) in calendars(), days in 1i64..40) {
        let Ok(counted) = WorkingTime::of(&calendar) else {
            return Ok(());
        };
        let zone: Zone = calendar.zone.parse().expect("it is a zone");
        let first = from.in_zone(&zone).expect("its rules are known").date();
        let there = counted.day_from(first, days, true).expect("it is near");
        prop_assert!(counted.is_working_day(there));
        let after = first.plus_days(1).expect("it is near");
        let end = there.plus_days(1).expect("it is near");
        prop_assert_eq!(counted.days_between(after, end), Some(days));
        if counted.is_working_day(first) {
            prop_assert_eq!(counted.day_from(there, days, false), Some(first));
        }
        let due = counted.days_after(from, days).expect("it is near");
        prop_assert!(due > from);
    }
}
