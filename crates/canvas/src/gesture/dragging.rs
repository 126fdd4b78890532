//! Steps are being dragged. They snap to their neighbours; a lone one can be dropped on a flow.

use super::{Gesture, Input, Next, Outcome, idle};
use crate::drawing::Preview;
use crate::geometry::Rect;
use crate::rules;
use crate::scene::Scene;
use crate::snap::{Guide, snap};
use process::diagram::{Flow, Point};
use process::{FlowId, StepId};
use std::collections::BTreeSet;

/// A line this near (in pixels) pulls.
const PULL: f64 = 6.0;

#[derive(Clone, Debug, PartialEq)]
pub struct Dragging {
    steps: BTreeSet<StepId>,
    connected: BTreeSet<StepId>,
    grabbed: Point,
    start: Rect,
    by: Point,
    pub guides: Vec<Guide>,
    /// The flow the step would be put on.
    pub over: Option<FlowId>,
}

impl Dragging {
    pub(super) fn start(steps: BTreeSet<StepId>, grabbed: Point, scene: &Scene) -> Self {
        let flows = &scene.drawing.diagram().flows;
        let other_end = |flow: &Flow| match (steps.contains(&flow.from), steps.contains(&flow.to)) {
            (true, false) => Some(flow.to.clone()),
            (false, true) => Some(flow.from.clone()),
            _ => None,
        };
        Self {
            connected: flows.iter().filter_map(other_end).collect(),
            start: scene.drawing.bounds_of(&steps).unwrap_or_default(),
            steps,
            grabbed,
            by: Point::default(),
            guides: Vec::new(),
            over: None,
        }
    }

    pub(super) fn handle(mut self, input: Input, scene: &Scene) -> Next {
        match input {
            Input::Move { at, modifiers } => {
                let now = scene.at(at);
                let wish = Point::new(now.x - self.grabbed.x, now.y - self.grabbed.y);
                if modifiers.ctrl {
                    self.by = wish;
                    self.guides.clear();
                } else {
                    let reach = scene.viewport.reach(PULL).round() as i32;
                    let snapped = snap(
                        scene.drawing,
                        self.start,
                        wish,
                        &self.steps,
                        &self.connected,
                        reach,
                    );
                    self.by = snapped.by;
                    self.guides = snapped.guides;
                }
                self.over = self.insertable(scene);
                let preview = Preview::Steps {
                    steps: self.steps.clone(),
                    by: self.by,
                };
                (Gesture::Dragging(self), vec![Outcome::Preview(preview)])
            }
            Input::Up { .. } => {
                let done = match (&self.over, self.steps.first()) {
                    (Some(flow), Some(step)) => Outcome::DropOnFlow {
                        step: step.clone(),
                        flow: flow.clone(),
                        position: self.start.shifted(self.by).corner(),
                    },
                    _ => Outcome::Move {
                        steps: self.steps,
                        by: self.by,
                    },
                };
                (idle(), vec![Outcome::Unpreview, done])
            }
            Input::Cancel => (idle(), vec![Outcome::Unpreview]),
            Input::Down { .. } => (Gesture::Dragging(self), Vec::new()),
        }
    }

    /// A single step without flows may be put on the flow under its middle.
    fn insertable(&self, scene: &Scene) -> Option<FlowId> {
        let step = self.steps.first().filter(|_| self.steps.len() == 1)?;
        let diagram = scene.drawing.diagram();
        let lone = diagram
            .flows
            .iter()
            .all(|flow| &flow.from != step && &flow.to != step);
        let fits = rules::may_stand_between(&diagram.step(step)?.kind).is_ok();
        let middle = self.start.shifted(self.by).center();
        (lone && fits).then(|| scene.flow_under(middle)).flatten()
    }
}
