//! What an edit changed, so that only that is drawn again.

use super::Edit;
use crate::id::{FlowId, StepId};
use std::collections::BTreeSet;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    pub steps: BTreeSet<StepId>,
    pub flows: BTreeSet<FlowId>,
    /// Something was added, removed, reordered or reconnected.
    pub structure: bool,
}

impl Touched {
    pub fn is_nothing(&self) -> bool {
        self.steps.is_empty() && self.flows.is_empty() && !self.structure
    }

    pub fn add(&mut self, edit: &Edit) {
        match edit {
            Edit::AddStep { step, .. } => self.step(&step.id, true),
            Edit::RemoveStep { step } => self.step(step, true),
            Edit::Move { step, .. }
            | Edit::Rename { step, .. }
            | Edit::SetKind { step, .. }
            | Edit::Resize { step, .. }
            | Edit::SetNote { step, .. } => self.step(step, false),
            // It may have opened or closed, or gone to another place in the order.
            Edit::SetStep { step } => self.step(&step.id, true),
            Edit::AddFlow { flow, .. } => self.flow(&flow.id, true),
            Edit::RemoveFlow { flow }
            | Edit::Reconnect { flow, .. }
            | Edit::OrderFlow { flow, .. } => {
                self.flow(flow, true);
            }
            Edit::SetBends { flow, .. }
            | Edit::SetCondition { flow, .. }
            | Edit::SetLabel { flow, .. }
            | Edit::SetOtherwise { flow, .. } => self.flow(flow, false),
            // Everything may stand around or beside these.
            Edit::PlacePool { .. }
            | Edit::PlaceLane { .. }
            | Edit::AddLane { .. }
            | Edit::RemoveLane { .. }
            | Edit::SetLane { .. }
            | Edit::SetData { .. }
            | Edit::BendMessage { .. } => {
                self.structure = true;
            }
            // Nothing of it is drawn, but the draft is another one.
            Edit::SetTests { .. } => self.structure = true,
            Edit::Batch { edits } => edits.iter().for_each(|edit| self.add(edit)),
        }
    }

    fn step(&mut self, id: &StepId, structure: bool) {
        self.steps.insert(id.clone());
        self.structure |= structure;
    }

    fn flow(&mut self, id: &FlowId, structure: bool) {
        self.flows.insert(id.clone());
        self.structure |= structure;
    }
}
