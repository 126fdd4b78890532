//! A day in the calendar.

use std::fmt;
use std::str::FromStr;

use super::scan::Scan;
use super::{TemporalError, YearsMonths};

const MAX_YEAR: i32 = 999_999_999;

/// A calendar day without a time: year −999 999 999 to 999 999 999, month 1–12, day 1–31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// `None` when there is no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let known = year.abs() <= MAX_YEAR && (1..=12).contains(&month);
        (known && day >= 1 && day <= days_in_month(year, month)).then_some(Date {
            year,
            month,
            day,
        })
    }

    pub fn year(self) -> i32 {
        self.year
    }

    pub fn month(self) -> u8 {
        self.month
    }

    pub fn day(self) -> u8 {
        self.day
    }

    /// 1 for Monday to 7 for Sunday.
    pub fn weekday(self) -> u8 {
        ((self.to_epoch_day() + 3).rem_euclid(7) + 1) as u8
    }

    /// 1 for the first of January.
    pub fn day_of_year(self) -> u16 {
        let first = Date {
            month: 1,
            day: 1,
            ..self
        };
        (self.to_epoch_day() - first.to_epoch_day() + 1) as u16
    }

    /// ISO week of the year, 1 to 53.
    pub fn week_of_year(self) -> u8 {
        let thursday = self.to_epoch_day() + 4 - i64::from(self.weekday());
        Date::from_epoch_day(thursday).map_or(1, |date| ((date.day_of_year() - 1) / 7 + 1) as u8)
    }

    /// Days since 1970-01-01.
    pub fn to_epoch_day(self) -> i64 {
        // Years counted from March, so that the leap day is the last of its year; eras of 400 years.
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year =
            (153 * ((i64::from(self.month) + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
            - 719_468
    }

    pub fn from_epoch_day(days: i64) -> Option<Date> {
        let shifted = days.checked_add(719_468)?;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u8;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        } as u8;
        let year = era.checked_mul(400)? + year_of_era + i64::from(month <= 2);
        Date::new(i32::try_from(year).ok()?, month, day)
    }

    pub fn plus_days(self, days: i64) -> Option<Date> {
        Date::from_epoch_day(self.to_epoch_day().checked_add(days)?)
    }

    /// Adds whole months; a day that the month does not have becomes its last day.
    pub fn plus_months(self, months: YearsMonths) -> Option<Date> {
        let total =
            (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(months.months())?;
        let year = i32::try_from(total.div_euclid(12)).ok()?;
        let month = (total.rem_euclid(12) + 1) as u8;
        (year.abs() <= MAX_YEAR).then(|| Date {
            year,
            month,
            day: self.day.min(days_in_month(year, month)),
        })
    }

    /// Whole months from `self` to `other`, towards zero.
    pub fn months_until(self, other: Date) -> YearsMonths {
        let months = (i64::from(other.year) - i64::from(self.year)) * 12 + i64::from(other.month)
            - i64::from(self.month);
        let incomplete = if months > 0 && other.day < self.day {
            1
        } else if months < 0 && other.day > self.day {
            -1
        } else {
            0
        };
        YearsMonths::new(months - incomplete)
    }

    pub(super) fn scan(scan: &mut Scan<'_>) -> Option<Date> {
        let negative = scan.take('-');
        let digits = scan.digits();
        if digits.len() < 4 || digits.len() > 9 || (digits.len() > 4 && digits.starts_with('0')) {
            return None;
        }
        let year: i32 = digits.parse().ok()?;
        scan.expect('-')?;
        let month = scan.two_digits()?;
        scan.expect('-')?;
        let day = scan.two_digits()?;
        Date::new(if negative { -year } else { year }, month, day)
    }
}

pub(crate) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = TemporalError;

    /// Reads `2026-11-22`.
    fn from_str(text: &str) -> Result<Date, TemporalError> {
        let mut scan = Scan::new(text);
        Date::scan(&mut scan)
            .filter(|_| scan.is_done())
            .ok_or(TemporalError("a date like 2026-11-22"))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(
            f,
            "{sign}{:04}-{:02}-{:02}",
            self.year.unsigned_abs(),
            self.month,
            self.day
        )
    }
}
