//! A cron line: minute, hour, day of the month, month, day of the week; with six fields, the second in front.

use super::field::{DAY, HOUR, MINUTE, MONTH, SECOND, WEEKDAY, is_any};
use crate::calendar::wall;
use feel::{Date, Timestamp, Zone};

/// After so many days every date has fallen on every day of the week, also around a year like 2100.
const FURTHEST: i64 = 366 * 41;
const ALL_HOURS: u64 = (1 << 24) - 1;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cron {
    pub seconds: u64,
    pub minutes: u64,
    pub hours: u64,
    /// Bits 1 to 31.
    pub days: u64,
    /// The last day of each month, whichever that is (`L`).
    pub last_day: bool,
    /// Bits 1 to 12.
    pub months: u64,
    /// Bits 0 (Sunday) to 6.
    pub weekdays: u64,
    pub any_day: bool,
    pub any_weekday: bool,
    /// With five fields, a day of the month and a day of the week each count by themselves; with six they must agree.
    either: bool,
}

impl Cron {
    pub fn parse(text: &str) -> Result<Self, String> {
        let line = match text {
            "@yearly" | "@annually" => "0 0 1 1 *",
            "@monthly" => "0 0 1 * *",
            "@weekly" => "0 0 * * 0",
            "@daily" | "@midnight" => "0 0 * * *",
            "@hourly" => "0 * * * *",
            _ => text,
        };
        let fields: Vec<&str> = line.split_whitespace().collect();
        let (second, rest, either) = match fields.as_slice() {
            rest if rest.len() == 5 => ("0", rest, true),
            [second, rest @ ..] if rest.len() == 5 => (*second, rest, false),
            _ => {
                return Err(format!(
                    "“{text}” is not a cron line that can be read: it needs five fields (minute, hour, day, month, day of the week)."
                ));
            }
        };
        let [minute, hour, day, month, weekday] = rest else {
            return Err(format!("“{text}” needs five fields."));
        };
        let last_day = day.eq_ignore_ascii_case("L");
        let sundays = WEEKDAY.read(weekday)?;
        let cron = Self {
            seconds: SECOND.read(second)?,
            minutes: MINUTE.read(minute)?,
            hours: HOUR.read(hour)?,
            days: if last_day { 0 } else { DAY.read(day)? },
            last_day,
            months: MONTH.read(month)?,
            weekdays: sundays & 0x7f,
            any_day: is_any(day),
            any_weekday: is_any(weekday),
            either,
        };
        let ever = cron.next_shown(0);
        ever.ok_or_else(|| format!("“{text}” never comes: there is no such day."))?;
        Ok(cron)
    }

    /// The first time behind a moment. A time that the clocks skip comes when they have changed, one that they show twice
    /// comes once; but what comes every hour comes in every hour there is.
    pub fn next(&self, after: Timestamp, zone: &Zone) -> Option<Timestamp> {
        if self.hours == ALL_HOURS {
            return self.next_hour(after, zone);
        }
        let mut shown = wall::shown(after, zone)?;
        loop {
            shown = self.next_shown(shown)?;
            let at = wall::moment(shown, zone)?;
            if at > after {
                return Some(at);
            }
        }
    }

    /// Between two changes of the clocks, one after the other.
    fn next_hour(&self, after: Timestamp, zone: &Zone) -> Option<Timestamp> {
        let mut after = after;
        loop {
            let offset = wall::offset(after, zone)?;
            let at = Timestamp(self.next_shown(after.0.checked_add(offset)?)? - offset);
            match zone.next_change(after) {
                Some(change) if at >= change => {
                    let offset = wall::offset(change, zone)?;
                    let shown = change.0.checked_add(offset)?;
                    if self.next_shown(shown - 1) == Some(shown) {
                        return Some(change);
                    }
                    after = change;
                }
                _ => return Some(at),
            }
        }
    }

    /// What the clocks show next, in milliseconds since 1970.
    fn next_shown(&self, after: i64) -> Option<i64> {
        let second = after.div_euclid(1000) + 1;
        let first = second.div_euclid(86_400);
        for day in first..first + FURTHEST {
            if !self.is_day(Date::from_epoch_day(day)?) {
                continue;
            }
            let from = if day == first {
                second.rem_euclid(86_400)
            } else {
                0
            };
            if let Some(found) = self.time_from(from) {
                return Some((day * 86_400 + found) * 1000);
            }
        }
        None
    }

    fn is_day(&self, date: Date) -> bool {
        if self.months >> date.month() & 1 == 0 {
            return false;
        }
        let next = date.plus_days(1);
        let last = self.last_day && next.is_some_and(|next| next.day() == 1);
        let of_month = last || self.days >> date.day() & 1 == 1;
        let of_week = self.weekdays >> (date.weekday() % 7) & 1 == 1;
        if self.either && !self.any_day && !self.any_weekday {
            of_month || of_week
        } else {
            of_month && of_week
        }
    }

    /// The first second of the day, from one on, at which it comes.
    fn time_from(&self, from: i64) -> Option<i64> {
        let (hour, minute, second) = (from / 3600, from / 60 % 60, from % 60);
        let hours = bits(self.hours, hour);
        for at in hours {
            let same = at == hour;
            for minutes in bits(self.minutes, if same { minute } else { 0 }) {
                let same = same && minutes == minute;
                let mut seconds = bits(self.seconds, if same { second } else { 0 });
                if let Some(second) = seconds.next() {
                    return Some(at * 3600 + minutes * 60 + second);
                }
            }
        }
        None
    }
}

/// The members of a set from one on.
pub(super) fn bits(set: u64, from: i64) -> impl Iterator<Item = i64> {
    (from..64).filter(move |bit| set >> bit & 1 == 1)
}
