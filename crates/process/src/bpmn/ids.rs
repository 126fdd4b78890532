//! Every element that the drawing names needs an id, and its own. Files without are mended before they are read.

use super::names::is_model;
use super::remark::{Remark, Standing};
use crate::xml::{Attribute, Element, Node};
use std::collections::BTreeSet;

/// Gives ids to elements without one, and new ones to those that share theirs with an earlier element.
pub(super) fn mend(root: &mut Element, report: &mut Vec<Remark>) {
    let mut mender = Mender {
        all: BTreeSet::new(),
        seen: BTreeSet::new(),
        next: 0,
    };
    mender.collect(root);
    mender.mend(root, report);
}

struct Mender {
    /// Every id of the file.
    all: BTreeSet<String>,
    /// Those that belong to an element already.
    seen: BTreeSet<String>,
    next: usize,
}

impl Mender {
    fn collect(&mut self, element: &Element) {
        if let Some(id) = element.attribute("id") {
            self.all.insert(id.to_owned());
        }
        element.elements().for_each(|child| self.collect(child));
    }

    fn mend(&mut self, element: &mut Element, report: &mut Vec<Remark>) {
        if is_model(element) && is_named(element.local_name()) {
            self.give(element, report);
        }
        if element.local_name() == "extensionElements" {
            return;
        }
        for child in &mut element.children {
            if let Node::Element(child) = child {
                self.mend(child, report);
            }
        }
    }

    fn give(&mut self, element: &mut Element, report: &mut Vec<Remark>) {
        let id = element.attribute("id").unwrap_or_default().to_owned();
        if !id.trim().is_empty() && self.seen.insert(id.clone()) {
            return;
        }
        let fresh = self.fresh(element.local_name());
        let message = if id.trim().is_empty() {
            "This had no id and got one.".to_owned()
        } else {
            format!(
                "The id “{id}” is used more than once. The first one keeps it; this one is now “{fresh}”. Arrows that name “{id}” lead to the first one."
            )
        };
        report.push(Remark {
            standing: Standing::Mended,
            element: fresh.clone(),
            name: element.attribute("name").unwrap_or_default().to_owned(),
            message,
        });
        match element.attributes.iter_mut().find(|it| it.name == "id") {
            Some(attribute) => attribute.value = fresh,
            None => element.attributes.insert(
                0,
                Attribute {
                    name: "id".into(),
                    value: fresh,
                },
            ),
        }
    }

    fn fresh(&mut self, kind: &str) -> String {
        loop {
            self.next += 1;
            let id = format!("{kind}_{}", self.next);
            if self.all.insert(id.clone()) {
                self.seen.insert(id.clone());
                return id;
            }
        }
    }
}

/// Whether the drawing refers to elements of this kind.
fn is_named(kind: &str) -> bool {
    super::read::is_node(kind)
        || matches!(
            kind,
            "sequenceFlow"
                | "lane"
                | "process"
                | "collaboration"
                | "participant"
                | "messageFlow"
                | "dataObject"
                | "dataObjectReference"
                | "dataStoreReference"
        )
}
