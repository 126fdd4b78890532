//! Deleting steps and flows. A step with one way in and one way out heals: what came in goes on to where it led.

use crate::diagram::edit::Edit;
use crate::diagram::family::with_dependents;
use crate::diagram::{Diagram, Flow};
use crate::id::{FlowId, StepId};
use std::collections::BTreeSet;

/// Deletes steps with all that goes with them, healing each, and then flows.
pub fn remove(diagram: &Diagram, steps: &BTreeSet<StepId>, flows: &BTreeSet<FlowId>) -> Edit {
    let steps = &with_dependents(diagram, steps);
    // Neighbours may go together, so each step is healed in the diagram the one before it left behind. Only the
    // flows matter for that.
    let mut rest = diagram.flows.clone();
    let mut edits = Vec::new();
    for step in diagram.steps.iter().filter(|step| steps.contains(&step.id)) {
        if let Some(healed) = heal(&rest, &step.id) {
            let Flow {
                id,
                from,
                to,
                bends,
                ..
            } = healed.clone();
            edits.extend(Edit::lead(id, from, to, bends));
            for flow in rest.iter_mut().filter(|flow| flow.id == healed.id) {
                flow.clone_from(&healed);
            }
        }
        rest.retain(|flow| flow.from != step.id && flow.to != step.id);
        edits.push(Edit::RemoveStep {
            step: step.id.clone(),
        });
    }
    let remaining = flows
        .iter()
        .filter(|id| rest.iter().any(|flow| &flow.id == *id));
    edits.extend(remaining.map(|id| Edit::RemoveFlow { flow: id.clone() }));
    Edit::batch(edits)
}

/// The incoming flow led on past a step, with its condition and the bends of both halves.
fn heal(flows: &[Flow], step: &StepId) -> Option<Flow> {
    let mut incoming = flows.iter().filter(|flow| &flow.to == step);
    let mut outgoing = flows.iter().filter(|flow| &flow.from == step);
    let (into, out) = (incoming.next()?, outgoing.next()?);
    let only_ones = incoming.next().is_none() && outgoing.next().is_none();
    let already = flows
        .iter()
        .any(|flow| flow.from == into.from && flow.to == out.to);
    if !only_ones || already || into.from == out.to || &into.from == step || &out.to == step {
        return None;
    }
    let mut healed = into.clone();
    healed.to = out.to.clone();
    healed.bends.extend(&out.bends);
    Some(healed)
}
