//! A flow is being drawn: dragged from a port, or after clicking one. Steps nearby attract it; a refused one says
//! why; let go on nothing, it asks which step to put there.

use super::{Gesture, Input, Next, Outcome, idle};
use crate::rules::{Refusal, may_connect};
use crate::scene::{End, Scene};
use process::diagram::Point;
use process::{FlowId, StepId};

#[derive(Clone, Debug, PartialEq)]
pub struct Connecting {
    /// The end that stays.
    pub fixed: StepId,
    /// The end that is being drawn.
    pub end: End,
    pub at: Point,
    pub over: Option<(StepId, Result<(), Refusal>)>,
    /// Begun by a click (or a key): the next click ends it.
    pub armed: bool,
    /// The flow being led elsewhere; without one it is a new flow.
    moving: Option<FlowId>,
}

impl Connecting {
    pub fn armed(from: StepId, at: Point) -> Self {
        Self {
            armed: true,
            ..Self::dragged(from, at)
        }
    }

    pub(super) fn dragged(from: StepId, at: Point) -> Self {
        Self {
            fixed: from,
            end: End::To,
            at,
            over: None,
            armed: false,
            moving: None,
        }
    }

    pub(super) fn moved(flow: FlowId, end: End, fixed: StepId, at: Point) -> Self {
        Self {
            end,
            moving: Some(flow),
            ..Self::dragged(fixed, at)
        }
    }

    pub fn moving(&self) -> Option<&FlowId> {
        self.moving.as_ref()
    }

    pub(super) fn handle(mut self, input: Input, scene: &Scene) -> Next {
        match input {
            Input::Move { at, .. } => {
                self.look(scene.at(at), scene);
                (Gesture::Connecting(self), Vec::new())
            }
            Input::Down { at, .. } if self.armed => {
                self.look(scene.at(at), scene);
                self.finish()
            }
            Input::Up { at, .. } if !self.armed => {
                self.look(scene.at(at), scene);
                self.finish()
            }
            Input::Cancel => (idle(), Vec::new()),
            Input::Down { .. } | Input::Up { .. } => (Gesture::Connecting(self), Vec::new()),
        }
    }

    fn look(&mut self, at: Point, scene: &Scene) {
        self.at = at;
        // The step it starts from is no target until the pointer is really on it again.
        let own = |id: &StepId| {
            *id == self.fixed && scene.drawing.rect(id).is_none_or(|rect| !rect.contains(at))
        };
        self.over = scene.magnet(at).filter(|id| !own(id)).map(|id| {
            let (from, to) = self.ends(&id);
            let verdict = may_connect(scene.drawing.diagram(), &from, &to, self.moving.as_ref());
            (id, verdict)
        });
    }

    fn ends(&self, other: &StepId) -> (StepId, StepId) {
        match self.end {
            End::To => (self.fixed.clone(), other.clone()),
            End::From => (other.clone(), self.fixed.clone()),
        }
    }

    fn finish(self) -> Next {
        let outcome = match (&self.over, &self.moving) {
            // Let go where it began: a change of mind, not a mistake.
            (Some((_, Err(Refusal::ToItself))), _) => return (idle(), Vec::new()),
            (Some((_, Err(refusal))), _) => Outcome::Say(refusal.to_string()),
            (Some((id, Ok(()))), Some(flow)) => {
                let (from, to) = self.ends(id);
                let flow = flow.clone();
                Outcome::Reconnect { flow, from, to }
            }
            (Some((id, Ok(()))), None) => {
                let (from, to) = self.ends(id);
                Outcome::Connect { from, to }
            }
            (None, Some(_)) => return (idle(), Vec::new()),
            (None, None) => Outcome::Menu {
                after: self.fixed.clone(),
                at: self.at,
                here: true,
            },
        };
        (idle(), vec![outcome])
    }
}
