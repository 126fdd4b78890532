//! What is chosen, and which step has the focus. Never undone.

use process::diagram::Diagram;
use process::{FlowId, LaneId, StepId};
use std::collections::BTreeSet;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub steps: BTreeSet<StepId>,
    pub flows: BTreeSet<FlowId>,
    /// A lane, which is never chosen together with anything else.
    pub lane: Option<LaneId>,
    /// Where the keyboard is. Also without anything chosen, so that Tab comes back to the same step.
    pub focus: Option<StepId>,
}

impl Selection {
    pub fn of_step(id: &StepId) -> Self {
        Self::of_steps([id.clone()].into(), Some(id.clone()))
    }

    pub fn of_steps(steps: BTreeSet<StepId>, focus: Option<StepId>) -> Self {
        Self {
            steps,
            flows: BTreeSet::new(),
            lane: None,
            focus,
        }
    }

    pub fn of_flow(id: &FlowId, focus: Option<StepId>) -> Self {
        Self {
            steps: BTreeSet::new(),
            flows: [id.clone()].into(),
            lane: None,
            focus,
        }
    }

    pub fn of_lane(id: &LaneId, focus: Option<StepId>) -> Self {
        Self {
            lane: Some(id.clone()),
            ..Self::nothing(focus)
        }
    }

    pub fn nothing(focus: Option<StepId>) -> Self {
        Self::of_steps(BTreeSet::new(), focus)
    }

    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.flows.is_empty() && self.lane.is_none()
    }

    /// The step chosen alone: the one the side panel is about.
    pub fn single_step(&self) -> Option<&StepId> {
        match (self.steps.len(), self.flows.is_empty()) {
            (1, true) => self.steps.first(),
            _ => None,
        }
    }

    /// The flow chosen alone.
    pub fn single_flow(&self) -> Option<&FlowId> {
        match (self.flows.len(), self.steps.is_empty()) {
            (1, true) => self.flows.first(),
            _ => None,
        }
    }

    /// Adds a step, or takes it away when it is chosen already.
    pub fn toggled(mut self, id: &StepId) -> Self {
        if !self.steps.remove(id) {
            self.steps.insert(id.clone());
        }
        self.lane = None;
        self.focus = Some(id.clone());
        self
    }

    /// Forgets what is not in the diagram any more.
    pub fn kept_in(mut self, diagram: &Diagram) -> Self {
        self.steps.retain(|id| diagram.step(id).is_some());
        self.flows.retain(|id| diagram.flow(id).is_some());
        self.lane = self.lane.filter(|id| diagram.lane(id).is_some());
        self.focus = self.focus.filter(|id| diagram.step(id).is_some());
        self
    }
}
