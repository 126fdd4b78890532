//! The clock of a played case: it stands still until somebody turns it.

use super::moves::Until;
use super::refused::Refused;
use super::running::Running;
use super::waiting::{What, asked};
use crate::calendar::{Calendar, WorkingTime};
use crate::id::{StepId, TimerId};
use crate::run::{Actor, Fact, Wish};
use feel::{Duration, Timestamp, YearsMonths, Zone};

/// Things that may happen while time passes once.
const MOST_DUE: usize = 5_000;
/// The end of the year 9999.
const LATEST: Timestamp = Timestamp(253_402_300_799_000);

/// What happens by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Due {
    Timer(TimerId),
    /// A pinned system is tried again.
    Retry,
}

pub(super) fn next_due(running: &Running) -> Option<(Timestamp, Due)> {
    let dues = asked(running)
        .into_iter()
        .filter_map(|asked| match asked.what {
            What::Time { timer, due } => Some((due, Due::Timer(timer))),
            What::System {
                retry_at: Some(at), ..
            } if at > running.now && running.pins.contains_key(&asked.step) => {
                Some((at, Due::Retry))
            }
            _ => None,
        });
    dues.min()
}

pub(super) fn wait(running: &mut Running, until: &Until) -> Result<(), Refused> {
    match until {
        Until::After { duration } => {
            let target = after(running, duration)?;
            pass(running, target)
        }
        Until::Moment { at } => pass(running, *at),
        Until::Next => {
            let retried = next_retry(running);
            let due = next_due(running).map(|(due, _)| due);
            let target = due
                .into_iter()
                .chain(retried)
                .min()
                .ok_or(Refused::NothingDue)?;
            pass(running, target)
        }
        Until::Reaches { step } => {
            // A step that answers by itself, or an end, is left as soon as it is come to.
            let before = running.log.len();
            reach(running, step, |running| {
                let mut visits = running.state.active.values();
                let passed = running.log[before..].iter().any(|event| {
                    matches!(&event.fact, Fact::StepEntered { step: entered, .. } if entered == step)
                });
                passed || visits.any(|visit| visit.step == *step)
            })
        }
        Until::WorkingDays { days, calendar } => {
            let target = after_working_days(running, *days, calendar.as_deref())?;
            pass(running, target)
        }
        Until::Times { step, times } => reach(running, step, |running| {
            let came = running.log.iter().filter(|event| {
                matches!(&event.fact, Fact::StepEntered { step: entered, .. } if entered == step)
            });
            came.take(*times as usize).count() == *times as usize
        }),
    }
}

fn after_working_days(
    running: &Running,
    days: u32,
    calendar: Option<&str>,
) -> Result<Timestamp, Refused> {
    let usual = Calendar::usual("usual", "Monday to Friday", &running.state.zone);
    let of_days = WorkingTime::of(&usual);
    let working = match calendar {
        Some(_) => running
            .definition
            .working(calendar)
            .map_err(Refused::Calendar)?,
        None => of_days.as_ref().ok(),
    };
    let target = working.and_then(|working| working.days_after(running.now, days.into()));
    target
        .filter(|target| *target <= LATEST)
        .ok_or(Refused::TooFar)
}

/// When a system that somebody answers for is tried again.
fn next_retry(running: &Running) -> Option<Timestamp> {
    let retries = asked(running)
        .into_iter()
        .filter_map(|asked| match asked.what {
            What::System { retry_at, .. } => retry_at.filter(|at| *at > running.now),
            _ => None,
        });
    retries.min()
}

fn after(running: &Running, text: &str) -> Result<Timestamp, Refused> {
    let text = text.trim();
    let zone = running.state.zone.parse().unwrap_or(Zone::Utc);
    let target = match (text.parse::<Duration>(), text.parse::<YearsMonths>()) {
        (Ok(duration), _) => running.now.plus(duration),
        (_, Ok(months)) => running.now.plus_months(months, &zone),
        _ => return Err(Refused::NotADuration(text.to_owned())),
    };
    match target {
        Some(target) if target < running.now => Err(Refused::NotADuration(text.to_owned())),
        Some(target) if target <= LATEST => Ok(target),
        _ => Err(Refused::TooFar),
    }
}

/// What is due up to and with `target` happens, each thing at its time.
fn pass(running: &mut Running, target: Timestamp) -> Result<(), Refused> {
    for _ in 0..MOST_DUE {
        let Some((at, due)) = next_due(running).filter(|(at, _)| *at <= target) else {
            running.now = running.now.max(target);
            return running.settle();
        };
        happen(running, at, due)?;
    }
    Err(Refused::TooLong)
}

/// Time passes until the case has come to a step as it is meant.
fn reach(
    running: &mut Running,
    step: &StepId,
    is_there: impl Fn(&Running) -> bool,
) -> Result<(), Refused> {
    running.there(step)?;
    for _ in 0..MOST_DUE {
        if is_there(running) {
            return Ok(());
        }
        let Some((at, due)) = next_due(running) else {
            return Err(Refused::NeverReached(running.name(step)));
        };
        happen(running, at, due)?;
    }
    Err(Refused::TooLong)
}

fn happen(running: &mut Running, at: Timestamp, due: Due) -> Result<(), Refused> {
    running.now = running.now.max(at);
    if let Due::Timer(timer) = due {
        running.submit(Actor::Engine, Wish::FireTimer { timer })?;
    }
    running.settle()
}
