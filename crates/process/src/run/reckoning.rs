//! From an amount of time to a moment: in plain time, or in the working time of a business calendar.

use crate::calendar::WorkingTime;
use crate::calendar::wall::{self, DAY};
use crate::definition::{Formula, Moment, RelativePlan};
use crate::step::{Side, Unit};
use feel::{Date, DateTime, Duration, Number, Time, Timestamp, Value, YearsMonths, Zone};
use std::collections::BTreeMap;

/// The end of the year 9999: nothing waits longer, and calendars everywhere can show it.
const LATEST: Timestamp = Timestamp(253_402_300_799_000);

/// A point in time as a rule gave it: a date counts as a whole day.
enum Point {
    Day(Date),
    At(Timestamp),
}

impl Point {
    fn begins(&self, zone: &Zone) -> Option<Timestamp> {
        match self {
            Self::Day(date) => wall::midnight(*date, zone),
            Self::At(at) => Some(*at),
        }
    }
}

pub(super) fn within_reach(due: Option<Timestamp>, text: &str) -> Result<Timestamp, String> {
    due.filter(|due| *due <= LATEST)
        .ok_or_else(|| format!("“{text}” lies too far away to wait for."))
}

/// So much later, as the settings of a wait say it.
pub(super) fn later(
    amount: &Formula,
    unit: Unit,
    variables: &BTreeMap<String, Value>,
    moment: &Moment,
    working: Option<&WorkingTime>,
) -> Result<Timestamp, String> {
    let number = number(amount, "The time to wait", variables, moment)?;
    let due = match working {
        None if unit == Unit::WorkingDays => return Err(no_calendar()),
        None => plainly(&Point::At(moment.at), number, unit, moment),
        Some(_) if number.is_negative() => Some(moment.at),
        Some(working) => match unit {
            Unit::Days | Unit::WorkingDays => working.days_after(moment.at, whole(number, amount)?),
            Unit::Weeks => weeks(&Point::At(moment.at), whole(number, amount)?, true, working),
            _ => length(number, unit).and_then(|length| working.after(moment.at, length)),
        },
    };
    within_reach(due, &amount.source)
}

/// So long before or after a date of the case.
pub(super) fn relative(
    plan: &RelativePlan,
    variables: &BTreeMap<String, Value>,
    moment: &Moment,
    working: Option<&WorkingTime>,
) -> Result<Timestamp, String> {
    let number = number(&plan.amount, "The time to count", variables, moment)?;
    let point = match plan.date.evaluate(variables, moment)? {
        Value::Date(date) => Point::Day(date),
        Value::DateTime(date_time) => {
            let at = Timestamp::of(&date_time, &moment.zone);
            Point::At(within_reach(at, &plan.date.source)?)
        }
        other => {
            return Err(format!(
                "The date “{}” gave {}, but must give a date.",
                plan.date.source,
                other.kind_in_words()
            ));
        }
    };
    // Fewer than nothing before is after.
    let forward = (plan.side == Side::Before) == number.is_negative();
    let number = number.abs();
    let due = match working {
        None if plan.unit == Unit::WorkingDays => return Err(no_calendar()),
        None if forward => plainly(&point, number, plan.unit, moment),
        None => plainly(&point, -number, plan.unit, moment),
        Some(working) => match plan.unit {
            Unit::Days | Unit::WorkingDays => {
                let days = whole(number, &plan.amount)?;
                days_from(&point, days, forward, working)
            }
            Unit::Weeks => {
                let weeks = whole(number, &plan.amount)?;
                self::weeks(&point, weeks, forward, working)
            }
            unit => {
                let length = length(number, unit);
                let at = point.begins(working.zone());
                at.zip(length).and_then(|(at, length)| match forward {
                    true => working.after(at, length),
                    false => working.before(at, length),
                })
            }
        },
    };
    within_reach(due, &plan.date.source)
}

/// A duration later. In working time its days are working days, and what is left of it working hours.
pub(super) fn duration_later(
    duration: Duration,
    at: Timestamp,
    working: Option<&WorkingTime>,
) -> Option<Timestamp> {
    let Some(working) = working else {
        return at.plus(duration);
    };
    let whole = i64::try_from(duration.whole_milliseconds()).ok()?;
    if whole <= 0 {
        return Some(at);
    }
    let at = match whole / DAY {
        0 => at,
        days => working.days_after(at, days)?,
    };
    working.after(at, whole % DAY)
}

/// Months later; in working time, when somebody works then.
pub(super) fn months_later(
    months: YearsMonths,
    moment: &Moment,
    working: Option<&WorkingTime>,
) -> Option<Timestamp> {
    let at = moment.at.plus_months(months, &moment.zone)?;
    working.map_or(Some(at), |working| working.next(at))
}

fn number(
    amount: &Formula,
    what: &str,
    variables: &BTreeMap<String, Value>,
    moment: &Moment,
) -> Result<Number, String> {
    match amount.evaluate(variables, moment)? {
        Value::Number(number) => Ok(number),
        other => Err(format!(
            "{what} “{}” gave {}, but must give a number.",
            amount.source,
            other.kind_in_words()
        )),
    }
}

fn plainly(point: &Point, number: Number, unit: Unit, moment: &Moment) -> Option<Timestamp> {
    let at = point.begins(&moment.zone)?;
    match (unit, number.to_i64()) {
        // Whole days and weeks go by the calendar: to the same time of day, also when the clocks change.
        (Unit::Days | Unit::WorkingDays, Some(days)) => days_later(days, at, moment),
        (Unit::Weeks, Some(weeks)) => days_later(weeks.checked_mul(7)?, at, moment),
        _ => at.0.checked_add(length(number, unit)?).map(Timestamp),
    }
}

fn days_later(days: i64, at: Timestamp, moment: &Moment) -> Option<Timestamp> {
    let now = at.in_zone(&moment.zone)?;
    let then = DateTime::new(now.date().plus_days(days)?, now.time().clone());
    Timestamp::of(&then, &moment.zone)
}

fn days_from(point: &Point, days: i64, forward: bool, working: &WorkingTime) -> Option<Timestamp> {
    match point {
        Point::Day(date) => working.opening(working.day_from(*date, days, forward)?),
        Point::At(at) => {
            let date = wall::date(*at, working.zone())?;
            working.at_time_of(*at, working.day_from(date, days, forward)?)
        }
    }
}

/// The same day of the week, or the nearest working day in the same direction.
fn weeks(point: &Point, weeks: i64, forward: bool, working: &WorkingTime) -> Option<Timestamp> {
    let days = weeks.checked_mul(if forward { 7 } else { -7 })?;
    let near = |date: Date| working.day_from(date.plus_days(days)?, 0, forward);
    match point {
        Point::Day(date) => working.opening(near(*date)?),
        Point::At(at) => working.at_time_of(*at, near(wall::date(*at, working.zone())?)?),
    }
}

fn whole(number: Number, amount: &Formula) -> Result<i64, String> {
    number.to_i64().ok_or_else(|| {
        format!(
            "“{}” must give a whole number, because it counts days of a business calendar.",
            amount.source
        )
    })
}

fn length(number: Number, unit: Unit) -> Option<i64> {
    let size = match unit {
        Unit::Seconds => 1_000,
        Unit::Minutes => 60_000,
        Unit::Hours => 3_600_000,
        Unit::Days | Unit::WorkingDays => DAY,
        Unit::Weeks => 7 * DAY,
    };
    number.checked_mul(Number::from(size))?.floor().to_i64()
}

fn no_calendar() -> String {
    "Working days are counted here, but no business calendar is chosen.".to_owned()
}

/// Midnight of a date, or the moment itself.
pub(super) fn moment_of(value: &Value, moment: &Moment) -> Option<Timestamp> {
    match value {
        Value::Date(date) => {
            let midnight = DateTime::new(*date, Time::midnight(None));
            Timestamp::of(&midnight, &moment.zone)
        }
        Value::DateTime(date_time) => Timestamp::of(date_time, &moment.zone),
        _ => None,
    }
}
