//! What comes again and again: cron lines and cycles, the clocks' changes, and in words.

use process::calendar::{Calendar, WorkingTime};
use process::feel::DateTime;
use process::recurrence::{Recurrence, Since};
use process::{Timestamp, Zone};
#[cfg(not(target_arch = "wasm32"))]
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    let date_time: DateTime = text.parse().expect("it is a moment");
    Timestamp::of(&date_time, &Zone::Utc).expect("its zone is known")
}

fn read(text: &str) -> Recurrence {
    Recurrence::parse(text).unwrap_or_else(|problem| panic!("{problem}"))
}

/// The next times, as the clocks in a zone show them.
fn nexts(text: &str, zone: &str, after: &str, count: usize) -> Vec<String> {
    let zone: Zone = zone.parse().expect("it is a zone");
    let began = at(after);
    let since = Since {
        began,
        zone: &zone,
        working: None,
    };
    let recurrence = read(text);
    let times = std::iter::successors(recurrence.next(&since, began), |last| {
        recurrence.next(&since, *last)
    });
    let shown = times.take(count).map(|at| {
        let shown = at.in_zone(&zone).expect("its rules are known");
        shown.to_string().chars().take(19).collect()
    });
    shown.collect()
}

#[test]
fn a_cron_line_says_when_it_comes_next() {
    let next = |line| nexts(line, "UTC", "2026-11-23T08:30:00Z", 3);
    assert_eq!(
        next("0 9 * * MON-FRI"),
        [
            "2026-11-23T09:00:00",
            "2026-11-24T09:00:00",
            "2026-11-25T09:00:00"
        ]
    );
    assert_eq!(
        next("*/20 9,17 1 * *"),
        [
            "2026-12-01T09:00:00",
            "2026-12-01T09:20:00",
            "2026-12-01T09:40:00"
        ]
    );
    // A day of the month or a day of the week.
    assert_eq!(
        next("0 0 1 * 0"),
        [
            "2026-11-29T00:00:00",
            "2026-12-01T00:00:00",
            "2026-12-06T00:00:00"
        ]
    );
    assert_eq!(
        next("30 8 29 2 *"),
        [
            "2028-02-29T08:30:00",
            "2032-02-29T08:30:00",
            "2036-02-29T08:30:00"
        ]
    );
    assert_eq!(
        next("0 18 L * ?"),
        [
            "2026-11-30T18:00:00",
            "2026-12-31T18:00:00",
            "2027-01-31T18:00:00"
        ]
    );
    assert_eq!(
        next("@monthly"),
        [
            "2026-12-01T00:00:00",
            "2027-01-01T00:00:00",
            "2027-02-01T00:00:00"
        ]
    );
    // Seconds in front, and a range that goes round the week.
    assert_eq!(
        next("15 0 7 * * FRI-MON"),
        [
            "2026-11-27T07:00:15",
            "2026-11-28T07:00:15",
            "2026-11-29T07:00:15"
        ]
    );
}

#[test]
fn what_cannot_be_read_or_never_comes_is_said() {
    let wrong = |line| Recurrence::parse(line).expect_err("it cannot be read");
    assert_eq!(
        wrong("61 * * * *"),
        "“61” is not a minute; write 0 to 59, a range such as 0-59, or *."
    );
    assert!(wrong("* * * FOO *").contains("is not a month"));
    assert!(wrong("*/0 * * * *").contains("is not a minute"));
    assert!(wrong("0 9 20-10 * *").contains("is not a day of the month"));
    assert!(wrong("0 0 30 2 *").contains("never comes"));
    assert!(wrong("0 0 0 1 1 ? 2026").contains("five fields"));
    assert!(wrong("@reboot").contains("five fields"));
    assert!(wrong("next week").contains("neither a repetition"));
    for hostile in [
        "",
        "* * * * * * *",
        "R/",
        "R/P",
        "R-1/PT1H",
        "R/PT0S",
        "P0D",
        "99999999999999999999 * * * *",
    ] {
        assert!(Recurrence::parse(hostile).is_err(), "{hostile}");
    }
}

#[test]
fn a_time_the_clocks_skip_comes_after_the_change_and_one_they_show_twice_comes_once() {
    assert_eq!(
        nexts("30 2 * * *", "Europe/Zurich", "2026-03-28T00:00:00Z", 3),
        [
            "2026-03-28T02:30:00",
            "2026-03-29T03:00:00",
            "2026-03-30T02:30:00"
        ]
    );
    assert_eq!(
        nexts("30 2 * * *", "Europe/Zurich", "2026-10-24T12:00:00Z", 2),
        ["2026-10-25T02:30:00", "2026-10-26T02:30:00"]
    );
    // Every hour is every hour there is.
    assert_eq!(
        nexts("0 * * * *", "Europe/Zurich", "2026-10-24T23:30:00Z", 4),
        [
            "2026-10-25T02:00:00",
            "2026-10-25T02:00:00",
            "2026-10-25T03:00:00",
            "2026-10-25T04:00:00"
        ]
    );
    assert_eq!(
        nexts("0 * * * *", "Europe/Zurich", "2026-03-28T23:30:00Z", 3),
        [
            "2026-03-29T01:00:00",
            "2026-03-29T03:00:00",
            "2026-03-29T04:00:00"
        ]
    );
}

#[test]
fn cycles_are_counted_from_their_beginning_and_never_drift() {
    assert_eq!(
        nexts("R2/PT90M", "UTC", "2026-11-23T08:00:00Z", 5),
        ["2026-11-23T09:30:00", "2026-11-23T11:00:00"]
    );
    // The same time of day, also when the clocks change.
    assert_eq!(
        nexts(
            "R/2026-10-12T09:00:00/P1W",
            "Europe/Zurich",
            "2026-10-13T00:00:00Z",
            2
        ),
        ["2026-10-19T09:00:00", "2026-10-26T09:00:00"]
    );
    // The last day of a short month, and back to the 31st.
    assert_eq!(
        nexts(
            "R4/2026-01-31T08:00:00/P1M",
            "UTC",
            "2026-01-01T00:00:00Z",
            9
        ),
        [
            "2026-01-31T08:00:00",
            "2026-02-28T08:00:00",
            "2026-03-31T08:00:00",
            "2026-04-30T08:00:00"
        ]
    );
    let long_ago = read("R/1970-01-01T00:00:01Z/PT7S");
    let since = Since {
        began: Timestamp(0),
        zone: &Zone::Utc,
        working: None,
    };
    let now = at("2026-11-23T08:00:00Z");
    let next = long_ago.next(&since, now).expect("it goes on");
    assert!(next > now && next.0 - now.0 <= 7000 && (next.0 - 1000) % 7000 == 0);
    assert_eq!(long_ago.next(&since, Timestamp(i64::MAX)), None);
    assert_eq!(read("R/P9999Y").next(&since, Timestamp(i64::MAX - 1)), None);
}

#[test]
fn what_falls_on_a_day_off_is_left_out() {
    let mut office = Calendar::usual("office", "Office", "UTC");
    let day_off = "2026-11-24".parse().expect("it is a date");
    office.holidays.push(process::calendar::Holiday {
        name: "Off".into(),
        date: day_off,
        yearly: false,
    });
    let working = WorkingTime::of(&office).expect("people work by it");
    let since = Since {
        began: at("2026-11-23T10:00:00Z"),
        zone: &Zone::Utc,
        working: Some(&working),
    };
    let next = |text: &str, after: &str| read(text).next(&since, at(after));
    assert_eq!(
        next("0 9 * * *", "2026-11-23T10:00:00Z"),
        Some(at("2026-11-25T09:00:00Z"))
    );
    assert_eq!(
        next("R/P1D", "2026-11-27T12:00:00Z"),
        Some(at("2026-11-30T10:00:00Z"))
    );
    assert_eq!(
        next("R/PT1S", "2026-11-27T17:00:00Z"),
        Some(at("2026-11-30T09:00:00Z"))
    );
    // Nobody ever works at night: it ends.
    assert_eq!(next("0 3 * * *", "2026-11-23T10:00:00Z"), None);
}

#[test]
fn recurrences_are_said_in_words() {
    let words = |text| read(text).in_words();
    for (text, said) in [
        ("0 9 * * 1", "Every Monday at 9:00"),
        ("0 9 * * 1-5", "Every weekday at 9:00"),
        ("@daily", "Every day at 0:00"),
        ("30 8,17 * * *", "Every day at 8:30 and 17:30"),
        ("*/15 * * * *", "Every 15 minutes"),
        ("* * * * *", "Every minute"),
        ("@hourly", "Every hour"),
        ("5 * * * *", "Every hour at 5 past"),
        ("0 */2 * * *", "Every 2 hours"),
        (
            "*/10 9-16 * * MON-FRI",
            "Every 10 minutes from 9:00 to 16:59, every weekday",
        ),
        ("0 9 1 * *", "On the 1st of every month at 9:00"),
        ("0 9 L * ?", "On the last day of every month at 9:00"),
        (
            "0 9 2,23 1,7 *",
            "On the 2nd and 23rd of January and July at 9:00",
        ),
        (
            "0 9 * 12 SAT,SUN",
            "Every Saturday and Sunday in December at 9:00",
        ),
        ("30 0 9 * * *", "Every day at 9:00:30"),
        ("*/5 * * * * *", "Every 5 seconds"),
        ("R/P1D", "Every day"),
        ("R3/PT90M", "Every 90 minutes, 3 times"),
        ("R1/P2W", "Every 2 weeks, once"),
        (
            "R/2026-01-05T09:00:00/P1M",
            "Every month from 2026-01-05 9:00 on",
        ),
    ] {
        assert_eq!(words(text), said, "{text}");
    }
}

#[cfg(not(target_arch = "wasm32"))]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_cron_line_comes_at_every_minute_that_fits_and_at_no_other(
        minute in 0u8..60,
        step in 1u8..30,
        first in 0u8..20,
        last in 20u8..24,
        weekday in 0u8..8,
        from in 0i64..500_000,
    ) {
        let line = format!("{minute}/{step} {first}-{last} * * {weekday}");
        let fits = |at: Timestamp| {
            let shown = at.in_zone(&Zone::Utc).expect("it is near");
            let time = shown.time();
            time.minute() >= minute
                && (time.minute() - minute).is_multiple_of(step)
                && (first..=last).contains(&time.hour())
                && shown.date().weekday() % 7 == weekday % 7
        };
        let start = Timestamp(1_790_000_000_000 / 60_000 * 60_000 + from * 60_000);
        let since = Since { began: start, zone: &Zone::Utc, working: None };
        let next = read(&line).next(&since, start).expect("it comes");
        let naive = (1..=8 * 1440).map(|by| Timestamp(start.0 + by * 60_000)).find(|at| fits(*at));
        prop_assert_eq!(Some(next), naive);
    }

    #[test]
    fn no_line_makes_it_fail_or_go_on_for_ever(line in "[0-9*/,L@RPTMON?# -]{0,24}", at in any::<i64>()) {
        if let Ok(recurrence) = Recurrence::parse(&line) {
            let since = Since { began: Timestamp(0), zone: &Zone::Utc, working: None };
            let next = recurrence.next(&since, Timestamp(at));
            prop_assert!(next.is_none_or(|next| next.0 > at));
            prop_assert!(!recurrence.in_words().is_empty());
        }
    }
}
