//! A draft is tried out: one case of it, run by the very engine that will run it live, with a clock that somebody turns
//! and an outside world that somebody answers for. Nothing leaves.
//!
//! A play is its beginning and the moves made since. Going back is playing the first of them again, so a play can be
//! kept, sent and repeated, and gives the same log wherever it is played.

mod beginning;
mod clock;
mod moves;
mod refused;
mod running;
mod waiting;

use crate::definition::Definition;
use crate::id::StepId;
use crate::run::{Event, State, apply};
use feel::Timestamp;
use running::Running;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

pub use beginning::{Beginning, By, REQUESTER_ID};
pub use moves::{Move, Pins, Reply, Until};
pub use refused::Refused;
pub use waiting::{Asked, What};

/// A case of a draft, as far as it was played.
#[derive(Clone, Debug)]
pub struct Play {
    beginning: Beginning,
    pins: Pins,
    moves: Vec<Move>,
    /// How long the log was after the beginning, and after each move.
    marks: Vec<usize>,
    running: Running,
}

impl Play {
    pub fn begin(
        definition: Arc<Definition>,
        beginning: Beginning,
        pins: Pins,
    ) -> Result<Self, Refused> {
        let mut running = Running::new(definition, beginning.at, pins.clone());
        running.begin(&beginning)?;
        running.settle()?;
        Ok(Self {
            beginning,
            pins,
            moves: Vec::new(),
            marks: vec![running.log.len()],
            running,
        })
    }

    /// Makes a move. What happened by it is a part of the log; a move that is refused changes nothing.
    pub fn make(&mut self, made: Move) -> Result<Range<usize>, Refused> {
        let from = self.running.log.len();
        let mut running = self.running.clone();
        running.make(&made)?;
        self.running = running;
        self.moves.push(made);
        self.marks.push(self.running.log.len());
        Ok(from..self.running.log.len())
    }

    /// As it was after the first `moves` of its moves.
    pub fn back_to(&self, moves: usize) -> Result<Self, Refused> {
        let definition = self.running.definition.clone();
        let mut play = Self::begin(definition, self.beginning.clone(), self.pins.clone())?;
        for made in self.moves.iter().take(moves) {
            play.make(made.clone())?;
        }
        Ok(play)
    }

    pub fn beginning(&self) -> &Beginning {
        &self.beginning
    }

    /// Those that answer by themselves from the beginning on.
    pub fn pins(&self) -> &Pins {
        &self.pins
    }

    pub fn moves(&self) -> &[Move] {
        &self.moves
    }

    pub fn definition(&self) -> &Definition {
        &self.running.definition
    }

    pub fn log(&self) -> &[Event] {
        &self.running.log
    }

    pub fn state(&self) -> &State {
        &self.running.state
    }

    pub fn now(&self) -> Timestamp {
        self.running.now
    }

    /// How many moves had been made before this place of the log.
    pub fn moves_before(&self, place: usize) -> usize {
        self.marks.partition_point(|mark| *mark < place)
    }

    /// Where the case stood after so many events.
    pub fn state_at(&self, place: usize) -> State {
        let mut state = State::default();
        for event in self.log().iter().take(place) {
            apply(&mut state, event);
        }
        state
    }

    /// What the case waits for, and what can be done about it.
    pub fn asked(&self) -> Vec<Asked> {
        waiting::asked(&self.running)
    }

    /// When something happens by itself next.
    pub fn next_due(&self) -> Option<Timestamp> {
        clock::next_due(&self.running).map(|(due, _)| due)
    }
}

/// What each visit of a log wrote, by its step.
pub fn written(log: &[Event]) -> BTreeMap<StepId, BTreeMap<String, feel::Value>> {
    let mut steps = BTreeMap::new();
    let mut all: BTreeMap<StepId, BTreeMap<String, feel::Value>> = BTreeMap::new();
    for event in log {
        match &event.fact {
            crate::run::Fact::StepEntered {
                step_instance,
                step,
                ..
            } => _ = steps.insert(*step_instance, step.clone()),
            crate::run::Fact::VariablesSet {
                step_instance,
                values,
                ..
            } => {
                if let Some(step) = steps.get(step_instance) {
                    let written = all.entry(step.clone()).or_default();
                    written.extend(values.clone());
                }
            }
            _ => {}
        }
    }
    all
}
