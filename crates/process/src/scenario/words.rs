//! A scenario as people read it: given, when, then.

use super::spell::{duration, ordinal, working_days};
use super::taken::taken;
use super::{Expectation, Scenario};
use crate::definition::Definition;
use crate::diagram::{FieldKind, Form};
use crate::id::StepId;
use crate::play::{By, Move, Reply, Until};
use crate::step::StepKind;
use crate::words;
use feel::{Timestamp, Value, Zone};
use std::collections::BTreeMap;

/// Each a sentence. `when` has one for each move, `then` one for each expectation, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub given: Vec<String>,
    pub when: Vec<String>,
    pub then: Vec<String>,
}

pub fn in_words(scenario: &Scenario, definition: &Definition) -> Words {
    let teller = Teller {
        definition,
        zone: scenario.beginning.zone.parse().unwrap_or(Zone::Utc),
    };
    Words {
        given: teller.given(scenario),
        when: scenario
            .moves
            .iter()
            .map(|made| teller.made(made))
            .collect(),
        then: scenario
            .expects
            .iter()
            .map(|expected| teller.expected(expected))
            .collect(),
    }
}

struct Teller<'a> {
    definition: &'a Definition,
    zone: Zone,
}

impl Teller<'_> {
    fn given(&self, scenario: &Scenario) -> Vec<String> {
        let at = self.moment(scenario.beginning.at);
        let mut given = vec![match &scenario.beginning.by {
            By::Form { answers, requester } => {
                let who = match requester.name.trim() {
                    "" => "Somebody",
                    name => name,
                };
                let said = self.answers(answers, self.definition.start_form());
                match said.is_empty() {
                    true => format!("{who} starts a case on {at}."),
                    false => format!("{who} starts a case on {at} with {said}."),
                }
            }
            By::Event { step, values } => {
                let said = self.answers(values, None);
                match said.is_empty() {
                    true => format!("A case begins by {} on {at}.", self.name(step)),
                    false => format!("A case begins by {} on {at} with {said}.", self.name(step)),
                }
            }
        }];
        for (step, replies) in &scenario.pins {
            let replies: Vec<_> = replies
                .iter()
                .map(|reply| self.replied(step, reply))
                .collect();
            given.push(format!(
                "{} {} by itself.",
                self.name(step),
                replies.join(", then ")
            ));
        }
        given
    }

    fn made(&self, made: &Move) -> String {
        match made {
            Move::Reply { step, reply, .. } => {
                format!("{} {}.", self.name(step), self.replied(step, reply))
            }
            Move::Wait { until } => match until {
                Until::After { duration: text } => {
                    let amount = duration(text);
                    let one = amount.starts_with("1 ") && amount.split(' ').count() == 2;
                    let pass = if one { "passes" } else { "pass" };
                    format!("{} {pass}.", capital(&amount))
                }
                Until::Next => "Time passes until something happens by itself.".to_owned(),
                Until::Reaches { step } => {
                    format!("Time passes until the case is at {}.", self.name(step))
                }
                Until::Moment { at } => format!("Time passes until {}.", self.moment(*at)),
                Until::WorkingDays { days, calendar } => {
                    let of = match calendar {
                        Some(calendar) => format!(" of the calendar “{calendar}”"),
                        None => String::new(),
                    };
                    let pass = if *days == 1 { "passes" } else { "pass" };
                    format!("{}{of} {pass}.", working_days(*days))
                }
                Until::Times { step, times } => {
                    let name = self.name(step);
                    format!(
                        "Time passes until the case comes to {name} for the {} time.",
                        ordinal(*times)
                    )
                }
            },
            Move::Message { name, key, content } => {
                let about = match key {
                    Some(key) => format!(" for {}", words::value(key)),
                    None => String::new(),
                };
                let said = self.answers(content, None);
                match said.is_empty() {
                    true => format!("The message “{name}” comes{about}."),
                    false => format!("The message “{name}” comes{about} with {said}."),
                }
            }
            Move::Signal { name } => format!("The signal “{name}” comes."),
            Move::Pin { step, replies } => {
                let replies: Vec<_> = replies
                    .iter()
                    .map(|reply| self.replied(step, reply))
                    .collect();
                match replies.is_empty() {
                    true => format!("From now on {} does not answer by itself.", self.name(step)),
                    false => format!(
                        "From now on {} {} by itself.",
                        self.name(step),
                        replies.join(", then ")
                    ),
                }
            }
            Move::SetData { values } => {
                format!("Somebody changes data: {}.", self.answers(values, None))
            }
            Move::Retry { step, .. } => format!("{} is tried again.", self.name(step)),
            Move::Cancel { reason } => format!("The case is cancelled: {reason}"),
        }
    }

    fn replied(&self, step: &StepId, reply: &Reply) -> String {
        match reply {
            Reply::Answers { answers } => {
                let said = self.answers(answers, self.definition.form(step));
                match said.is_empty() {
                    true => "is done".to_owned(),
                    false => format!("is answered with {said}"),
                }
            }
            Reply::Gives { .. } if self.is_call(step) => "comes to its end".to_owned(),
            Reply::Gives { output } => match self.taken(step, output) {
                said if said.is_empty() => "succeeds".to_owned(),
                said => format!("succeeds with {said}"),
            },
            Reply::Fails { message, .. } => format!("fails: “{message}”"),
            Reply::Throws { code } => format!("ends with the error “{code}”"),
        }
    }

    /// What a system answers: what the process takes from it where it does, else all there is.
    fn taken(&self, step: &StepId, output: &Value) -> String {
        let taken = taken(self.definition, step);
        if taken.is_empty() {
            return match output {
                Value::Context(fields) if !fields.is_empty() => shown(output),
                _ => String::new(),
            };
        }
        let said = taken.iter().filter_map(|taken| {
            let value = taken.read(output).filter(|value| !value.is_null())?;
            Some(format!("{} {}", taken.field.title(), shown(value)))
        });
        said.collect::<Vec<_>>().join(", ")
    }

    fn expected(&self, expected: &Expectation) -> String {
        match expected {
            Expectation::Ends { at: None } => "The case is over.".to_owned(),
            Expectation::Ends { at: Some(step) } => {
                format!("The case ends at {}.", self.name(step))
            }
            Expectation::Cancelled => "The case is cancelled.".to_owned(),
            Expectation::WaitsAt { step } => format!("The case waits at {}.", self.name(step)),
            Expectation::Does {
                step,
                times,
                within,
            } => {
                let often = match times {
                    None => String::new(),
                    Some(1) => " once".to_owned(),
                    Some(2) => " twice".to_owned(),
                    Some(times) => format!(" {times} times"),
                };
                let soon = match within {
                    Some(within) => format!(" within {}", duration(within)),
                    None => String::new(),
                };
                format!("{} is done{often}{soon}.", self.name(step))
            }
            Expectation::Skips { step } => format!("{} is not reached.", self.name(step)),
            Expectation::Sends {
                step,
                setting,
                text,
            } => format!("{} sends “{text}” as {}.", self.name(step), setting),
            Expectation::Holds { expression } => format!("At the end, {expression}."),
            Expectation::StuckAt { step } => {
                format!("Somebody has to mend {}.", self.name(step))
            }
        }
    }

    fn is_call(&self, step: &StepId) -> bool {
        let step = self.definition.step(step);
        step.is_some_and(|step| matches!(step.kind, StepKind::Call(_)))
    }

    /// `Kind “Holiday”, Working days 5`: what was left empty is not told.
    fn answers(&self, answers: &BTreeMap<String, Value>, form: Option<&Form>) -> String {
        let fields = form.map(|form| form.fields.as_slice()).unwrap_or_default();
        let known = fields.iter().filter_map(|field| {
            let value = answers.get(&field.key)?;
            (!value.is_null()).then(|| match (&field.kind, value) {
                (FieldKind::Money { currency }, Value::Number(amount)) => {
                    format!("{} {}", field.label, words::money(amount, currency))
                }
                _ => format!("{} {}", field.label, shown(value)),
            })
        });
        let other = answers
            .iter()
            .filter(|(key, value)| {
                !value.is_null() && fields.iter().all(|field| field.key != **key)
            })
            .map(|(key, value)| format!("{key} {}", shown(value)));
        known.chain(other).collect::<Vec<_>>().join(", ")
    }

    fn name(&self, step: &StepId) -> String {
        let drawn = self.definition.step(step);
        format!("“{}”", drawn.map_or(step.as_str(), |step| step.title()))
    }

    /// `23 November 2026, 09:00`, in the zone of the case; the moment in UTC where that is not known here.
    fn moment(&self, at: Timestamp) -> String {
        let shown = at.in_zone(&self.zone).or_else(|| at.in_zone(&Zone::Utc));
        shown.map_or_else(String::new, |moment| words::value(&Value::DateTime(moment)))
    }
}

/// Longer answers of systems are cut.
const LONGEST: usize = 80;

fn shown(value: &Value) -> String {
    let text = words::value(value);
    let text = match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    };
    match value {
        Value::String(_) => format!("“{text}”"),
        _ => text,
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
