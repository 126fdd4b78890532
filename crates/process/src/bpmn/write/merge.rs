//! Changes in a file what changed in its diagram: the tree written of the diagram as it was, and the tree written of it
//! as it is, are compared element by element, and only their differences reach the file.

use super::build::element;
use super::keyed::{Keyed, key_of, wraps};
use super::patch::patch;
use super::prefixes::Prefixes;
use crate::bpmn::names::own;
use crate::xml::{Element, Node};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn merge(original: &mut Element, before: &Element, after: &Element) {
    let prefixes = Prefixes::of(original);
    let mut merge = Merge {
        before: Keyed::of(before),
        after: Keyed::of(after),
        prefixes: &prefixes,
        held: BTreeMap::new(),
        gone: BTreeSet::new(),
        gone_shapes: BTreeSet::new(),
        present: BTreeSet::new(),
        pending: BTreeMap::new(),
    };
    merge.take_out(original);
    merge.change(original);
    merge.plan();
    merge.put_in(original);
    if !merge.gone_shapes.is_empty() {
        loosen(original, &merge.gone_shapes);
    }
    let gone = merge.gone;
    let mut dropped = BTreeSet::new();
    drop_references(original, &gone, &mut dropped);
    if !dropped.is_empty() {
        drop_references(original, &dropped, &mut BTreeSet::new());
    }
    plane(original, before, after);
}

struct Merge<'a> {
    before: Keyed<'a>,
    after: Keyed<'a>,
    prefixes: &'a Prefixes,
    /// Elements on their way to another place, by key.
    held: BTreeMap<String, Element>,
    /// The ids of everything that is no longer there.
    gone: BTreeSet<String>,
    /// The ids of shapes that are no longer there.
    gone_shapes: BTreeSet<String>,
    /// The keys that the file has.
    present: BTreeSet<String>,
    /// By the key of what they go into: wrappers, and the element.
    pending: BTreeMap<String, Vec<(Vec<String>, Element)>>,
}

impl Merge<'_> {
    /// Takes out what was deleted, and what moves.
    fn take_out(&mut self, element: &mut Element) {
        let children = std::mem::take(&mut element.children);
        for child in children {
            let Node::Element(mut child) = child else {
                element.children.push(child);
                continue;
            };
            self.take_out(&mut child);
            let key = key_of(&child);
            let then = key.as_ref().and_then(|key| self.before.items.get(key));
            let now = key.as_ref().and_then(|key| self.after.items.get(key));
            match (key, then, now) {
                (Some(_), Some(_), None) => {
                    ids(&child, &mut self.gone);
                    let shape = child.attribute("bpmnElement").and(own(&child, "id"));
                    self.gone_shapes.extend(shape.map(str::to_owned));
                }
                (Some(key), Some(then), Some(now)) if then.parent != now.parent => {
                    self.held.insert(key, child);
                }
                _ => element.children.push(Node::Element(child)),
            }
        }
    }

    /// Changes what is in the file and stays in it.
    fn change(&mut self, element: &mut Element) {
        let mut held = std::mem::take(&mut self.held);
        for child in held.values_mut() {
            self.change_one(child);
        }
        self.held = held;
        self.change_one(element);
    }

    fn change_one(&mut self, element: &mut Element) {
        if let Some(key) = key_of(element) {
            let then = self.before.items.get(&key);
            if let (Some(then), Some(now)) = (then, self.after.items.get(&key)) {
                patch(element, then.element, now.element, self.prefixes);
            }
            self.present.insert(key);
        }
        for child in &mut element.children {
            if let Node::Element(child) = child {
                self.change_one(child);
            }
        }
    }

    /// What goes in, and where.
    fn plan(&mut self) {
        for key in &self.after.order {
            let Some(now) = self.after.items.get(key) else {
                continue;
            };
            let element = match self.held.remove(key) {
                Some(held) => held,
                None if self.present.contains(key) => continue,
                None => {
                    let then = self.before.items.get(key);
                    if then.is_some_and(|then| then.element == now.element) {
                        continue;
                    }
                    let mut fresh = now.element.clone();
                    without_keyed(&mut fresh);
                    self.prefixes.adapt(&mut fresh);
                    fresh
                }
            };
            let wrappers = now
                .wrappers
                .iter()
                .map(|it| self.prefixes.name(it))
                .collect();
            let parent = now.parent.clone().unwrap_or_default();
            self.pending
                .entry(parent)
                .or_default()
                .push((wrappers, element));
        }
    }

    fn put_in(&mut self, element: &mut Element) {
        let key = key_of(element);
        let root = element.local_name() == "definitions";
        if let Some(key) = key.or(root.then(String::new)) {
            for (wrappers, child) in self.pending.remove(&key).unwrap_or_default() {
                insert(element, &wrappers, child);
            }
        }
        for child in &mut element.children {
            if let Node::Element(child) = child {
                self.put_in(child);
            }
        }
    }
}

fn insert(parent: &mut Element, wrappers: &[String], child: Element) {
    let mut place = parent;
    for wrapper in wrappers {
        let local = crate::xml::local(wrapper);
        let is = |node: &Node| node.element().is_some_and(|it| it.local_name() == local);
        let at = match place.children.iter().position(is) {
            Some(at) => at,
            None => {
                let at = schema_place(place, local);
                place.children.insert(at, Node::Element(element(wrapper)));
                at
            }
        };
        let Some(Node::Element(found)) = place.children.get_mut(at) else {
            return;
        };
        place = found;
    }
    let at = schema_place(place, child.local_name());
    place.children.insert(at, Node::Element(child));
}

/// Where the schema of BPMN wants a child of that name.
pub(super) fn schema_place(parent: &Element, name: &str) -> usize {
    let rank = rank(name);
    let fits = |node: &Node| {
        node.element()
            .is_some_and(|it| self::rank(it.local_name()) <= rank)
    };
    let last = parent.children.iter().rposition(fits);
    last.map_or(0, |last| last + 1)
}

fn rank(name: &str) -> u8 {
    match name {
        "import" | "documentation" => 0,
        "extension" | "extensionElements" => 1,
        "incoming" | "participant" | "itemDefinition" => 2,
        "outgoing" | "messageFlow" | "message" | "signal" | "error" | "escalation" => 3,
        "ioSpecification" | "dataInput" | "dataOutput" | "collaboration" => 4,
        "property" | "partitionElement" => 5,
        "dataInputAssociation" | "inputSet" | "flowNodeRef" => 6,
        "dataOutputAssociation" | "outputSet" | "childLaneSet" => 7,
        "performer" | "humanPerformer" | "potentialOwner" | "resourceRole" => 8,
        "standardLoopCharacteristics" | "multiInstanceLoopCharacteristics" => 9,
        "loopCardinality" | "laneSet" => 10,
        "association" | "textAnnotation" | "group" => 13,
        "completionCondition" | "activationCondition" => 14,
        "BPMNDiagram" => 20,
        "relationship" => 21,
        "BPMNLabel" => 22,
        _ => 12,
    }
}

fn without_keyed(element: &mut Element) {
    element.children.retain(|child| {
        let keyed = |it: &Element| key_of(it).is_some() || wraps(it.local_name());
        !child.element().is_some_and(keyed)
    });
}

fn ids(element: &Element, found: &mut BTreeSet<String>) {
    if element.attribute("bpmnElement").is_none() {
        found.extend(own(element, "id").map(str::to_owned));
    }
    element.elements().for_each(|child| ids(child, found));
}

/// Arrows no longer say that they are drawn between shapes that are gone.
fn loosen(element: &mut Element, gone: &BTreeSet<String>) {
    if element.local_name() == "BPMNEdge" {
        element.attributes.retain(|it| {
            let between = matches!(&*it.name, "sourceElement" | "targetElement");
            !(between && gone.contains(crate::xml::local(&it.value)))
        });
    }
    for child in &mut element.children {
        if let Node::Element(child) = child {
            loosen(child, gone);
        }
    }
}

/// Removes what refers to things that are no longer there.
fn drop_references(element: &mut Element, gone: &BTreeSet<String>, dropped: &mut BTreeSet<String>) {
    let is_gone = |text: Option<&str>| text.is_some_and(|text| gone.contains(text.trim()));
    element.children.retain(|child| {
        let Some(child) = child.element() else {
            return true;
        };
        let lost = match child.local_name() {
            "incoming" | "outgoing" | "flowNodeRef" => is_gone(Some(&child.text())),
            "association" => is_gone(own(child, "sourceRef")) || is_gone(own(child, "targetRef")),
            "BPMNShape" | "BPMNEdge" => is_gone(child.attribute("bpmnElement")),
            _ => false,
        };
        if lost {
            ids(child, dropped);
        }
        !lost
    });
    for child in &mut element.children {
        if let Node::Element(child) = child {
            drop_references(child, gone, dropped);
        }
    }
}

/// The drawing is one of the collaboration as soon as there is one.
fn plane(original: &mut Element, before: &Element, after: &Element) {
    let drawn = |root: &Element| {
        let diagram = root
            .elements()
            .find(|it| it.local_name() == "BPMNDiagram")?;
        let plane = diagram.elements().next()?;
        plane.attribute("bpmnElement").map(str::to_owned)
    };
    let (then, now) = (drawn(before), drawn(after));
    let Some(now) = now.filter(|now| then.as_ref() != Some(now)) else {
        return;
    };
    let diagrams = original
        .children
        .iter_mut()
        .filter_map(|child| match child {
            Node::Element(child) if child.local_name() == "BPMNDiagram" => Some(child),
            _ => None,
        });
    for diagram in diagrams.take(1) {
        for child in &mut diagram.children {
            if let Node::Element(plane) = child
                && plane.local_name() == "BPMNPlane"
            {
                super::patch::set(plane, "bpmnElement", &now);
                return;
            }
        }
    }
}
