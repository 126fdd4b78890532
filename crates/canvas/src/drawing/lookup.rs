//! Where in its lists each step and flow of a diagram is. Holds until something is added, removed or reordered.

use process::diagram::Diagram;
use process::{FlowId, StepId};
use std::collections::HashMap;

#[derive(Clone, Debug, Default)]
pub struct Lookup {
    steps: HashMap<StepId, usize>,
    flows: HashMap<FlowId, usize>,
}

impl Lookup {
    pub fn of(diagram: &Diagram) -> Self {
        let steps = diagram.steps.iter().enumerate();
        let flows = diagram.flows.iter().enumerate();
        Self {
            steps: steps.map(|(at, step)| (step.id.clone(), at)).collect(),
            flows: flows.map(|(at, flow)| (flow.id.clone(), at)).collect(),
        }
    }

    pub fn step(&self, id: &StepId) -> Option<usize> {
        self.steps.get(id).copied()
    }

    pub fn flow(&self, id: &FlowId) -> Option<usize> {
        self.flows.get(id).copied()
    }
}
