//! Values that stand on a line: numbers, days, moments, lengths of time.

use feel::{Date, DateTime, Duration, Number, Time, Value, YearsMonths};

const DAY: i128 = 86_400_000_000_000;
const HOUR: i128 = 3_600_000_000_000;

/// What a line is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Numbers,
    Days,
    /// Times of day without a zone.
    Times,
    /// Dates with times, without a zone.
    Moments,
    Durations,
    Months,
}

/// A place on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Point {
    Number(Number),
    /// Counted in the line's smallest unit: days, nanoseconds or months.
    Count(i128),
}

/// Where a value stands; nothing for what stands on no line, or on one whose order depends on time zones.
pub(super) fn place(value: &Value) -> Option<(Line, Point)> {
    let of_day = |time: &Time| {
        let seconds = i128::from(time.hour()) * 3600
            + i128::from(time.minute()) * 60
            + i128::from(time.second());
        seconds * 1_000_000_000 + i128::from(time.nanosecond())
    };
    Some(match value {
        Value::Number(number) => (Line::Numbers, Point::Number(*number)),
        Value::Date(date) => (Line::Days, Point::Count(date.to_epoch_day().into())),
        Value::Time(time) if time.zone().is_none() => (Line::Times, Point::Count(of_day(time))),
        Value::DateTime(moment) if moment.zone().is_none() => {
            let days = i128::from(moment.date().to_epoch_day());
            let point = days * DAY + of_day(moment.time());
            (Line::Moments, Point::Count(point))
        }
        Value::Duration(length) => (Line::Durations, Point::Count(length.nanos())),
        Value::YearsMonths(length) => (Line::Months, Point::Count(length.months().into())),
        _ => return None,
    })
}

impl Line {
    /// The value at a point.
    pub fn value(self, point: Point) -> Option<Value> {
        let count = match point {
            Point::Number(number) => return Some(Value::Number(number)),
            Point::Count(count) => count,
        };
        Some(match self {
            Line::Numbers => return None,
            Line::Days => Value::Date(Date::from_epoch_day(count.try_into().ok()?)?),
            Line::Times => Value::Time(time(count)?),
            Line::Moments => {
                let date = Date::from_epoch_day(count.div_euclid(DAY).try_into().ok()?)?;
                Value::DateTime(DateTime::new(date, time(count.rem_euclid(DAY))?))
            }
            Line::Durations => Value::Duration(Duration::from_nanos(count)?),
            Line::Months => Value::YearsMonths(YearsMonths::new(count.try_into().ok()?)),
        })
    }

    /// A point strictly between two others, the plainest that comes to mind; an end that is missing is endless.
    pub fn between(self, low: Option<Point>, high: Option<Point>) -> Option<Point> {
        match (low, high) {
            (None, None) if self == Line::Numbers => Some(Point::Number(Number::from(0))),
            (Some(Point::Number(low)), high) => {
                let high = match high {
                    Some(Point::Number(high)) => Some(high),
                    _ => None,
                };
                let whole = low.floor().checked_add(Number::from(1))?;
                let fits = |found: &Number| *found > low && high.is_none_or(|high| *found < high);
                let found = Some(whole).filter(fits).or_else(|| {
                    let sum = low.checked_add(high?)?;
                    sum.checked_div(Number::from(2))
                });
                found.filter(fits).map(Point::Number)
            }
            (_, Some(Point::Number(high))) => {
                let found = high.checked_sub(Number::from(1))?.floor();
                (found < high).then_some(Point::Number(found))
            }
            (low, high) => {
                let count = |point: Option<Point>| match point {
                    Some(Point::Count(count)) => Some(count),
                    _ => None,
                };
                let found = self.count_between(count(low), count(high))?;
                let point = Point::Count(found);
                // Beyond the calendar, or the end of a day, there is nothing.
                self.value(point).map(|_| point)
            }
        }
    }

    fn count_between(self, low: Option<i128>, high: Option<i128>) -> Option<i128> {
        let step = match self {
            Line::Days | Line::Months | Line::Numbers => 1,
            Line::Times | Line::Moments | Line::Durations => HOUR,
        };
        let fits = |found: &i128| {
            low.is_none_or(|low| *found > low)
                && high.is_none_or(|high| *found < high)
                && (self != Line::Times || (0..DAY).contains(found))
        };
        let near = match (low, high) {
            (Some(low), _) => low.checked_add(step)?,
            (None, Some(high)) => high.checked_sub(step)?,
            (None, None) => 0,
        };
        let lowest = low.or((self == Line::Times).then_some(-1));
        let highest = high.or((self == Line::Times).then_some(DAY));
        let middle = || {
            let (low, high) = (lowest?, highest?);
            Some(low + (high - low) / 2)
        };
        Some(near).filter(fits).or_else(|| middle().filter(fits))
    }
}

fn time(nanos: i128) -> Option<Time> {
    let nanos = u64::try_from(nanos).ok()?;
    let seconds = nanos / 1_000_000_000;
    Time::new(
        u8::try_from(seconds / 3600).ok()?,
        u8::try_from(seconds / 60 % 60).ok()?,
        u8::try_from(seconds % 60).ok()?,
        u32::try_from(nanos % 1_000_000_000).ok()?,
        None,
    )
}
