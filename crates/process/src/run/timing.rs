//! When a timer of an event fires: an ISO 8601 literal, a cron line, so long before or after a date, or a FEEL expression
//! that gives a moment, a duration or such a text.

use super::event::Again;
use super::reckoning;
use crate::calendar::WorkingTime;
use crate::definition::{Moment, TimerPlan, TimerSort};
use crate::recurrence::{Recurrence, Since, date_time};
use feel::{Duration, Timestamp, Value, YearsMonths, Zone};
use std::collections::BTreeMap;

pub(crate) struct Times {
    pub due: Timestamp,
    /// Times it fires after the first one; none for ever.
    pub left: Option<u64>,
    /// Milliseconds between two times.
    pub every: Option<i64>,
    /// When the clocks of a place, or a business calendar, say when it fires next.
    pub again: Option<Again>,
}

pub(crate) fn times(
    plan: &TimerPlan,
    variables: &BTreeMap<String, Value>,
    moment: &Moment,
    working: Option<&WorkingTime>,
) -> Result<Times, String> {
    let timing = Timing {
        plan,
        moment,
        working,
    };
    if let Some(to) = &plan.relative {
        let due = reckoning::relative(to, variables, moment, working)?;
        return Ok(once(due));
    }
    let literal = plan.text.trim_matches('"');
    if let Some(times) = timing.read(literal)? {
        return within_reach(times, literal);
    }
    let value = plan.formula.evaluate(variables, moment)?;
    let times = match &value {
        Value::String(text) => timing.read(text.trim())?,
        Value::Duration(duration) => timing.after(*duration),
        Value::YearsMonths(months) => timing.months_after(*months),
        _ => reckoning::moment_of(&value, moment).and_then(|at| timing.open(at)),
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

struct Timing<'a> {
    plan: &'a TimerPlan,
    moment: &'a Moment<'a>,
    working: Option<&'a WorkingTime>,
}

impl Timing<'_> {
    /// None when it is no literal of this kind; a cron line that cannot be read is said to be one.
    fn read(&self, text: &str) -> Result<Option<Times>, String> {
        Ok(match self.plan.sort {
            TimerSort::Every => match Recurrence::parse(text) {
                Ok(recurrence) => Some(self.first(&recurrence, text)?),
                Err(message) if Recurrence::is_cron(text) => return Err(message),
                Err(_) => None,
            },
            TimerSort::Date | TimerSort::Relative => self.date(text).or_else(|| self.length(text)),
            TimerSort::After => self.length(text).or_else(|| self.date(text)),
        })
    }

    fn date(&self, text: &str) -> Option<Times> {
        self.open(Timestamp::of(&date_time(text)?, &self.moment.zone)?)
    }

    /// When somebody works, if a calendar says when that is.
    fn open(&self, at: Timestamp) -> Option<Times> {
        let at = self.working.map_or(Some(at), |working| working.next(at));
        at.map(once)
    }

    fn length(&self, text: &str) -> Option<Times> {
        match text.parse::<Duration>() {
            Ok(duration) => self.after(duration),
            Err(_) => self.months_after(text.parse().ok()?),
        }
    }

    fn after(&self, duration: Duration) -> Option<Times> {
        reckoning::duration_later(duration, self.moment.at, self.working).map(once)
    }

    fn months_after(&self, months: YearsMonths) -> Option<Times> {
        reckoning::months_later(months, self.moment, self.working).map(once)
    }

    fn first(&self, recurrence: &Recurrence, text: &str) -> Result<Times, String> {
        let at = self.moment.at;
        let left = recurrence.times().map(|times| times.saturating_sub(1));
        let never = || format!("“{text}” never comes.");
        if let (Some((cycle, every)), None) = (recurrence.exact(), self.working) {
            let begins = cycle.begins.as_ref();
            let due = match begins {
                Some(begins) => Timestamp::of(begins, &self.moment.zone),
                None => at.0.checked_add(every).map(Timestamp),
            };
            return Ok(Times {
                due: due.ok_or_else(never)?,
                left,
                every: Some(every),
                again: None,
            });
        }
        let since = Since {
            began: at,
            zone: zone(self.moment, self.working),
            working: self.working,
        };
        let due = recurrence.next(&since, at).ok_or_else(never)?;
        Ok(Times {
            due,
            left,
            every: None,
            again: Some(Again {
                cycle: text.to_owned(),
                calendar: self.plan.calendar.clone(),
            }),
        })
    }
}

/// What comes again and again by a calendar goes by the clocks of its place.
fn zone<'a>(moment: &'a Moment, working: Option<&'a WorkingTime>) -> &'a Zone {
    working.map_or(&moment.zone, WorkingTime::zone)
}

/// When a timer fires after it has fired.
pub(super) fn again(
    again: &Again,
    due: Timestamp,
    moment: &Moment,
    working: Option<&WorkingTime>,
) -> Option<Timestamp> {
    let since = Since {
        began: due,
        zone: zone(moment, working),
        working,
    };
    Recurrence::parse(&again.cycle)
        .ok()?
        .endless()
        .next(&since, due)
}

fn once(due: Timestamp) -> Times {
    Times {
        due,
        left: Some(0),
        every: None,
        again: None,
    }
}

fn within_reach(times: Times, text: &str) -> Result<Times, String> {
    reckoning::within_reach(Some(times.due), text)?;
    Ok(times)
}
