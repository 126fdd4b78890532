//! The canvas is being pushed around.

use super::{Gesture, Input, Next, Outcome, idle};
use crate::scene::Scene;
use crate::viewport::Spot;

#[derive(Clone, Debug, PartialEq)]
pub struct Panning {
    last: Spot,
}

impl Panning {
    pub(super) fn from(last: Spot) -> Self {
        Self { last }
    }

    pub(super) fn handle(self, input: Input, scene: &Scene) -> Next {
        match input {
            Input::Move { at, .. } => {
                let viewport = scene
                    .viewport
                    .panned(at.x - self.last.x, at.y - self.last.y);
                let next = Gesture::Panning(Self { last: at });
                (next, vec![Outcome::Look(viewport)])
            }
            Input::Up { .. } | Input::Cancel => (idle(), Vec::new()),
            Input::Down { .. } => (Gesture::Panning(self), Vec::new()),
        }
    }
}
