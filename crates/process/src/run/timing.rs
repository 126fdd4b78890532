//! When a timer of an event fires: an ISO 8601 literal, or a FEEL expression that gives a moment, a duration or such a
//! literal.

use crate::definition::{Moment, TimerPlan, TimerSort};
use feel::{Date, DateTime, Duration, Time, Timestamp, Value, YearsMonths};
use std::collections::BTreeMap;

/// The end of the year 9999: nothing waits longer.
const LATEST: Timestamp = Timestamp(253_402_300_799_000);

pub(super) struct Times {
    pub due: Timestamp,
    /// Times it fires after the first one; none for ever.
    pub left: Option<u64>,
    /// Milliseconds between two times.
    pub every: Option<i64>,
}

pub(super) fn times(
    plan: &TimerPlan,
    variables: &BTreeMap<String, Value>,
    moment: &Moment,
) -> Result<Times, String> {
    let literal = plan.text.trim_matches('"');
    if let Some(times) = read(plan.sort, literal, moment) {
        return within_reach(times, literal);
    }
    let value = plan.formula.evaluate(variables, moment)?;
    let times = match &value {
        Value::String(text) => read(plan.sort, text.trim(), moment),
        Value::Date(date) => at(&DateTime::new(*date, Time::midnight(None)), moment),
        Value::DateTime(date_time) => at(date_time, moment),
        Value::Duration(duration) => moment.at.plus(*duration).map(once),
        Value::YearsMonths(months) => moment.at.plus_months(*months, &moment.zone).map(once),
        _ => None,
    };
    let times = times.ok_or_else(|| {
        format!(
            "The time “{}” gave {}, but must give a date, a duration, or a repetition such as R3/PT1H.",
            plan.text,
            value.kind_in_words()
        )
    })?;
    within_reach(times, &plan.text)
}

fn once(due: Timestamp) -> Times {
    Times {
        due,
        left: Some(0),
        every: None,
    }
}

fn read(sort: TimerSort, text: &str, moment: &Moment) -> Option<Times> {
    match sort {
        TimerSort::Every => cycle(text, moment),
        TimerSort::Date => date(text, moment).or_else(|| after(text, moment)),
        TimerSort::After => after(text, moment).or_else(|| date(text, moment)),
    }
}

fn date(text: &str, moment: &Moment) -> Option<Times> {
    let date_time = text.parse::<DateTime>().ok().or_else(|| {
        let date: Date = text.parse().ok()?;
        Some(DateTime::new(date, Time::midnight(None)))
    })?;
    at(&date_time, moment)
}

fn at(date_time: &DateTime, moment: &Moment) -> Option<Times> {
    Timestamp::of(date_time, &moment.zone).map(once)
}

fn after(text: &str, moment: &Moment) -> Option<Times> {
    if let Ok(duration) = text.parse::<Duration>() {
        return moment.at.plus(duration).map(once);
    }
    let months: YearsMonths = text.parse().ok()?;
    moment.at.plus_months(months, &moment.zone).map(once)
}

/// `R3/PT1H`, `R/PT1H`, `R3/2026-11-22T10:00:00Z/PT1H`, or a plain duration for ever.
fn cycle(text: &str, moment: &Moment) -> Option<Times> {
    let mut parts = text.split('/');
    let first = parts.next()?;
    let (count, rest): (Option<u64>, Vec<&str>) = match first.strip_prefix('R') {
        Some("") => (None, parts.collect()),
        Some(count) => (Some(count.parse().ok()?), parts.collect()),
        None => (None, std::iter::once(first).chain(parts).collect()),
    };
    let (start, duration) = match rest.as_slice() {
        [duration] => (None, *duration),
        [start, duration] => (Some(date(start, moment)?.due), *duration),
        _ => return None,
    };
    let every = duration.parse::<Duration>().ok()?;
    let next = moment.at.plus(every)?;
    let every = next.0.checked_sub(moment.at.0).filter(|every| *every > 0)?;
    Some(Times {
        due: start.unwrap_or(next),
        left: count.map(|count| count.saturating_sub(1)),
        every: Some(every),
    })
}

fn within_reach(times: Times, text: &str) -> Result<Times, String> {
    if times.due > LATEST {
        return Err(format!("“{text}” lies too far away to wait for."));
    }
    Ok(times)
}
