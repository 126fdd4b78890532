//! Copying steps with the flows among them, and putting copies into a diagram.

use crate::diagram::edit::{Edit, Ids, Refused};
use crate::diagram::family::{on_edge, with_dependents};
use crate::diagram::{Diagram, MAX_STEPS, Point, Step};
use crate::id::{FlowId, StepId};
use crate::step::{Stands, StepKind, Trigger};
use std::collections::{BTreeMap, BTreeSet};

/// The chosen steps, what goes with them, and the flows among them: what copy and cut put on the clipboard.
pub fn fragment(diagram: &Diagram, steps: &BTreeSet<StepId>) -> Diagram {
    let steps = &with_dependents(diagram, steps);
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
    let mut copied = Vec::new();
    for step in &fragment.steps {
        if !renamed.contains_key(&step.id) {
            renamed.insert(&step.id, StepId::new(ids.fresh()));
            copied.push(step);
        }
    }
    let mut edits = Vec::new();
    for step in copied {
        let mut copy = step.clone();
        copy.id = renamed[&step.id].clone();
        copy.position = step.position.shifted(by);
        point_anew(diagram, &mut copy, &renamed);
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

/// A copy refers to the copies of what its original referred to; else to the originals, where they are here too.
fn point_anew(diagram: &Diagram, copy: &mut Step, renamed: &BTreeMap<&StepId, StepId>) {
    let anew = |id: &StepId| {
        let here = || diagram.step(id).map(|step| step.id.clone());
        renamed.get(id).cloned().or_else(here)
    };
    copy.inside = copy.inside.as_ref().and_then(anew);
    copy.only.while_open = copy.only.while_open.as_ref().and_then(anew);
    // Alone on the edge it came from: the next to the one it is a copy of.
    let stays = copy.host().filter(|host| !renamed.contains_key(*host));
    if let Some(host) = stays.and_then(|host| diagram.step(host)) {
        copy.position = on_edge(host, copy.center(), copy.size());
    }
    let StepKind::Event(event) = &mut copy.kind else {
        return;
    };
    if let Stands::Boundary { of, .. } = &mut event.at {
        match anew(of) {
            Some(host) => *of = host,
            None => event.at = Stands::Catch,
        }
    }
    for trigger in &mut event.triggers {
        if let Trigger::Compensation { of } = trigger {
            *of = of.as_ref().and_then(anew);
        }
    }
}
