//! What of a scenario's sentences can be changed in place, and the scenario with one of them changed.
//!
//! A screen asks [`line_parts`] for the inputs of one sentence and draws each by its [`Input`], with [`Part::text`] in it.
//! What somebody typed goes to [`with_part`] by [`Part::key`]; back comes the whole scenario, or a sentence about what is
//! wrong with the text. The lines are those of [`super::Words`], in the same order.

mod reading;
mod replies;
mod slots;

use super::spell::{Amount, in_full, read, working_days};
use super::{Expectation, Scenario};
use crate::definition::Definition;
use crate::diagram::FieldKind;
use crate::id::StepId;
use crate::play::{By, Move, Until};
use feel::{Value, Zone};
use reading::{amount, count, formula, moment, moment_text, said, source};
use slots::Slots;

/// One sentence of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// 0 is how the case begins; from 1 on, what answers by itself.
    Given(usize),
    /// The move of this number.
    When(usize),
    /// The expectation of this number.
    Then(usize),
}

/// Something in a sentence that somebody can change.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Names it for [`with_part`]; the same as long as the sentence is of its kind.
    pub key: String,
    /// What stands before its input.
    pub label: String,
    pub input: Input,
    /// What stands in its input; empty for nothing.
    pub text: String,
}

/// How a part is asked for. The texts are those of HTML inputs.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// As the field of a form: `yes` and `no`, `2026-12-24`, `12.50`, the text of a choice.
    Answer {
        kind: FieldKind,
        required: bool,
    },
    Text,
    /// A whole number; empty where none is needed.
    Count,
    /// `2026-12-24T09:00`, in the time zone of the case.
    Moment,
    /// “3 days”, “1 hour 30 minutes”, and for moves also “3 working days”; empty where none is needed.
    Time,
    /// A value, or a rule that is true or false, as FEEL writes it.
    Formula,
    /// One of these: what is set, and what is shown.
    OneOf(Vec<(String, String)>),
}

/// What can be changed in a sentence; nothing where there is no such sentence.
pub fn line_parts(scenario: &Scenario, definition: &Definition, line: Line) -> Vec<Part> {
    let mut slots = Slots::showing();
    walk(&mut scenario.clone(), definition, line, &mut slots);
    slots.shown()
}

/// The scenario with one part of a sentence changed; or why the text does not fit there.
pub fn with_part(
    scenario: &Scenario,
    definition: &Definition,
    line: Line,
    key: &str,
    text: &str,
) -> Result<Scenario, String> {
    let mut changed = scenario.clone();
    let mut slots = Slots::setting(key, text);
    walk(&mut changed, definition, line, &mut slots);
    slots.result().map(|()| changed)
}

/// Both ways are one walk, so that what is shown is what is set.
fn walk(scenario: &mut Scenario, definition: &Definition, line: Line, slots: &mut Slots<'_>) {
    let zone = scenario.beginning.zone.parse().unwrap_or(Zone::Utc);
    match line {
        Line::Given(0) => begins(scenario, definition, &zone, slots),
        Line::Given(pin) => {
            if let Some((step, replies)) = scenario.pins.iter_mut().nth(pin - 1) {
                replies::all(replies, step, definition, slots);
            }
        }
        Line::When(number) => {
            if let Some(made) = scenario.moves.get_mut(number) {
                moves(made, definition, &zone, slots);
            }
        }
        Line::Then(number) => {
            if let Some(expected) = scenario.expects.get_mut(number) {
                expects(expected, definition, slots);
            }
        }
    }
}

fn begins(scenario: &mut Scenario, definition: &Definition, zone: &Zone, slots: &mut Slots<'_>) {
    let at = &mut scenario.beginning.at;
    slots.slot("at", "On", Input::Moment, moment_text(*at, zone), |text| {
        moment(text, zone).map(|read| *at = read)
    });
    match &mut scenario.beginning.by {
        By::Form { answers, requester } => {
            slots.text("who", "Who", &mut requester.name);
            replies::answers(answers, definition.start_form(), "", slots);
        }
        By::Event { values, .. } => replies::answers(values, None, "", slots),
    }
}

fn moves(made: &mut Move, definition: &Definition, zone: &Zone, slots: &mut Slots<'_>) {
    match made {
        Move::Reply { step, reply, .. } => replies::one(reply, step, definition, "", slots),
        Move::Pin { step, replies } => replies::all(replies, step, definition, slots),
        Move::Wait { until } => waits(until, definition, zone, slots),
        Move::Message { name, key, content } => {
            slots.text("name", "Message", name);
            if let Some(key) = key {
                value("key", "For", key, slots);
            }
            replies::answers(content, None, "", slots);
        }
        Move::Signal { name } => slots.text("name", "Signal", name),
        Move::SetData { values } => replies::answers(values, None, "", slots),
        Move::Cancel { reason } => slots.text("reason", "Why", reason),
        Move::Retry { step, .. } => steps(step, definition, slots),
    }
}

fn waits(until: &mut Until, definition: &Definition, zone: &Zone, slots: &mut Slots<'_>) {
    match until {
        Until::Next => {}
        Until::Reaches { step } => steps(step, definition, slots),
        Until::Times { step, times } => {
            steps(step, definition, slots);
            slots.slot("times", "Times", Input::Count, times.to_string(), |text| {
                count(text).map(|read| *times = read)
            });
        }
        Until::Moment { at } => {
            slots.slot(
                "at",
                "Until",
                Input::Moment,
                moment_text(*at, zone),
                |text| moment(text, zone).map(|read| *at = read),
            );
        }
        Until::After { .. } | Until::WorkingDays { .. } => {
            let text = match &*until {
                Until::WorkingDays { days, .. } => working_days(*days),
                Until::After { duration } => in_full(duration),
                _ => String::new(),
            };
            slots.slot("time", "Time", Input::Time, text, |text| {
                let read = read(text).ok_or_else(|| amount(text))?;
                *until = match (read, &*until) {
                    (Amount::Exact(duration), _) => Until::After { duration },
                    (Amount::WorkingDays(days), Until::WorkingDays { calendar, .. }) => {
                        let calendar = calendar.clone();
                        Until::WorkingDays { days, calendar }
                    }
                    (Amount::WorkingDays(days), _) => {
                        let calendar = None;
                        Until::WorkingDays { days, calendar }
                    }
                };
                Ok(())
            });
        }
    }
}

fn expects(expected: &mut Expectation, definition: &Definition, slots: &mut Slots<'_>) {
    match expected {
        Expectation::Cancelled | Expectation::Ends { at: None } => {}
        Expectation::Ends { at: Some(step) }
        | Expectation::WaitsAt { step }
        | Expectation::Skips { step }
        | Expectation::StuckAt { step } => steps(step, definition, slots),
        Expectation::Does {
            step,
            times,
            within,
        } => {
            steps(step, definition, slots);
            let often = times.map_or_else(String::new, |times| times.to_string());
            slots.slot("times", "Times", Input::Count, often, |text| {
                *times = match text.trim() {
                    "" => None,
                    text => Some(count(text)?),
                };
                Ok(())
            });
            let soon = within.as_deref().map_or_else(String::new, in_full);
            slots.slot("within", "Within", Input::Time, soon, |text| {
                *within = match (text.trim(), read(text)) {
                    ("", _) => None,
                    (_, Some(Amount::Exact(duration))) => Some(duration),
                    _ => return Err(amount(text)),
                };
                Ok(())
            });
        }
        Expectation::Sends {
            step,
            setting,
            text,
        } => {
            steps(step, definition, slots);
            slots.text("setting", "As", setting);
            slots.text("text", "Text", text);
        }
        Expectation::Holds { expression } => {
            let shown = expression.clone();
            slots.slot("expression", "Rule", Input::Formula, shown, |text| {
                formula(text).map(|read| *expression = read)
            });
        }
    }
}

/// Another step instead. One that is gone is still shown, so that it can be seen and changed.
fn steps(step: &mut StepId, definition: &Definition, slots: &mut Slots<'_>) {
    let drawn = definition.diagram().steps.iter();
    let mut all: Vec<_> = drawn
        .map(|step| (step.id.to_string(), step.title().to_owned()))
        .collect();
    if definition.step(step).is_none() {
        all.insert(
            0,
            (step.to_string(), format!("{step} (not there any more)")),
        );
    }
    let now = step.to_string();
    slots.slot("step", "Step", Input::OneOf(all), now, |text| {
        let found = definition.step(&StepId::new(text));
        let found = found.ok_or("Choose a step of this process.")?;
        *step = found.id.clone();
        Ok(())
    });
}

fn value(key: &str, label: &str, value: &mut Value, slots: &mut Slots<'_>) {
    let text = source(value);
    slots.slot(key, label, Input::Formula, text, |text| {
        said(text).map(|read| *value = read)
    });
}
