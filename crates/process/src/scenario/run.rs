//! Runs a scenario and says what came of it.

use super::judge::judge;
use super::{Expectation, Scenario};
use crate::definition::Definition;
use crate::play::{Move, Play};
use crate::run::{Event, State};
use feel::Timestamp;
use std::sync::Arc;

/// What came of a scenario. It passed when nothing failed.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub failures: Vec<Failure>,
    /// Everything that happened; the same bytes wherever it is run.
    pub log: Vec<Event>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub at: At,
    /// What was expected, and what happened in its place.
    pub sentence: String,
}

/// A place in a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Beginning,
    /// By number, from 0.
    Move(usize),
    Expectation(usize),
}

impl Outcome {
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

/// What a played case is judged by.
pub(super) struct Played<'a> {
    pub definition: &'a Definition,
    pub log: &'a [Event],
    pub state: &'a State,
    pub now: Timestamp,
    /// When somebody last did something, so that “within a day” counts from there.
    pub acted_at: Timestamp,
}

/// Never fails to answer: a move that does not fit any more is a failure of the scenario, in words.
pub fn run(definition: &Arc<Definition>, scenario: &Scenario) -> Outcome {
    let begun = Play::begin(
        definition.clone(),
        scenario.beginning.clone(),
        scenario.pins.clone(),
    );
    let mut play = match begun {
        Ok(play) => play,
        Err(refused) => {
            return Outcome {
                failures: vec![Failure {
                    at: At::Beginning,
                    sentence: refused.to_string(),
                }],
                log: Vec::new(),
            };
        }
    };
    let mut acted_at = play.now();
    let mut failures = Vec::new();
    for (number, made) in scenario.moves.iter().enumerate() {
        let is_act = !matches!(made, Move::Wait { .. });
        if is_act {
            acted_at = play.now();
        }
        if let Err(refused) = play.make(made.clone()) {
            failures.push(Failure {
                at: At::Move(number),
                sentence: refused.to_string(),
            });
            // What follows was meant for a case that came further.
            return Outcome {
                failures,
                log: play.log().to_vec(),
            };
        }
    }
    let played = Played {
        definition,
        log: play.log(),
        state: play.state(),
        now: play.now(),
        acted_at,
    };
    let judged = scenario.expects.iter().enumerate();
    failures.extend(
        judged.filter_map(|(number, expected): (usize, &Expectation)| {
            let sentence = judge(&played, expected).err()?;
            Some(Failure {
                at: At::Expectation(number),
                sentence,
            })
        }),
    );
    Outcome {
        failures,
        log: play.log().to_vec(),
    }
}
