//! Functions that make and take apart dates, times and durations.
//! What each gives and refuses, and where the standard has it, says [`crate::functions`].

use std::fmt::Display;
use std::str::FromStr;

use super::{Call, ErrorKind, Failure, Form, Gives, Takes, function, unfit};
use crate::value::temporal::AnyDuration;
use crate::{Date, DateTime, Number, Rounding, Time, Value, Zone};

const FROM_TEXT: &[(&str, Takes)] = &[("from", Takes::Something)];
const DAY: &[(&str, Takes)] = &[("date", Takes::Day)];

pub(super) const FUNCTIONS: &[Form] = &[
    function("today", &[], Gives::Date, today),
    function("now", &[], Gives::DateTime, now),
    function("date", FROM_TEXT, Gives::Date, date),
    function(
        "date",
        &[
            ("year", Takes::Number),
            ("month", Takes::Number),
            ("day", Takes::Number),
        ],
        Gives::Date,
        date_of_parts,
    ),
    function("time", FROM_TEXT, Gives::Time, time),
    function(
        "time",
        &[
            ("hour", Takes::Number),
            ("minute", Takes::Number),
            ("second", Takes::Number),
            ("offset", Takes::Anything),
        ],
        Gives::Time,
        time_of_parts,
    )
    .optional(1),
    function("date and time", FROM_TEXT, Gives::DateTime, date_time),
    function(
        "date and time",
        &[("date", Takes::Day), ("time", Takes::ClockOrZone)],
        Gives::DateTime,
        date_with_time,
    ),
    function(
        "date and time",
        &[("date", Takes::DateTime), ("timezone", Takes::Text)],
        Gives::DateTime,
        in_zone,
    ),
    function(
        "date and time",
        &[
            ("year", Takes::Number),
            ("month", Takes::Number),
            ("day", Takes::Number),
            ("hour", Takes::Number),
            ("minute", Takes::Number),
            ("second", Takes::Number),
            ("offset", Takes::Anything),
        ],
        Gives::DateTime,
        date_time_of_parts,
    )
    .optional(1),
    function(
        "duration",
        &[("from", Takes::Text)],
        Gives::Anything,
        duration,
    ),
    function(
        "years and months duration",
        &[("from", Takes::Day), ("to", Takes::Day)],
        Gives::YearsMonths,
        years_and_months,
    ),
    function("day of year", DAY, Gives::Number, |call| {
        Ok(Value::from(u32::from(day(call, 0)?.day_of_year())))
    }),
    function("week of year", DAY, Gives::Number, |call| {
        Ok(Value::from(u32::from(day(call, 0)?.week_of_year())))
    }),
    function("day of week", DAY, Gives::Text, |call| {
        name(WEEKDAYS, day(call, 0)?.weekday())
    }),
    function("month of year", DAY, Gives::Text, |call| {
        name(MONTHS, day(call, 0)?.month())
    }),
];

const WEEKDAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn name(names: &[&str], position: u8) -> Result<Value, Failure> {
    let name = names.get(usize::from(position) - 1).copied();
    name.map(Value::from).ok_or_else(Failure::date_out_of_range)
}

fn read<T>(text: &str) -> Result<T, Failure>
where
    T: FromStr,
    T::Err: Display,
{
    text.parse().map_err(|error: T::Err| {
        let shown: String = text.chars().take(40).collect();
        let reason = error
            .to_string()
            .replacen("This", &format!("\"{shown}\""), 1);
        Failure::new(ErrorKind::Unreadable, reason)
    })
}

fn current(call: &Call<'_, '_>) -> Result<DateTime, Failure> {
    call.context
        .now
        .in_zone(&call.context.zone)
        .ok_or_else(Failure::zone_rules)
}

fn today(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::Date(current(call)?.date()))
}

fn now(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::DateTime(current(call)?))
}

fn date(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    match call.value(0) {
        Value::String(text) => read(text).map(Value::Date),
        value => day_of(value).map(Value::Date),
    }
}

fn day(call: &Call<'_, '_>, index: usize) -> Result<Date, Failure> {
    day_of(call.value(index))
}

fn day_of(value: &Value) -> Result<Date, Failure> {
    match value {
        Value::Date(date) => Ok(*date),
        Value::DateTime(date_time) => Ok(date_time.date()),
        other => Err(unfit(other, "a date")),
    }
}

fn date_of_parts(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    calendar_day(call).map(Value::Date)
}

fn date_time_of_parts(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let time = clock_time(call, 3)?;
    Ok(Value::DateTime(DateTime::new(calendar_day(call)?, time)))
}

/// From the first three arguments.
fn calendar_day(call: &Call<'_, '_>) -> Result<Date, Failure> {
    let (year, month, day) = (call.whole(0)?, call.whole(1)?, call.whole(2)?);
    let parts = i32::try_from(year)
        .ok()
        .zip(u8::try_from(month).ok())
        .zip(u8::try_from(day).ok());
    let date = parts.and_then(|((year, month), day)| Date::new(year, month, day));
    date.ok_or_else(|| {
        Failure::new(
            ErrorKind::OutOfRange,
            format!("There is no day {day} of month {month} in the year {year}."),
        )
    })
}

fn time(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    match call.value(0) {
        Value::String(text) => read(text).map(Value::Time),
        Value::Time(time) => Ok(Value::Time(time.clone())),
        Value::DateTime(date_time) => Ok(Value::Time(date_time.time().clone())),
        Value::Date(_) => Ok(Value::Time(Time::midnight(Some(Zone::Utc)))),
        other => Err(unfit(other, "a time")),
    }
}

fn time_of_parts(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    clock_time(call, 0).map(Value::Time)
}

/// From four arguments: hour, minute, second and offset.
fn clock_time(call: &Call<'_, '_>, from: usize) -> Result<Time, Failure> {
    let (hour, minute) = (call.whole(from)?, call.whole(from + 1)?);
    let second = call.number(from + 2)?;
    let zone = match call.value(from + 3) {
        Value::Null => None,
        Value::String(name) if from > 0 => Some(read(name)?),
        Value::Duration(offset) => {
            let seconds = offset.nanos() / crate::value::temporal::NANOS_PER_SECOND;
            let zone = i32::try_from(seconds).ok().and_then(Zone::fixed);
            Some(zone.ok_or_else(|| {
                Failure::new(ErrorKind::OutOfRange, "The offset can be at most 18 hours.")
            })?)
        }
        other => return Err(unfit(other, "a duration")),
    };
    let whole = second.floor();
    let nanos = second
        .checked_sub(whole)
        .and_then(|fraction| fraction.checked_mul(Number::from(1_000_000_000)))
        .and_then(|nanos| nanos.round_to(0, Rounding::Down))
        .and_then(Number::to_i64);
    let time = (|| {
        let hour = u8::try_from(hour).ok()?;
        let minute = u8::try_from(minute).ok()?;
        Time::new(
            hour,
            minute,
            u8::try_from(whole.to_i64()?).ok()?,
            u32::try_from(nanos?).ok()?,
            zone,
        )
    })();
    time.ok_or_else(|| {
        Failure::new(
            ErrorKind::OutOfRange,
            format!("There is no time {hour}:{minute:02}:{second}."),
        )
    })
}

fn date_time(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    match call.value(0) {
        Value::String(text) => match text.parse::<Date>() {
            Ok(date) => Ok(Value::DateTime(DateTime::new(date, Time::midnight(None)))),
            Err(_) => read(text).map(Value::DateTime),
        },
        Value::Date(date) => Ok(Value::DateTime(DateTime::new(*date, Time::midnight(None)))),
        Value::DateTime(date_time) => Ok(Value::DateTime(date_time.clone())),
        other => Err(unfit(other, "a date with a time")),
    }
}

fn date_with_time(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let time = match call.value(1) {
        Value::Time(time) => time.clone(),
        Value::DateTime(date_time) => date_time.time().clone(),
        Value::String(_) => return in_zone(call),
        other => return Err(unfit(other, "a time")),
    };
    Ok(Value::DateTime(DateTime::new(day(call, 0)?, time)))
}

/// The same moment as a clock in another zone shows it.
fn in_zone(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let zone: Zone = read(&call.text(1)?)?;
    let Value::DateTime(date_time) = call.value(0) else {
        return Err(unfit(call.value(0), "a date with a time"));
    };
    let moved = date_time
        .instant_nanos(&call.context.zone)
        .and_then(|nanos| zone.date_time_at(nanos));
    moved.map(Value::DateTime).ok_or_else(Failure::zone_rules)
}

fn duration(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(match read(&call.text(0)?)? {
        AnyDuration::Exact(duration) => Value::Duration(duration),
        AnyDuration::Calendar(months) => Value::YearsMonths(months),
    })
}

fn years_and_months(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::YearsMonths(
        day(call, 0)?.months_until(day(call, 1)?),
    ))
}
