//! The words for a moment. The calendar below is for the server; the browser has its own.

use crate::api::Moment;
use js_sys::Date;
use wasm_bindgen::JsValue;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `2026-11-22T16:43:00Z`
pub fn machine(moment: Moment) -> String {
    let (year, month, day) = civil(moment.div_euclid(DAY));
    let (hour, minute, second) = clock(moment);
    format!(
        "{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z",
        month + 1
    )
}

/// `22 Nov 2026, 16:43 UTC`
pub fn in_utc(moment: Moment) -> String {
    let (year, month, day) = civil(moment.div_euclid(DAY));
    let (hour, minute, _) = clock(moment);
    format!("{day} {} {year}, {hour:02}:{minute:02} UTC", MONTHS[month])
}

/// `22 Nov 2026, 17:43`, by the reader's clock.
pub fn in_this_zone(moment: Moment) -> String {
    let date = date(moment);
    format!(
        "{} {}, {}",
        day_and_month(&date),
        date.get_full_year(),
        time_of_day(&date)
    )
}

/// `just now`, `5 minutes ago`, `today, 09:12`, `yesterday, 09:12`, `12 Nov, 09:12`, `12 Nov 2025`
pub fn ago(moment: Moment, now: Moment) -> String {
    let past = now - moment;
    match past {
        ..MINUTE => "just now".to_owned(),
        MINUTE..HOUR => count(past / MINUTE, "minute") + " ago",
        _ => near(moment, now),
    }
}

/// `Due today, 17:00`, `Due 3 Dec, 17:00`, `2 days late`
pub fn due(moment: Moment, now: Moment) -> String {
    match now - moment {
        ..=0 => format!("Due {}", near(moment, now)),
        late if late < HOUR => count((late / MINUTE).max(1), "minute") + " late",
        late if late < 2 * DAY => count(late / HOUR, "hour") + " late",
        late => count(late / DAY, "day") + " late",
    }
}

/// A day named by how far it is, with its time unless it is far.
fn near(moment: Moment, now: Moment) -> String {
    let (date, today) = (date(moment), date(now));
    match local_day(&date) - local_day(&today) {
        0 => format!("today, {}", time_of_day(&date)),
        1 => format!("tomorrow, {}", time_of_day(&date)),
        -1 => format!("yesterday, {}", time_of_day(&date)),
        _ if date.get_full_year() == today.get_full_year() => {
            format!("{}, {}", day_and_month(&date), time_of_day(&date))
        }
        _ => format!("{} {}", day_and_month(&date), date.get_full_year()),
    }
}

fn count(number: i64, unit: &str) -> String {
    if number == 1 {
        format!("1 {unit}")
    } else {
        format!("{number} {unit}s")
    }
}

fn date(moment: Moment) -> Date {
    Date::new(&JsValue::from_f64(moment as f64))
}

/// The number of the day in the reader's zone; only differences mean something.
fn local_day(date: &Date) -> i64 {
    (date.get_time() as i64 - date.get_timezone_offset() as i64 * MINUTE).div_euclid(DAY)
}

fn day_and_month(date: &Date) -> String {
    format!(
        "{} {}",
        date.get_date(),
        MONTHS[date.get_month() as usize % 12]
    )
}

fn time_of_day(date: &Date) -> String {
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

fn clock(moment: Moment) -> (i64, i64, i64) {
    let seconds = moment.rem_euclid(DAY) / 1000;
    (seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Year, month from 0, and day for days since 1970, in the Gregorian calendar.
fn civil(days: i64) -> (i64, usize, i64) {
    // Count from 1 March of the year 0, so that the leap day ends the year.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let from_january = (month + 2) % 12;
    (
        year + era * 400 + i64::from(from_january < 2),
        from_january as usize,
        day,
    )
}

#[cfg(test)]
mod tests {
    use super::{in_utc, machine};

    #[test]
    fn moments_are_written_in_utc() {
        assert_eq!(in_utc(0), "1 Jan 1970, 00:00 UTC");
        assert_eq!(machine(1_709_210_096_000), "2024-02-29T12:34:56Z");
        assert_eq!(in_utc(1_795_279_380_000), "21 Nov 2026, 16:43 UTC");
        assert_eq!(machine(-1000), "1969-12-31T23:59:59Z");
    }
}
