//! A wait: for so long, or until a moment. A moment that has passed is no wait at all.

use crate::definition::{Formula, Moment, Waiting};
use crate::id::{StepInstanceId, TimerId};
use crate::run::event::{Fact, IncidentReason};
use crate::run::scratch::{Begun, Scratch};
use crate::step::Unit;
use feel::{DateTime, Number, Time, Timestamp, Value};
use std::collections::BTreeMap;

/// The end of the year 9999: nothing waits longer, and calendars everywhere can show it.
const LATEST: Timestamp = Timestamp(253_402_300_799_000);

pub(super) fn begin(scratch: &mut Scratch<'_>, id: StepInstanceId, waiting: &Waiting) -> Begun {
    let moment = scratch.moment();
    let data = scratch.data_of(id);
    let variables = &*data;
    let due = match waiting {
        Waiting::For { amount, unit } => after(amount, *unit, variables, &moment),
        Waiting::Until { moment: until } => at(until, variables, &moment),
    };
    match due {
        Err(message) => Begun::Stuck(IncidentReason::Expression, message),
        Ok(due) if due <= moment.at => Begun::Done,
        Ok(due) => {
            let timer = TimerId(scratch.next_id());
            scratch.emit(Fact::TimerSet {
                timer,
                step_instance: id,
                due,
            });
            Begun::Waits
        }
    }
}

fn after(
    amount: &Formula,
    unit: Unit,
    variables: &BTreeMap<String, Value>,
    moment: &Moment,
) -> Result<Timestamp, String> {
    let number = match amount.evaluate(variables, moment)? {
        Value::Number(number) => number,
        other => {
            return Err(format!(
                "The time to wait “{}” gave {}, but must give a number.",
                amount.source,
                other.kind_in_words()
            ));
        }
    };
    let due = match (unit, number.to_i64()) {
        // Whole days and weeks go by the calendar: to the same time of day, also when the clocks change.
        (Unit::Days, Some(days)) => days_later(days, moment),
        (Unit::Weeks, Some(weeks)) => weeks
            .checked_mul(7)
            .and_then(|days| days_later(days, moment)),
        _ => milliseconds_later(number, unit, moment.at),
    };
    within_reach(due, amount)
}

fn days_later(days: i64, moment: &Moment) -> Option<Timestamp> {
    let now = moment.at.in_zone(&moment.zone)?;
    let then = DateTime::new(now.date().plus_days(days)?, now.time().clone());
    Timestamp::of(&then, &moment.zone)
}

fn milliseconds_later(number: Number, unit: Unit, at: Timestamp) -> Option<Timestamp> {
    let size = match unit {
        Unit::Seconds => 1_000,
        Unit::Minutes => 60_000,
        Unit::Hours => 3_600_000,
        Unit::Days => 86_400_000,
        Unit::Weeks => 604_800_000_i64,
    };
    let milliseconds = number.checked_mul(Number::from(size))?.floor().to_i64()?;
    at.0.checked_add(milliseconds).map(Timestamp)
}

fn at(
    until: &Formula,
    variables: &BTreeMap<String, Value>,
    moment: &Moment,
) -> Result<Timestamp, String> {
    let date_time = match until.evaluate(variables, moment)? {
        Value::Date(date) => DateTime::new(date, Time::midnight(None)),
        Value::DateTime(date_time) => date_time,
        other => {
            return Err(format!(
                "The moment to wait for, “{}”, gave {}, but must give a date.",
                until.source,
                other.kind_in_words()
            ));
        }
    };
    within_reach(Timestamp::of(&date_time, &moment.zone), until)
}

fn within_reach(due: Option<Timestamp>, formula: &Formula) -> Result<Timestamp, String> {
    due.filter(|due| *due <= LATEST)
        .ok_or_else(|| format!("“{}” lies too far away to wait for.", formula.source))
}
