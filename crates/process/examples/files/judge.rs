//! Whether anything of a model is lost on its way through a diagram.

use crate::{account, drawn};
use process::bpmn::{self, Standing};
use process::diagram::{Diagram, Kept};
use process::xml::{self, Element, Node};
use std::collections::BTreeSet;

/// What does not hold; empty when all does.
pub fn failed(bytes: &[u8]) -> Vec<String> {
    let mut failed = Vec::new();
    let mut must = |holds: bool, what: &str| {
        if !holds {
            failed.push(what.to_owned());
        }
    };
    let (Ok(imported), Ok(file)) = (bpmn::read(bytes), xml::read(bytes)) else {
        return vec!["it is not read".to_owned()];
    };
    // The diagram is saved as JSON before it is exported, as every draft is.
    let saved = serde_json::to_string(&imported.diagram).unwrap_or_default();
    let Ok(diagram) = serde_json::from_str::<Diagram>(&saved) else {
        return vec!["its diagram cannot be saved".to_owned()];
    };
    must(diagram == imported.diagram, "saving the diagram changes it");
    let unspoken = account::unspoken(&file, &imported);
    must(
        unspoken.is_empty(),
        &format!("nobody speaks of {}", unspoken.join(", ")),
    );
    let moved = drawn::moved(&file.root, &without_file(diagram.clone()));
    must(
        moved.is_empty(),
        &format!("it is drawn elsewhere: {}", moved.join(", ")),
    );
    let original = plain(file.root);
    let same = |written: &str| {
        xml::read(written.as_bytes()).map(|it| plain(it.root)) == Ok(original.clone())
    };
    // What the file did not draw is drawn as soon as anything is changed.
    let mut drawn = BTreeSet::new();
    collect(&original, &mut drawn);
    let same_but_drawing = |written: &str| {
        let read = xml::read(written.as_bytes());
        read.map(|it| as_drawn(plain(it.root), &drawn)) == Ok(as_drawn(original.clone(), &drawn))
    };
    must(
        same(&bpmn::write(&diagram)),
        "the export is not what was imported",
    );

    // Without the file, from the diagram alone.
    let bare = without_file(diagram.clone());
    let again = bpmn::read(bpmn::write(&bare).as_bytes()).map(|it| without_file(it.diagram));
    must(
        again.as_ref() == Ok(&bare),
        "the diagram alone does not say the same",
    );

    // A name changed, and changed back: only that name differs, and then nothing.
    if !diagram.steps.is_empty() {
        let mut changed = diagram;
        let name = std::mem::replace(&mut changed.steps[0].name, "Changed".to_owned());
        let written = bpmn::write(&changed);
        must(!same(&written), "a change is not exported");
        match bpmn::read(written.as_bytes()).map(|it| it.diagram) {
            Ok(mut back) => {
                let there = without_file(back.clone()) == without_file(changed);
                must(there, "a change changes something else");
                back.steps[0].name = name;
                // Ids that were given stay.
                let mended = imported
                    .report
                    .iter()
                    .any(|it| it.standing == Standing::Mended);
                must(
                    mended || same_but_drawing(&bpmn::write(&back)),
                    "a change taken back leaves something",
                );
            }
            Err(_) => must(false, "the export of a change is not read"),
        }
    }
    failed
}

fn without_file(mut diagram: Diagram) -> Diagram {
    diagram.kept = Kept::default();
    diagram
}

fn collect(element: &Element, drawn: &mut BTreeSet<String>) {
    drawn.extend(element.attribute("bpmnElement").map(str::to_owned));
    element.elements().for_each(|child| collect(child, drawn));
}

/// Only with the shapes and arrows that are in the list.
fn as_drawn(mut element: Element, drawn: &BTreeSet<String>) -> Element {
    element.children.retain(|child| {
        let Some(child) = child.element() else {
            return true;
        };
        let is_new = |it: &Element| {
            it.attribute("bpmnElement")
                .is_some_and(|id| !drawn.contains(id))
        };
        match child.local_name() {
            "BPMNShape" | "BPMNEdge" => !is_new(child),
            "BPMNDiagram" => child.elements().any(|plane| !is_new(plane)),
            _ => true,
        }
    });
    let children = element.children.into_iter().map(|child| match child {
        Node::Element(child) => Node::Element(as_drawn(child, drawn)),
        other => other,
    });
    element.children = children.collect();
    element
}

/// Without what means nothing: the order of attributes, white space between elements, what prefixes are declared, and
/// whether an attribute says what it would mean if it were not there.
fn plain(mut element: Element) -> Element {
    element.as_written = true;
    element.attributes.retain(|each| {
        let declares = each.name == "xmlns" || each.name.starts_with("xmlns:");
        !(declares || each.name == "name" && each.value.is_empty())
    });
    element.attributes.sort_by(|a, b| a.name.cmp(&b.name));
    element.children.retain(|child| !child.is_blank());
    element.children = element
        .children
        .into_iter()
        .map(|child| match child {
            Node::Element(child) => Node::Element(plain(child)),
            other => other,
        })
        .collect();
    element
}
