//! What the file says beyond what was understood. None of it is lost, and none of it goes by in silence.

use super::node::holds_steps;
use super::{Reader, is_node};
use crate::bpmn::Standing;
use crate::bpmn::names::{MODEL, extensions, is_baton, is_model, own};
use crate::xml::Element;
use std::collections::BTreeSet;

/// Additions whose meaning is read, or that only concern the other tool's screen or bookkeeping.
const READ: &[&str] = &[
    "assignmentDefinition",
    "calledDecision",
    "calledElement",
    "formData",
    "formDefinition",
    "formField",
    "formProperty",
    "in",
    "inputOutput",
    "ioMapping",
    "loopCharacteristics",
    "out",
    "publishMessage",
    "script",
    "subscription",
    "taskDefinition",
    "taskHeaders",
    "taskSchedule",
    "userTask",
    "userTaskForm",
    "field",
    "properties",
    "property",
    "connectorId",
];

/// In whose namespaces a connector is something that works.
const ENGINES: &[&str] = &["camunda", "activiti", "flowable"];

impl<'a> Reader<'a> {
    /// What stands beside the processes.
    pub(super) fn roots(&mut self, root: &'a Element) {
        for element in root.elements().filter(|it| is_model(it)) {
            match element.local_name() {
                kind @ ("choreography"
                | "globalChoreographyTask"
                | "conversation"
                | "globalConversation") => {
                    self.cannot_run(
                        element,
                        format!("A {kind} only shows how partners work together."),
                    );
                }
                kind if kind.starts_with("global") => self.cannot_run(
                    element,
                    "This task stands outside all processes. Draw it in a process of its own.",
                ),
                _ => {}
            }
        }
    }

    pub(super) fn rest(&mut self, root: &'a Element) {
        let mut seen = BTreeSet::new();
        for element in root.elements() {
            self.leftover(element, &mut seen);
        }
    }

    fn leftover(&mut self, element: &'a Element, seen: &mut BTreeSet<String>) {
        let kind = element.local_name();
        if !is_model(element) {
            let uri = element.namespace.as_deref().unwrap_or_default();
            let drawing = kind == "BPMNDiagram" || uri.contains("BPMN");
            if !drawing && seen.insert(format!("{uri} {kind}")) {
                self.kept(element, kind);
            }
            return;
        }
        for added in extensions(element).filter(|it| !is_baton(it)) {
            let name = added.local_name();
            let uri = added.namespace.as_deref().unwrap_or_default();
            match name {
                "executionListener" | "executionListeners" | "taskListener" | "taskListeners"
                | "eventListener" => self.cannot_run(
                    element,
                    "Code is called here when something happens. It is not called by Baton.",
                ),
                "connector" if ENGINES.iter().any(|engine| uri.contains(engine)) => self
                    .cannot_run(
                        element,
                        "A connector of the other tool works here. Choose one of Baton's.",
                    ),
                _ if READ.contains(&name) => {}
                _ => {
                    if seen.insert(format!("{uri} {name}")) {
                        self.kept(element, name);
                    }
                }
            }
        }
        match kind {
            "textAnnotation" => {
                self.remark(
                    Standing::Kept,
                    element,
                    "Remarks on the drawing are not shown.",
                );
            }
            "group" => self.remark(
                Standing::Kept,
                element,
                "Frames on the drawing are not shown.",
            ),
            "dataInputAssociation" | "dataOutputAssociation" if seen.insert(kind.to_owned()) => {
                self.remark(Standing::Kept, element, "Arrows to data are not shown.");
            }
            "callChoreography" | "choreographyTask" | "subChoreography" | "implicitThrowEvent" => {
                self.cannot_run(element, format!("A {kind} cannot run."));
            }
            _ => {}
        }
        let inner = matches!(
            kind,
            "process" | "collaboration" | "laneSet" | "lane" | "childLaneSet"
        );
        if inner || holds_steps(kind) || is_node(kind) {
            for child in element.elements() {
                let known = is_model(child) || child.namespace.as_deref() == Some(MODEL);
                if known && child.local_name() != "extensionElements" {
                    self.leftover(child, seen);
                }
            }
        }
    }

    fn kept(&mut self, element: &Element, name: &str) {
        let at = own(element, "id").unwrap_or_default();
        let at = if at.is_empty() {
            ""
        } else {
            ", here and elsewhere,"
        };
        self.remark(
            Standing::Kept,
            element,
            format!("“{name}”{at} means something only to the tool that wrote it."),
        );
    }
}
