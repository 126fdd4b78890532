//! Whether everything that a file names is somewhere: in the diagram, or in the report.

use process::bpmn::Imported;
use process::xml::{Document, Element};
use std::collections::BTreeSet;

/// What only says how other elements look or hang together, or is a part of the step it stands in.
const PARTS: &[&str] = &[
    "definitions",
    "collaboration",
    "laneSet",
    "BPMNDiagram",
    "dataObjectReference",
    "message",
    "error",
    "signal",
    "escalation",
    "itemDefinition",
    "import",
    "documentation",
    "process",
    "text",
    "incoming",
    "outgoing",
    "interface",
    "operation",
    "dataStore",
    "childLaneSet",
    "extension",
    "endPoint",
    "resource",
    "category",
    "ioSpecification",
    "correlationProperty",
    "correlationKey",
    "conversationLink",
    "partnerEntity",
    "partnerRole",
    "relationship",
];

/// The elements of a process that nobody speaks of.
pub fn unspoken(document: &Document, imported: &Imported) -> Vec<String> {
    let diagram = &imported.diagram;
    let mut spoken: BTreeSet<&str> = BTreeSet::new();
    spoken.extend(diagram.steps.iter().map(|it| it.id.as_str()));
    spoken.extend(diagram.flows.iter().map(|it| it.id.as_str()));
    spoken.extend(diagram.pools.iter().map(|it| it.id.as_str()));
    spoken.extend(diagram.lanes.iter().map(|it| it.id.as_str()));
    spoken.extend(diagram.message_flows.iter().map(|it| it.id.as_str()));
    spoken.extend(imported.report.iter().map(|it| it.element.as_str()));
    // Of some kinds only the first one is spoken of.
    let mut told = BTreeSet::new();
    kinds(&document.root, &spoken, &mut told);
    let mut left = Vec::new();
    walk(&document.root, &spoken, &told, &mut left);
    left
}

fn kinds(element: &Element, spoken: &BTreeSet<&str>, told: &mut BTreeSet<String>) {
    if element
        .attribute("id")
        .is_some_and(|id| spoken.contains(id))
    {
        told.insert(element.local_name().to_owned());
    }
    element
        .elements()
        .for_each(|child| kinds(child, spoken, told));
}

fn walk(
    element: &Element,
    spoken: &BTreeSet<&str>,
    told: &BTreeSet<String>,
    left: &mut Vec<String>,
) {
    for child in element.elements() {
        let name = child.local_name();
        if name == "extensionElements"
            || name == "BPMNDiagram"
            || !child
                .namespace
                .as_deref()
                .is_none_or(|it| it.to_ascii_uppercase().contains("BPMN"))
        {
            continue;
        }
        let id = child.attribute("id").unwrap_or_default();
        let part = PARTS.contains(&name)
            || name.starts_with("dataO")
            || name.starts_with("dataI")
            || name.ends_with("EventDefinition")
            || name == "property"
            || name == "dataStoreReference";
        if !id.is_empty() && !part && !spoken.contains(id) && !told.contains(name) {
            left.push(format!("{name} {id}"));
        }
        let inner = matches!(
            name,
            "process"
                | "collaboration"
                | "laneSet"
                | "childLaneSet"
                | "lane"
                | "subProcess"
                | "transaction"
                | "adHocSubProcess"
                | "choreography"
                | "subChoreography"
        ) && !(name.to_lowercase().contains("choreography") && spoken.contains(id));
        if inner {
            walk(child, spoken, told, left);
        }
    }
}
