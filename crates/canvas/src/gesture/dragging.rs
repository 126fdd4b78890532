//! Steps are being dragged. They snap to their neighbours; a lone one can be dropped on a flow.

use super::{Gesture, Input, Next, Outcome, idle};
use crate::drawing::Preview;
use crate::geometry::Rect;
use crate::rules;
use crate::scene::Scene;
use crate::snap::{Guide, snap};
use process::diagram::family::{on_edge, with_dependents};
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
    /// The group the steps would be in, where that is another one than now.
    pub into: Option<StepId>,
    /// An event alone slides along edges: where its middle began, and the step it would stand on.
    event: Option<(StepId, Point)>,
    pub host: Option<StepId>,
}

impl Dragging {
    pub(super) fn start(chosen: BTreeSet<StepId>, grabbed: Point, scene: &Scene) -> Self {
        let diagram = scene.drawing.diagram();
        let flows = &diagram.flows;
        let event = chosen
            .first()
            .filter(|_| chosen.len() == 1)
            .and_then(|id| scene.drawing.step(id))
            .filter(|step| step.host().is_some())
            .map(|step| (step.id.clone(), step.center()));
        let mut steps = with_dependents(diagram, &chosen);
        if event.is_none() {
            // An event whose step stays behind stays on it.
            let whole = steps.clone();
            steps.retain(|id| {
                let host = scene.drawing.step(id).and_then(|step| step.host());
                host.is_none_or(|host| whole.contains(host))
            });
        }
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
            into: None,
            event,
            host: None,
        }
    }

    pub(super) fn handle(mut self, input: Input, scene: &Scene) -> Next {
        match input {
            Input::Move { at, modifiers } => {
                let now = scene.at(at);
                let wish = Point::new(now.x - self.grabbed.x, now.y - self.grabbed.y);
                if let Some((id, from)) = &self.event {
                    let (id, from) = (id.clone(), *from);
                    return self.slide(&id, from, wish, now, scene);
                }
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
                let into = scene.group_at(now, &self.steps);
                self.into = into.filter(|into| self.leaves_for(Some(into), scene));
                let preview = Preview::Steps {
                    steps: self.steps.clone(),
                    by: self.by,
                };
                (Gesture::Dragging(self), vec![Outcome::Preview(preview)])
            }
            Input::Up { at, .. } => {
                let into = scene.group_at(scene.at(at), &self.steps);
                let regroups = self.leaves_for(into.as_ref(), scene);
                let done = match (&self.over, self.steps.first()) {
                    _ if self.event.is_some() => match (self.event, self.host) {
                        (Some((event, from)), Some(host)) => Outcome::MoveOnEdge {
                            event,
                            host,
                            center: from.shifted(self.by),
                        },
                        _ => return (idle(), vec![Outcome::Unpreview]),
                    },
                    _ if regroups && self.over.is_none() => Outcome::MoveInto {
                        steps: self.steps,
                        by: self.by,
                        into,
                    },
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

    /// The event follows the pointer along the edge of the step that is under it, else of its own.
    fn slide(mut self, id: &StepId, from: Point, wish: Point, at: Point, scene: &Scene) -> Next {
        let step = scene.drawing.step(id);
        let own = step.and_then(|step| step.host()).cloned();
        let host = scene.host_at(at).or(own);
        let placed = step
            .zip(host.as_ref().and_then(|host| scene.drawing.step(host)))
            .map(|(event, host)| on_edge(host, from.shifted(wish), event.size()));
        if let (Some(place), Some(step)) = (placed, step) {
            self.by = Point::new(place.x - step.left(), place.y - step.top());
            self.host = host;
        }
        let preview = Preview::Steps {
            steps: self.steps.clone(),
            by: self.by,
        };
        (Gesture::Dragging(self), vec![Outcome::Preview(preview)])
    }

    /// Whether the steps would be in another group than they are. Those that are moved with their group are not.
    fn leaves_for(&self, into: Option<&StepId>, scene: &Scene) -> bool {
        self.steps
            .iter()
            .filter_map(|id| scene.drawing.step(id))
            .filter(|step| {
                !step
                    .inside
                    .as_ref()
                    .is_some_and(|outer| self.steps.contains(outer))
            })
            .any(|step| step.inside.as_ref() != into)
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
