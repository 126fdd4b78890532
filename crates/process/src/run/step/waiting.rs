//! A wait: for so long, until a moment, or until so long before or after a date. A moment that has passed is no wait at
//! all.

use crate::definition::{Moment, Waiting};
use crate::id::{StepInstanceId, TimerId};
use crate::run::event::{Fact, IncidentReason};
use crate::run::reckoning;
use crate::run::scratch::{Begun, Scratch};
use feel::Timestamp;

pub(super) fn begin(scratch: &mut Scratch<'_>, id: StepInstanceId, waiting: &Waiting) -> Begun {
    match due(scratch, id, waiting, &scratch.moment()) {
        Err(message) => Begun::Stuck(IncidentReason::Expression, message),
        Ok(due) if due <= scratch.at => Begun::Done,
        Ok(due) => {
            let timer = TimerId(scratch.next_id());
            scratch.emit(Fact::TimerSet {
                timer,
                step_instance: id,
                due,
                replaces: None,
            });
            Begun::Waits
        }
    }
}

/// Until when a visit waits that began at a moment.
pub(in crate::run) fn due(
    scratch: &Scratch<'_>,
    id: StepInstanceId,
    waiting: &Waiting,
    moment: &Moment,
) -> Result<Timestamp, String> {
    let variables = &*scratch.data_of(id);
    match waiting {
        Waiting::For {
            amount,
            unit,
            calendar,
        } => {
            let working = scratch.definition.working(calendar.as_deref())?;
            reckoning::later(amount, *unit, variables, moment, working)
        }
        Waiting::Until { moment: until } => {
            let value = until.evaluate(variables, moment)?;
            if !matches!(value, feel::Value::Date(_) | feel::Value::DateTime(_)) {
                return Err(format!(
                    "The moment to wait for, “{}”, gave {}, but must give a date.",
                    until.source,
                    value.kind_in_words()
                ));
            }
            reckoning::within_reach(reckoning::moment_of(&value, moment), &until.source)
        }
        Waiting::Relative { to, calendar } => {
            let working = scratch.definition.working(calendar.as_deref())?;
            reckoning::relative(to, variables, moment, working)
        }
    }
}
