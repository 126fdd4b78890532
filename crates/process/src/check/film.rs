//! A run as it can be watched: the commands that bring it about, and where the tokens stand after each of them.

use super::abstracted::{rounds_of, with_rounds};
use super::moves::{Move, perform};
use super::space::Space;
use super::words;
use crate::diagram::Diagram;
use crate::id::{FlowId, StepId};
use crate::run::{Driver, State};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, PartialEq)]
pub struct Film {
    /// What the kernel is told, one after the other, on the drawing without its data, see [`super::abstracted()`].
    pub moves: Vec<Move>,
    /// One for each of the moves.
    pub frames: Vec<Frame>,
    /// How many rounds there are of everything that is done for each of several things.
    pub rounds: u32,
}

/// A moment of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What has just happened, in the names of the drawing.
    pub happened: String,
    /// Tokens that stand on flows.
    pub tokens: BTreeMap<FlowId, u32>,
    /// Steps at work, and how often.
    pub at: BTreeMap<StepId, u32>,
}

impl Film {
    pub(super) fn of(space: &Space, diagram: &Diagram, moves: Vec<Move>) -> Self {
        let mut frames = Vec::with_capacity(moves.len());
        let mut driver = space.driver.clone();
        let (mut state, mut fired) = (State::default(), BTreeSet::new());
        for wanted in &moves {
            let happened = words::happened(diagram, &state, wanted);
            let Some(outcome) = perform(space, &mut driver, &state, &fired, wanted) else {
                break;
            };
            (state, fired) = (outcome.state, outcome.fired);
            frames.push(Frame::of(&state, happened));
        }
        Self {
            moves,
            frames,
            rounds: rounds_of(space.bare()),
        }
    }

    /// Lets the interpreter run it again. Where the case stands at its end; none when a command is refused, because the
    /// diagram is not the one it was made for.
    pub fn replay(&self, diagram: &Diagram) -> Option<State> {
        let space = Space::of(&with_rounds(diagram, self.rounds));
        let mut driver: Driver = space.driver.clone();
        let (mut state, mut fired) = (State::default(), BTreeSet::new());
        for wanted in &self.moves {
            let outcome = perform(&space, &mut driver, &state, &fired, wanted)?;
            (state, fired) = (outcome.state, outcome.fired);
        }
        Some(state)
    }
}

impl Frame {
    fn of(state: &State, happened: String) -> Self {
        let mut frame = Self {
            happened,
            tokens: BTreeMap::new(),
            at: BTreeMap::new(),
        };
        let scopes = state.scopes.values().map(|scope| &scope.tokens);
        for (flow, count) in std::iter::once(&state.tokens).chain(scopes).flatten() {
            *frame.tokens.entry(flow.clone()).or_default() += count;
        }
        for visit in state.active.values() {
            *frame.at.entry(visit.step.clone()).or_default() += 1;
        }
        frame
    }
}
