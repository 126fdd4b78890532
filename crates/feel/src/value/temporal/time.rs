//! Times of day, and days with a time.

use std::fmt;
use std::str::FromStr;

use super::scan::Scan;
use super::{Date, Duration, NANOS_PER_DAY, NANOS_PER_SECOND, TemporalError, YearsMonths, Zone};

/// A time of day to the nanosecond, with its zone when one was given; without one it is local.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Time {
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
    zone: Option<Zone>,
}

impl Time {
    /// `None` when there is no such time: hour 0–23, minute and second 0–59.
    pub fn new(
        hour: u8,
        minute: u8,
        second: u8,
        nanosecond: u32,
        zone: Option<Zone>,
    ) -> Option<Time> {
        let known =
            hour < 24 && minute < 60 && second < 60 && i128::from(nanosecond) < NANOS_PER_SECOND;
        known.then_some(Time {
            hour,
            minute,
            second,
            nanosecond,
            zone,
        })
    }

    pub fn midnight(zone: Option<Zone>) -> Time {
        Time {
            hour: 0,
            minute: 0,
            second: 0,
            nanosecond: 0,
            zone,
        }
    }

    pub fn hour(&self) -> u8 {
        self.hour
    }

    pub fn minute(&self) -> u8 {
        self.minute
    }

    pub fn second(&self) -> u8 {
        self.second
    }

    pub fn nanosecond(&self) -> u32 {
        self.nanosecond
    }

    pub fn zone(&self) -> Option<&Zone> {
        self.zone.as_ref()
    }

    pub fn with_zone(self, zone: Option<Zone>) -> Time {
        Time { zone, ..self }
    }

    /// Nanoseconds since midnight on the clock, whatever the zone.
    pub(crate) fn nanos_of_day(&self) -> i128 {
        let seconds =
            i128::from(self.hour) * 3600 + i128::from(self.minute) * 60 + i128::from(self.second);
        seconds * NANOS_PER_SECOND + i128::from(self.nanosecond)
    }

    pub(crate) fn from_nanos_of_day(nanos: i128, zone: Option<Zone>) -> Time {
        let nanos = nanos.rem_euclid(NANOS_PER_DAY);
        let seconds = nanos / NANOS_PER_SECOND;
        Time {
            hour: (seconds / 3600) as u8,
            minute: (seconds / 60 % 60) as u8,
            second: (seconds % 60) as u8,
            nanosecond: (nanos % NANOS_PER_SECOND) as u32,
            zone,
        }
    }

    /// The time so much later, going round at midnight.
    pub fn plus(&self, duration: Duration) -> Time {
        Time::from_nanos_of_day(
            self.nanos_of_day() + duration.nanos() % NANOS_PER_DAY,
            self.zone.clone(),
        )
    }

    /// The time, and whether it was written as 24:00:00: midnight at the end of its day.
    fn scan(scan: &mut Scan<'_>) -> Option<(Time, bool)> {
        let hour = scan.two_digits()?;
        scan.expect(':')?;
        let minute = scan.two_digits()?;
        scan.expect(':')?;
        let second = scan.two_digits()?;
        let nanosecond = if scan.take('.') {
            scan.nanoseconds()?
        } else {
            0
        };
        let zone = if scan.is_done() {
            None
        } else {
            Some(Zone::from_suffix(scan.rest())?)
        };
        let ends_day = (hour, minute, second, nanosecond) == (24, 0, 0, 0);
        let hour = if ends_day { 0 } else { hour };
        Some((Time::new(hour, minute, second, nanosecond, zone)?, ends_day))
    }
}

impl FromStr for Time {
    type Err = TemporalError;

    /// Reads `10:30:00`, `10:30:00.5`, `10:30:00Z`, `10:30:00+02:00`, `10:30:00@Europe/Paris`.
    fn from_str(text: &str) -> Result<Time, TemporalError> {
        Time::scan(&mut Scan::new(text))
            .map(|(time, _)| time)
            .ok_or(TemporalError("a time like 10:30:00"))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)?;
        if self.nanosecond != 0 {
            let fraction = format!("{:09}", self.nanosecond);
            write!(f, ".{}", fraction.trim_end_matches('0'))?;
        }
        self.zone
            .as_ref()
            .map_or(Ok(()), |zone| zone.write_suffix(f))
    }
}

/// A day and a time of day. The zone, if any, is that of its time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateTime {
    date: Date,
    time: Time,
}

impl DateTime {
    pub fn new(date: Date, time: Time) -> DateTime {
        DateTime { date, time }
    }

    pub fn date(&self) -> Date {
        self.date
    }

    pub fn time(&self) -> &Time {
        &self.time
    }

    pub fn zone(&self) -> Option<&Zone> {
        self.time.zone()
    }

    /// Nanoseconds since 1970-01-01 on the wall clock, whatever the zone.
    pub(crate) fn wall_nanos(&self) -> i128 {
        i128::from(self.date.to_epoch_day()) * NANOS_PER_DAY + self.time.nanos_of_day()
    }

    pub(crate) fn from_wall_nanos(nanos: i128, zone: Option<Zone>) -> Option<DateTime> {
        let date = Date::from_epoch_day(i64::try_from(nanos.div_euclid(NANOS_PER_DAY)).ok()?)?;
        Some(DateTime {
            date,
            time: Time::from_nanos_of_day(nanos, zone),
        })
    }

    /// Nanoseconds since the Unix epoch; `local` is the zone of a date-time without one.
    /// `None` when the rules of the zone are not at hand (see the feature `tzdb`).
    pub(crate) fn instant_nanos(&self, local: &Zone) -> Option<i128> {
        let zone = self.zone().unwrap_or(local);
        Some(self.wall_nanos() - i128::from(zone.offset_of(self)?) * NANOS_PER_SECOND)
    }

    /// So much later in real time: across a change of the clocks, the wall clock shows the change.
    pub fn plus(&self, duration: Duration) -> Option<DateTime> {
        match self.zone() {
            None => DateTime::from_wall_nanos(self.wall_nanos() + duration.nanos(), None),
            Some(zone) => zone.date_time_at(self.instant_nanos(zone)? + duration.nanos()),
        }
    }

    fn scan(scan: &mut Scan<'_>) -> Option<DateTime> {
        let date = Date::scan(scan)?;
        scan.expect('T')?;
        let (time, ends_day) = Time::scan(scan)?;
        let date = if ends_day { date.plus_days(1)? } else { date };
        Some(DateTime { date, time })
    }

    /// So many months later at the same time of day.
    pub fn plus_months(&self, months: YearsMonths) -> Option<DateTime> {
        Some(DateTime {
            date: self.date.plus_months(months)?,
            time: self.time.clone(),
        })
    }
}

impl FromStr for DateTime {
    type Err = TemporalError;

    /// Reads `2026-11-22T10:30:00` with the zone of a time.
    fn from_str(text: &str) -> Result<DateTime, TemporalError> {
        DateTime::scan(&mut Scan::new(text))
            .ok_or(TemporalError("a date and time like 2026-11-22T10:30:00"))
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)
    }
}
