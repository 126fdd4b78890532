//! The arithmetic on a business calendar. Total and bounded: what lies further away than a hundred years is none.

use super::wall::{self, DAY};
use super::{Calendar, flaw};
use feel::{Date, Timestamp, Zone};
use std::collections::BTreeSet;

/// How far is looked, in days.
const FURTHEST: i64 = 36_600;
/// How much is looked at in one piece.
const PIECE: i64 = 28 * DAY;

/// A calendar one can count in.
#[derive(Clone, Debug)]
pub struct WorkingTime {
    zone: Zone,
    /// Monday to Sunday, in milliseconds of the day, in order.
    week: [Vec<(i64, i64)>; 7],
    holidays: BTreeSet<Date>,
    /// Month and day.
    yearly: BTreeSet<(u8, u8)>,
}

impl WorkingTime {
    /// The sentence says what is wrong with the calendar.
    pub fn of(calendar: &Calendar) -> Result<Self, String> {
        if let Some(flaw) = flaw::flaws(calendar).into_iter().next() {
            let message = flaw.message;
            return Err(format!("The calendar “{}”: {message}", calendar.name));
        }
        let zone = calendar.zone.parse().unwrap_or_default();
        let week = calendar.week.clone().map(|hours| {
            let span = |hours: &super::Hours| (hours.from.milliseconds(), hours.to.milliseconds());
            let mut spans: Vec<_> = hours.iter().map(span).collect();
            spans.sort_unstable();
            spans
        });
        let (yearly, once): (Vec<_>, Vec<_>) =
            calendar.holidays.iter().partition(|holiday| holiday.yearly);
        let of_year = |date: Date| (date.month(), date.day());
        Ok(Self {
            zone,
            week,
            holidays: once.iter().map(|holiday| holiday.date).collect(),
            yearly: yearly.iter().map(|holiday| of_year(holiday.date)).collect(),
        })
    }

    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    pub fn is_working_day(&self, date: Date) -> bool {
        !self.week[usize::from(date.weekday() - 1)].is_empty()
            && !self.yearly.contains(&(date.month(), date.day()))
            && !self.holidays.contains(&date)
    }

    pub fn is_working(&self, at: Timestamp) -> bool {
        self.spans(at.0, at.0.saturating_add(1))
            .is_some_and(|spans| !spans.is_empty())
    }

    /// The moment itself when somebody works then, else when work begins next.
    pub fn next(&self, at: Timestamp) -> Option<Timestamp> {
        self.forward(at, |from, _| Some(from))
    }

    /// When so much working time has passed since a moment; the moment itself for none.
    pub fn after(&self, at: Timestamp, milliseconds: i64) -> Option<Timestamp> {
        if milliseconds <= 0 {
            return Some(at);
        }
        let mut left = milliseconds;
        self.forward(at, |from, to| {
            let enough = left <= to - from;
            let end = enough.then(|| from + left);
            left -= to - from;
            end
        })
    }

    /// The latest moment with so much working time from it to this one.
    pub fn before(&self, at: Timestamp, milliseconds: i64) -> Option<Timestamp> {
        if milliseconds <= 0 {
            return Some(at);
        }
        let mut left = milliseconds;
        self.backward(at, |from, to| {
            let enough = left <= to - from;
            let begin = enough.then(|| to - left);
            left -= to - from;
            begin
        })
    }

    /// How much working time lies between two moments, in milliseconds. None when they are too far apart.
    pub fn worked(&self, from: Timestamp, to: Timestamp) -> Option<i64> {
        if to.0.checked_sub(from.0)? > FURTHEST * DAY {
            return None;
        }
        Some(self.spans(from.0, to.0)?.iter().map(|(a, b)| b - a).sum())
    }

    /// So many working days on, at the same time of day, or as near to it as work on that day allows. Counted from when
    /// somebody works: who asks on Saturday begins on Monday.
    pub fn days_after(&self, at: Timestamp, days: i64) -> Option<Timestamp> {
        let begin = self.next(at)?;
        let date = wall::date(begin, &self.zone)?;
        self.at_time_of(begin, self.day_from(date, days, true)?)
    }

    /// The working day so many working days after (or before) a date; for 0 the date itself, or the nearest working day
    /// in that direction.
    pub fn day_from(&self, date: Date, days: i64, forward: bool) -> Option<Date> {
        let step = if forward { 1 } else { -1 };
        let mut left = days;
        let mut at = date;
        for _ in 0..=FURTHEST {
            if left <= 0 && self.is_working_day(at) {
                return Some(at);
            }
            at = at.plus_days(step)?;
            if left > 0 && self.is_working_day(at) {
                left -= 1;
            }
        }
        None
    }

    /// How many working days there are from one date up to, but without, another.
    pub fn days_between(&self, from: Date, to: Date) -> Option<i64> {
        let days = to.to_epoch_day().checked_sub(from.to_epoch_day())?;
        if days > FURTHEST {
            return None;
        }
        let mut count = 0;
        for day in 0..days {
            count += i64::from(self.is_working_day(from.plus_days(day)?));
        }
        Some(count)
    }

    /// When work begins on a day, or after it.
    pub fn opening(&self, date: Date) -> Option<Timestamp> {
        self.next(wall::midnight(date, &self.zone)?)
    }

    /// On a working day, at the time of day it is at a moment; if nobody works then, later that day, else when work ends.
    pub fn at_time_of(&self, moment: Timestamp, date: Date) -> Option<Timestamp> {
        let of_day = wall::shown(moment, &self.zone)?.rem_euclid(DAY);
        let wall = date.to_epoch_day().checked_mul(DAY)?.checked_add(of_day)?;
        let at = wall::moment(wall, &self.zone)?;
        let next = self.next(at)?;
        if wall::date(next, &self.zone)? == date {
            return Some(next);
        }
        self.backward(at, |_, to| Some(to))
    }

    /// The first of the spans of working time after a moment that gives one.
    fn forward(
        &self,
        at: Timestamp,
        mut of: impl FnMut(i64, i64) -> Option<i64>,
    ) -> Option<Timestamp> {
        for piece in 0..FURTHEST * DAY / PIECE {
            let from = at.0.checked_add(piece * PIECE)?;
            let spans = self.spans(from, from.checked_add(PIECE)?)?;
            if let Some(found) = spans.into_iter().find_map(|(from, to)| of(from, to)) {
                return Some(Timestamp(found));
            }
        }
        None
    }

    /// The last of those before a moment.
    fn backward(
        &self,
        at: Timestamp,
        mut of: impl FnMut(i64, i64) -> Option<i64>,
    ) -> Option<Timestamp> {
        for piece in 0..FURTHEST * DAY / PIECE {
            let to = at.0.checked_sub(piece * PIECE)?;
            let spans = self.spans(to.checked_sub(PIECE)?, to)?;
            let mut latest = spans.into_iter().rev();
            if let Some(found) = latest.find_map(|(from, to)| of(from, to)) {
                return Some(Timestamp(found));
            }
        }
        None
    }

    /// Working time between two moments, in order. The clocks decide: an hour they skip is not worked, one they show twice
    /// is worked twice.
    fn spans(&self, from: i64, to: i64) -> Option<Vec<(i64, i64)>> {
        let mut spans: Vec<(i64, i64)> = Vec::new();
        let mut at = from;
        while at < to {
            let offset = wall::offset(Timestamp(at), &self.zone)?;
            let change = self.zone.next_change(Timestamp(at));
            let until = change.map_or(to, |change| change.0.min(to));
            let first = at.checked_add(offset)?.div_euclid(DAY);
            let last = (until - 1).checked_add(offset)?.div_euclid(DAY);
            for day in first..=last {
                let date = Date::from_epoch_day(day)?;
                if !self.is_working_day(date) {
                    continue;
                }
                let of_day = |time: i64| {
                    day.saturating_mul(DAY)
                        .saturating_add(time)
                        .saturating_sub(offset)
                };
                for (begin, end) in &self.week[usize::from(date.weekday() - 1)] {
                    let begin = of_day(*begin).max(at);
                    let end = of_day(*end).min(until);
                    match spans.last_mut() {
                        Some(last) if begin < end && last.1 == begin => last.1 = end,
                        _ if begin < end => spans.push((begin, end)),
                        _ => {}
                    }
                }
            }
            at = until;
        }
        Some(spans)
    }
}
