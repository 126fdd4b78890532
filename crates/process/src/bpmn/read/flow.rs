//! Arrows between steps.

use super::Reader;
use crate::bpmn::expression::Formula;
use crate::bpmn::names::{child, own};
use crate::diagram::Flow;
use crate::id::{FlowId, StepId};
use crate::step::{Happening, Stands, StepKind, Trigger};
use crate::xml::Element;
use std::collections::BTreeSet;

impl<'a> Reader<'a> {
    pub(super) fn flow(&mut self, element: &'a Element) {
        let id = own(element, "id").unwrap_or_default();
        let end = |name: &str| self.index.id_of(own(element, name).unwrap_or_default());
        let (from, to) = (StepId::new(end("sourceRef")), StepId::new(end("targetRef")));
        let condition = child(element, "conditionExpression").map(Formula::of);
        let condition = condition.map(|it| self.formula(element, "The condition", it));
        let source = self.index.get(from.as_str());
        let default = source.and_then(|source| own(source, "default"));
        let otherwise = default.is_some_and(|name| self.index.id_of(name) == id);
        for (name, end) in [("sourceRef", &from), ("targetRef", &to)] {
            if self.index.get(end.as_str()).is_none() {
                let end = own(element, name).unwrap_or_default();
                self.cannot_run(
                    element,
                    format!("One end of this arrow is “{end}”, which is not in the file."),
                );
            }
        }
        self.diagram.flows.push(Flow {
            id: FlowId::new(id),
            from,
            to,
            label: own(element, "name").unwrap_or_default().to_owned(),
            condition: condition.filter(|it| !it.is_empty()),
            otherwise,
            bends: Vec::new(),
        });
    }

    /// A compensation event leads to its handler by an association.
    pub(super) fn compensations(&mut self, root: &'a Element) {
        let undoing = self
            .diagram
            .steps
            .iter()
            .filter(|step| is_undoing(&step.kind));
        let undoing: BTreeSet<StepId> = undoing.map(|step| step.id.clone()).collect();
        if undoing.is_empty() {
            return;
        }
        let steps: BTreeSet<StepId> = self
            .diagram
            .steps
            .iter()
            .map(|step| step.id.clone())
            .collect();
        let mut known: BTreeSet<(StepId, StepId)> = BTreeSet::new();
        for flow in &self.diagram.flows {
            known.insert((flow.from.clone(), flow.to.clone()));
        }
        let mut associations = Vec::new();
        collect(root, &mut associations);
        for element in associations {
            let end = |name: &str| self.index.id_of(own(element, name).unwrap_or_default());
            let (from, to) = (StepId::new(end("sourceRef")), StepId::new(end("targetRef")));
            let ends = if undoing.contains(&from) {
                (from, to)
            } else {
                (to, from)
            };
            // Some tools draw both: an association beside the flow that is read already.
            if !undoing.contains(&ends.0) || !steps.contains(&ends.1) || known.contains(&ends) {
                continue;
            }
            let (from, to) = ends;
            let id = own(element, "id").filter(|id| !id.is_empty());
            let id = id.map_or_else(|| format!("{from}_{to}"), str::to_owned);
            self.diagram
                .flows
                .push(Flow::new(FlowId::new(id), from, to));
        }
    }
}

/// Whether a step is an event at the edge of another that waits for it to be undone.
pub(in crate::bpmn) fn is_undoing(kind: &StepKind) -> bool {
    match kind {
        StepKind::Event(Happening {
            at: Stands::Boundary { .. },
            triggers,
            ..
        }) => {
            matches!(triggers[..], [Trigger::Compensation { .. }])
        }
        _ => false,
    }
}

fn collect<'a>(element: &'a Element, found: &mut Vec<&'a Element>) {
    for child in element.elements() {
        match child.local_name() {
            "association" => found.push(child),
            "extensionElements" | "BPMNDiagram" => {}
            _ => collect(child, found),
        }
    }
}
