//! A cycle of ISO 8601: so many times, perhaps from a moment on, every so often.

use super::Since;
use crate::calendar::wall::{self, DAY};
use feel::{Date, DateTime, Duration, Time, Timestamp, YearsMonths};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cycle {
    /// None for ever.
    pub times: Option<u64>,
    pub begins: Option<DateTime>,
    pub step: Step,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Milliseconds.
    Exact(i64),
    /// Days by the calendar, at the same time of day.
    Days(i64),
    Months(i64),
}

impl Cycle {
    /// `R3/PT1H`, `R/PT1H`, `R3/2026-11-22T10:00:00Z/PT1H`, or a plain duration for ever.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts: Vec<&str> = text.split('/').map(str::trim).collect();
        let times = match parts.first()?.strip_prefix('R') {
            Some("") => None,
            Some(count) => Some(count.parse().ok()?),
            None => {
                parts.insert(0, "");
                None
            }
        };
        let (begins, every) = match parts.as_slice() {
            [_, every] => (None, *every),
            [_, begins, every] => (Some(date_time(begins)?), *every),
            _ => return None,
        };
        Some(Self {
            times,
            begins,
            step: step(every)?,
        })
    }

    /// The first time behind a moment.
    pub fn next(&self, since: &Since<'_>, after: Timestamp) -> Option<Timestamp> {
        let zone = since.zone;
        let (base, first) = match &self.begins {
            Some(begins) => (Timestamp::of(begins, zone)?, 0),
            None => (since.began, 1),
        };
        let shown = wall::shown(base, zone)?;
        let passed = after.0.checked_sub(base.0)?;
        // One that has surely passed, or the first.
        let mut count = first.max(match self.step {
            Step::Exact(every) => passed.div_euclid(every),
            Step::Days(days) => passed.div_euclid(DAY) / days - 2,
            Step::Months(months) => passed.div_euclid(31 * DAY) / months - 2,
        });
        loop {
            let done = count - first;
            let most = self.times.and_then(|times| i64::try_from(times).ok());
            if most.is_some_and(|most| done >= most) {
                return None;
            }
            let at = match self.step {
                Step::Exact(every) => Timestamp(every.checked_mul(count)?.checked_add(base.0)?),
                Step::Days(days) => {
                    let later = days.checked_mul(count)?.checked_mul(DAY)?;
                    wall::moment(shown.checked_add(later)?, zone)?
                }
                Step::Months(months) => {
                    let date = Date::from_epoch_day(shown.div_euclid(DAY))?;
                    let later = date.plus_months(YearsMonths::new(months.checked_mul(count)?))?;
                    let of_day = shown.rem_euclid(DAY);
                    let day = later.to_epoch_day().checked_mul(DAY)?;
                    wall::moment(day.checked_add(of_day)?, zone)?
                }
            };
            if at > after {
                return Some(at);
            }
            count += 1;
        }
    }
}

/// A date stands for its midnight.
pub(crate) fn date_time(text: &str) -> Option<DateTime> {
    text.parse().ok().or_else(|| {
        let date: Date = text.parse().ok()?;
        Some(DateTime::new(date, Time::midnight(None)))
    })
}

fn step(text: &str) -> Option<Step> {
    if let Ok(duration) = text.parse::<Duration>() {
        let milliseconds = i64::try_from(duration.whole_milliseconds()).ok()?;
        return (milliseconds > 0).then_some(match milliseconds % DAY {
            0 => Step::Days(milliseconds / DAY),
            _ => Step::Exact(milliseconds),
        });
    }
    if let Some(weeks) = weeks(text) {
        return (weeks > 0).then_some(Step::Days(weeks.checked_mul(7)?));
    }
    let months: YearsMonths = text.parse().ok()?;
    let months = months.months();
    (months > 0).then_some(Step::Months(months))
}

/// `P2W`, which FEEL does not have.
fn weeks(text: &str) -> Option<i64> {
    text.strip_prefix('P')?.strip_suffix('W')?.parse().ok()
}
