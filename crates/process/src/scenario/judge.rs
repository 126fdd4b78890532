//! Whether what was expected has happened. The answer to “no” is a sentence.

use super::Expectation;
use super::run::Played;
use super::spell::{duration, ms};
use crate::definition::{Formula, Moment};
use crate::id::StepId;
use crate::run::{Doing, Fact, Status};
use crate::words;
use feel::{Timestamp, Value, Zone};

pub(super) fn judge(played: &Played<'_>, expected: &Expectation) -> Result<(), String> {
    match expected {
        Expectation::Ends { at } => ends(played, at.as_ref()),
        Expectation::Cancelled => match played.state.status {
            Status::Cancelled => Ok(()),
            _ => Err(format!("The case is not cancelled: {}.", stands(played))),
        },
        Expectation::WaitsAt { step } => {
            there(played, step)?;
            match is_at(played, step) {
                true => Ok(()),
                false => Err(format!(
                    "The case does not wait at “{}”: {}.",
                    name(played, step),
                    stands(played)
                )),
            }
        }
        Expectation::Does {
            step,
            times,
            within,
        } => does(played, step, *times, within.as_deref()),
        Expectation::Skips { step } => {
            there(played, step)?;
            match entered(played, step).next() {
                None => Ok(()),
                Some(_) => Err(format!(
                    "“{}” was reached, and should not have been.",
                    name(played, step)
                )),
            }
        }
        Expectation::Sends {
            step,
            setting,
            text,
        } => sends(played, step, setting, text),
        Expectation::Holds { expression } => holds(played, expression),
        Expectation::StuckAt { step } => {
            there(played, step)?;
            let visits = played.state.active.values();
            let stuck = visits
                .into_iter()
                .any(|visit| visit.step == *step && matches!(visit.doing, Doing::Stuck { .. }));
            match stuck {
                true => Ok(()),
                false => Err(format!(
                    "Nothing is stuck at “{}”: {}.",
                    name(played, step),
                    stands(played)
                )),
            }
        }
    }
}

fn ends(played: &Played<'_>, at: Option<&StepId>) -> Result<(), String> {
    if let Some(step) = at {
        there(played, step)?;
    }
    if played.state.status != Status::Completed {
        return Err(format!("The case is not over: {}.", stands(played)));
    }
    let Some(step) = at else {
        return Ok(());
    };
    match done(played, step).next() {
        Some(_) => Ok(()),
        None => Err(format!(
            "The case is over, but never came to “{}”.",
            name(played, step)
        )),
    }
}

fn does(
    played: &Played<'_>,
    step: &StepId,
    times: Option<u32>,
    within: Option<&str>,
) -> Result<(), String> {
    there(played, step)?;
    let name = name(played, step);
    let moments: Vec<Timestamp> = done(played, step).collect();
    let Some(last) = moments.last() else {
        return Err(format!("“{name}” was not done: {}.", stands(played)));
    };
    if let Some(times) = times
        && moments.len() != times as usize
    {
        return Err(format!(
            "“{name}” was done {}, not {}.",
            so_often(moments.len()),
            so_often(times as usize)
        ));
    }
    let Some(within) = within else {
        return Ok(());
    };
    let zone = played.state.zone.parse().unwrap_or(Zone::Utc);
    let latest = super::spell::after(played.acted_at, within, &zone)
        .ok_or_else(|| format!("“{within}” is not an amount of time."))?;
    // Of several times, the first one after somebody acted counts.
    let first = moments.iter().find(|moment| **moment >= played.acted_at);
    match first {
        Some(moment) if *moment <= latest => Ok(()),
        Some(moment) => Err(format!(
            "“{name}” was done only after {}, not within {}.",
            ms(moment.0 - played.acted_at.0),
            duration(within)
        )),
        None => Err(format!(
            "“{name}” was done {} before the last thing somebody did, not after it.",
            ms(played.acted_at.0 - last.0)
        )),
    }
}

fn sends(played: &Played<'_>, step: &StepId, setting: &str, text: &str) -> Result<(), String> {
    there(played, step)?;
    let name = name(played, step);
    let visits: Vec<_> = entered(played, step).collect();
    let mut sent = played.log.iter().filter_map(|event| match &event.fact {
        Fact::JobOpened {
            step_instance,
            input,
            ..
        } if visits.contains(step_instance) => Some(input.get(setting).map(words::value)),
        _ => None,
    });
    let texts: Vec<String> = sent.by_ref().map(Option::unwrap_or_default).collect();
    match texts.last() {
        None => Err(format!("“{name}” sent nothing: {}.", stands(played))),
        Some(_) if texts.iter().any(|sent| sent.contains(text)) => Ok(()),
        Some(last) => Err(format!(
            "“{name}” did not send “{text}” as {setting}, but “{}”.",
            shortened(last)
        )),
    }
}

fn holds(played: &Played<'_>, expression: &str) -> Result<(), String> {
    let zone = played.state.zone.parse().unwrap_or(Zone::Utc);
    let moment = Moment::new(played.now, zone);
    match Formula::parse(expression.trim()).evaluate(&played.state.variables, &moment)? {
        Value::Boolean(true) => Ok(()),
        Value::Boolean(false) => Err(format!("“{expression}” is not true at the end.")),
        other => Err(format!(
            "“{expression}” gives {}, but must be true or false.",
            other.kind_in_words()
        )),
    }
}

fn there(played: &Played<'_>, step: &StepId) -> Result<(), String> {
    match played.definition.step(step) {
        Some(_) => Ok(()),
        None => Err(format!(
            "The step “{step}” is not in this process any more."
        )),
    }
}

fn name(played: &Played<'_>, step: &StepId) -> String {
    let drawn = played.definition.step(step);
    drawn.map_or_else(|| step.to_string(), |step| step.title().to_owned())
}

fn is_at(played: &Played<'_>, step: &StepId) -> bool {
    let waits = played.state.waits.values();
    played
        .state
        .active
        .values()
        .any(|visit| visit.step == *step)
        || waits.into_iter().any(|wait| wait.step == *step)
}

/// The visits to a step, in order.
fn entered<'a>(
    played: &Played<'a>,
    step: &'a StepId,
) -> impl Iterator<Item = crate::id::StepInstanceId> + use<'a> {
    played
        .log
        .iter()
        .filter_map(move |event| match &event.fact {
            Fact::StepEntered {
                step_instance,
                step: entered,
                round: None,
                ..
            } if entered == step => Some(*step_instance),
            _ => None,
        })
}

/// When a step was done, each time.
fn done<'a>(played: &Played<'a>, step: &'a StepId) -> impl Iterator<Item = Timestamp> + use<'a> {
    let visits: std::collections::BTreeSet<_> = entered(played, step).collect();
    played
        .log
        .iter()
        .filter_map(move |event| match &event.fact {
            Fact::StepCompleted { step_instance, .. } if visits.contains(step_instance) => {
                Some(event.at)
            }
            _ => None,
        })
}

/// Where the case is, for whoever expected something else.
fn stands(played: &Played<'_>) -> String {
    match played.state.status {
        Status::Completed => return "the case is over".to_owned(),
        Status::Cancelled => return "the case was cancelled".to_owned(),
        Status::New => return "the case has not begun".to_owned(),
        Status::Active => {}
    }
    let visits = played.state.active.values();
    let mut at: Vec<String> = Vec::new();
    for visit in visits {
        if matches!(visit.doing, Doing::Inside { .. } | Doing::Repeating(_)) {
            continue;
        }
        let name = format!("“{}”", name(played, &visit.step));
        if !at.contains(&name) {
            at.push(name);
        }
    }
    match at.split_last() {
        None => "the case goes on".to_owned(),
        Some((only, [])) => format!("the case is at {only}"),
        Some((last, others)) => format!("the case is at {} and {last}", others.join(", ")),
    }
}

fn so_often(times: usize) -> String {
    match times {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

const LONGEST: usize = 120;

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
