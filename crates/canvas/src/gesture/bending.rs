//! A piece of a flow is being dragged aside.

use super::{Gesture, Input, Next, Outcome, idle};
use crate::drawing::Preview;
use crate::routing::{Route, bend};
use crate::scene::Scene;
use crate::snap::GRID;
use process::FlowId;
use process::diagram::Point;

#[derive(Clone, Debug, PartialEq)]
pub struct Bending {
    flow: FlowId,
    /// The way as it was when the drag began.
    route: Route,
    segment: usize,
    /// Whether its ends are where they were drawn, and do not follow from its steps.
    own: (bool, bool),
    bends: Option<Vec<Point>>,
}

impl Bending {
    pub(super) fn start(flow: FlowId, route: Route, segment: usize, own: (bool, bool)) -> Self {
        Self {
            flow,
            route,
            segment,
            own,
            bends: None,
        }
    }

    pub(super) fn handle(mut self, input: Input, scene: &Scene) -> Next {
        match input {
            Input::Move { at, modifiers } => {
                let at = scene.at(at);
                let level = self
                    .route
                    .segments()
                    .nth(self.segment)
                    .is_none_or(|segment| segment.is_level());
                let to = if level { at.y } else { at.x };
                // Middles of steps stand on half grid lines, and flows run there.
                let snapped = (to - GRID / 2).div_euclid(GRID) * GRID + GRID / 2;
                let bends = bend(
                    &self.route,
                    self.segment,
                    if modifiers.ctrl { to } else { snapped },
                    self.own,
                );
                self.bends = Some(bends.clone());
                let preview = Preview::Bends {
                    flow: self.flow.clone(),
                    bends,
                };
                (Gesture::Bending(self), vec![Outcome::Preview(preview)])
            }
            Input::Up { .. } => {
                let mut outcomes = vec![Outcome::Unpreview];
                if let Some(bends) = self.bends {
                    outcomes.push(Outcome::Bend {
                        flow: self.flow,
                        bends,
                    });
                }
                (idle(), outcomes)
            }
            Input::Cancel => (idle(), vec![Outcome::Unpreview]),
            Input::Down { .. } => (Gesture::Bending(self), Vec::new()),
        }
    }
}
