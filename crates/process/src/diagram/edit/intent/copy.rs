//! Copying steps with the flows among them, and putting copies into a diagram.

use crate::diagram::edit::{Edit, Ids, Refused};
use crate::diagram::{Diagram, MAX_STEPS, Point};
use crate::id::{FlowId, StepId};
use std::collections::{BTreeMap, BTreeSet};

/// The chosen steps and the flows among them: what copy and cut put on the clipboard.
pub fn fragment(diagram: &Diagram, steps: &BTreeSet<StepId>) -> Diagram {
    Diagram {
        steps: diagram
            .steps
            .iter()
            .filter(|step| steps.contains(&step.id))
            .cloned()
            .collect(),
        flows: diagram
            .flows
            .iter()
            .filter(|flow| steps.contains(&flow.from) && steps.contains(&flow.to))
            .cloned()
            .collect(),
        ..Diagram::default()
    }
}

/// Adds a fragment under new ids, shifted by a distance. Flows that lead out of the fragment are left out.
/// Returns the new steps, for selecting them.
pub fn paste(
    diagram: &Diagram,
    fragment: &Diagram,
    by: Point,
    ids: &mut dyn Ids,
) -> Result<(Edit, BTreeSet<StepId>), Refused> {
    if diagram.steps.len() + fragment.steps.len() > MAX_STEPS {
        return Err(Refused::TooManySteps);
    }
    let mut renamed: BTreeMap<&StepId, StepId> = BTreeMap::new();
    let mut edits = Vec::new();
    for step in &fragment.steps {
        if renamed.contains_key(&step.id) {
            continue;
        }
        let id = StepId::new(ids.fresh());
        renamed.insert(&step.id, id.clone());
        let mut copy = step.clone();
        copy.id = id;
        copy.position = step.position.shifted(by);
        edits.push(Edit::AddStep {
            step: copy,
            at: None,
        });
    }
    for flow in &fragment.flows {
        let Some((from, to)) = renamed.get(&flow.from).zip(renamed.get(&flow.to)) else {
            continue;
        };
        let mut copy = flow.clone();
        copy.id = FlowId::new(ids.fresh());
        copy.from = from.clone();
        copy.to = to.clone();
        copy.bends = flow.bends.iter().map(|bend| bend.shifted(by)).collect();
        edits.push(Edit::AddFlow {
            flow: copy,
            at: None,
        });
    }
    Ok((Edit::batch(edits), renamed.into_values().collect()))
}
