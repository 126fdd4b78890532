//! Arrows between steps.

use super::Reader;
use crate::bpmn::expression::Formula;
use crate::bpmn::names::{child, own};
use crate::diagram::Flow;
use crate::id::{FlowId, StepId};
use crate::step::{Happening, Stands, StepKind, Trigger};
use crate::xml::Element;

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
        let mut associations = Vec::new();
        collect(root, &mut associations);
        for element in associations {
            let end = |name: &str| self.index.id_of(own(element, name).unwrap_or_default());
            let (from, to) = (StepId::new(end("sourceRef")), StepId::new(end("targetRef")));
            let (from, to) = if self.undoes(&from) {
                (from, to)
            } else {
                (to, from)
            };
            let handler = self.diagram.step(&to).is_some();
            let known = self.diagram.flows.iter();
            let known = known
                .into_iter()
                .any(|flow| flow.from == from && flow.to == to);
            if self.undoes(&from) && handler && !known {
                let id = own(element, "id").unwrap_or_default();
                let id = if id.is_empty() {
                    format!("{from}_{to}")
                } else {
                    id.to_owned()
                };
                self.diagram.flows.push(Flow {
                    id: FlowId::new(id),
                    from,
                    to,
                    label: String::new(),
                    condition: None,
                    otherwise: false,
                    bends: Vec::new(),
                });
            }
        }
    }

    fn undoes(&self, step: &StepId) -> bool {
        self.diagram
            .step(step)
            .is_some_and(|step| is_undoing(&step.kind))
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
