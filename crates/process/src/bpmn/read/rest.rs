//! What the file says beyond what was understood. None of it is lost, and none of it goes by in silence.

use super::node::holds_steps;
use super::{Reader, is_node};
use crate::bpmn::Standing;
use crate::bpmn::names::{extensions, is_baton, is_model, own};
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

/// Elements that hold others with something to say.
fn holds_others(kind: &str) -> bool {
    let framed = [
        "process",
        "collaboration",
        "laneSet",
        "lane",
        "childLaneSet",
    ];
    framed.contains(&kind) || holds_steps(kind)
}

/// Parts of processes, pools, lanes and steps that are read, say nothing by themselves, or are spoken of.
fn is_known(kind: &str) -> bool {
    kind.ends_with("EventDefinition")
        || kind.ends_with("EventDefinitionRef")
        || kind == "eventDefinitionRef"
        || PARTS.contains(&kind)
}

const PARTS: &[&str] = &[
    "documentation",
    "incoming",
    "outgoing",
    "participant",
    "participantMultiplicity",
    "messageFlow",
    "sequenceFlow",
    "flowNodeRef",
    "partitionElement",
    "dataObject",
    "dataObjectReference",
    "dataStoreReference",
    "property",
    "ioSpecification",
    "dataInput",
    "dataOutput",
    "inputSet",
    "outputSet",
    "dataInputAssociation",
    "dataOutputAssociation",
    "association",
    "group",
    "textAnnotation",
    "standardLoopCharacteristics",
    "multiInstanceLoopCharacteristics",
    "completionCondition",
    "activationCondition",
    "script",
    "potentialOwner",
    "humanPerformer",
    "performer",
    "resourceRole",
    "correlationSubscription",
    "correlationKey",
    "conversation",
    "subConversation",
    "callConversation",
    "conversationLink",
    "conversationAssociation",
    "messageFlowAssociation",
    "participantAssociation",
    "choreographyRef",
    "interfaceRef",
    "endPointRef",
    "supportedInterfaceRef",
    "supports",
    "callChoreography",
    "choreographyTask",
    "subChoreography",
    "implicitThrowEvent",
    "processRef",
    "artifact",
    "category",
    "categoryValueRef",
    "condition",
    "ioBinding",
];

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
            "dataInputAssociation" | "dataOutputAssociation" => self.data_arrow(element, seen),
            "association" if !self.undoes(element) && seen.insert(kind.to_owned()) => {
                self.remark(
                    Standing::Kept,
                    element,
                    "Lines to remarks and data are not shown.",
                );
            }
            "correlationSubscription" => self.cannot_run(
                element,
                "Correlation keys say here which case a message is for. Say it in the step that waits for the message.",
            ),
            "conversation" | "subConversation" | "callConversation" => self.cannot_run(
                element,
                format!("A {kind} only shows how partners work together."),
            ),
            "callChoreography" | "choreographyTask" | "subChoreography" | "implicitThrowEvent" => {
                self.cannot_run(element, format!("A {kind} cannot run."));
            }
            _ => {}
        }
        if holds_others(kind) || is_node(kind) {
            for child in element.elements() {
                if child.local_name() != "extensionElements" {
                    self.inner(element, child, seen);
                }
            }
        }
    }

    /// What stands in a process, a pool, a lane or a step.
    fn inner(&mut self, around: &'a Element, child: &'a Element, seen: &mut BTreeSet<String>) {
        let (kind, name) = (around.local_name(), child.local_name());
        if !is_model(child) {
            let uri = child.namespace.as_deref().unwrap_or_default();
            if !is_baton(child) && seen.insert(format!("{uri} {name}")) {
                self.kept(child, name);
            }
            return;
        }
        let holds_flow = kind == "process" || holds_steps(kind);
        if is_known(name) || is_node(name) || holds_others(name) {
            self.leftover(child, seen);
        } else if holds_flow && child.attribute("id").is_some() && !is_node(name) {
            self.cannot_run(
                child,
                format!("“{name}” is not a kind of step that can run."),
            );
        } else if seen.insert(name.to_owned()) {
            self.kept(child, name);
        }
    }

    /// Data that only goes along an arrow is as good as said by its name; what is worked out on the way is not.
    fn data_arrow(&mut self, element: &'a Element, seen: &mut BTreeSet<String>) {
        let works = |it: &Element| matches!(it.local_name(), "assignment" | "transformation");
        if element.elements().any(works) && seen.insert("assignment".to_owned()) {
            self.cannot_run(
                element,
                "Data is copied or worked out here on its way in or out. Say it under what the step reads and gives.",
            );
        } else if seen.insert("dataAssociation".to_owned()) {
            self.remark(Standing::Kept, element, "Arrows to data are not shown.");
        }
    }

    /// Whether an association is shown as the arrow to a step that undoes another.
    fn undoes(&self, association: &Element) -> bool {
        let id = own(association, "id").unwrap_or_default();
        self.diagram.flows.iter().any(|flow| flow.id.as_str() == id)
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
