//! Elements that are found again by what they are called, wherever they stand.

use crate::bpmn::names::{is_model, own, reference};
use crate::bpmn::read::is_node;
use crate::xml::Element;
use std::collections::BTreeMap;

/// The elements of a tree that have a key.
pub(super) struct Keyed<'a> {
    pub items: BTreeMap<String, Item<'a>>,
    /// In the order of the tree.
    pub order: Vec<String>,
}

pub(super) struct Item<'a> {
    pub element: &'a Element,
    /// The key of what it stands in; nothing for the root.
    pub parent: Option<String>,
    /// The elements without a key between the two.
    pub wrappers: Vec<&'a str>,
}

impl<'a> Keyed<'a> {
    pub fn of(root: &'a Element) -> Self {
        let mut keyed = Self {
            items: BTreeMap::new(),
            order: Vec::new(),
        };
        keyed.add(root, None, &mut Vec::new());
        keyed
    }

    fn add(&mut self, element: &'a Element, parent: Option<&str>, wrappers: &mut Vec<&'a str>) {
        for child in element.elements() {
            match key_of(child) {
                Some(key) => {
                    let item = Item {
                        element: child,
                        parent: parent.map(str::to_owned),
                        wrappers: wrappers.clone(),
                    };
                    if self.items.insert(key.clone(), item).is_none() {
                        self.order.push(key.clone());
                    }
                    self.add(child, Some(&key), &mut Vec::new());
                }
                None => {
                    wrappers.push(&child.name);
                    self.add(child, parent, wrappers);
                    wrappers.pop();
                }
            }
        }
    }
}

/// Shapes and arrows go by what they draw, everything else by its id.
pub(super) fn key_of(element: &Element) -> Option<String> {
    let name = element.local_name();
    if matches!(name, "BPMNShape" | "BPMNEdge") {
        let drawn = element.attribute("bpmnElement").map(reference)?;
        return Some(format!("drawing of {drawn}"));
    }
    let keyed = is_node(name)
        || matches!(
            name,
            "process"
                | "collaboration"
                | "participant"
                | "lane"
                | "messageFlow"
                | "sequenceFlow"
                | "association"
                | "dataObject"
                | "dataObjectReference"
                | "dataStoreReference"
                | "property"
                | "message"
                | "signal"
                | "error"
                | "escalation"
        );
    let id = own(element, "id").filter(|_| keyed && is_model(element));
    id.map(str::to_owned)
}

/// Elements without a key that hold others with one.
pub(super) fn wraps(name: &str) -> bool {
    matches!(
        name,
        "laneSet" | "childLaneSet" | "BPMNDiagram" | "BPMNPlane"
    )
}
