//! Finding the elements of a file by what others call them.

use crate::bpmn::names::{is_model, own, reference};
use crate::xml::Element;
use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Index<'a> {
    /// By id; where one stands twice, the first.
    elements: BTreeMap<&'a str, &'a Element>,
    /// The shapes and arrows of the drawing by the element they draw.
    pub shapes: BTreeMap<&'a str, &'a Element>,
    pub edges: BTreeMap<&'a str, &'a Element>,
    /// Those of a drawing as a draft of BPMN 2.0 has it: they count where there are no others.
    drafts: (
        BTreeMap<&'a str, &'a Element>,
        BTreeMap<&'a str, &'a Element>,
    ),
    /// The references to data objects, by the object.
    pub references: BTreeMap<&'a str, &'a Element>,
    /// Forms that stand in the file as JSON.
    pub forms: Vec<&'a Element>,
}

impl<'a> Index<'a> {
    pub fn of(root: &'a Element) -> Self {
        let mut index = Self::default();
        index.add(root);
        let (shapes, edges) = std::mem::take(&mut index.drafts);
        for (drawn, element) in shapes {
            index.shapes.entry(drawn).or_insert(element);
        }
        for (drawn, element) in edges {
            index.edges.entry(drawn).or_insert(element);
        }
        index
    }

    fn add(&mut self, element: &'a Element) {
        let drawn = element
            .attribute("bpmnElement")
            .map(reference)
            .filter(|drawn| !drawn.is_empty());
        match (element.local_name(), drawn) {
            _ if is_draft(element) => {
                if let Some(drawn) = drafted(element) {
                    let shape = element.attribute("width").is_some();
                    let known = if shape {
                        &mut self.drafts.0
                    } else {
                        &mut self.drafts.1
                    };
                    known.entry(drawn).or_insert(element);
                }
            }
            ("BPMNShape", Some(drawn)) => {
                self.shapes.entry(drawn).or_insert(element);
            }
            ("BPMNEdge", Some(drawn)) => {
                self.edges.entry(drawn).or_insert(element);
            }
            ("extensionElements", _) => {
                let forms = element.elements();
                self.forms
                    .extend(forms.filter(|it| it.local_name() == "userTaskForm"));
                return;
            }
            _ if is_model(element) => {
                if let Some(id) = own(element, "id") {
                    self.elements.entry(id).or_insert(element);
                    if let Some(object) = super::data::reference(element) {
                        self.references.entry(object).or_insert(element);
                    }
                }
            }
            _ => {}
        }
        element.elements().for_each(|child| self.add(child));
    }

    /// What a value names, with or without a prefix.
    pub fn get(&self, name: &str) -> Option<&'a Element> {
        let name = name.trim();
        let found = self.elements.get(name);
        found
            .or_else(|| self.elements.get(reference(name)))
            .copied()
    }

    /// The id of what a value names; the value itself where that is not there.
    pub fn id_of<'b>(&self, name: &'b str) -> &'b str {
        let name = name.trim();
        let whole = self.elements.contains_key(name);
        let local = reference(name);
        if !whole && self.elements.contains_key(local) {
            local
        } else {
            name
        }
    }
}

/// A draft of BPMN 2.0 drew with an element for each kind: `activityShape activityRef="…" x="…" y="…" …`.
fn is_draft(element: &Element) -> bool {
    let uri = element.namespace.as_deref();
    uri.is_some_and(|uri| uri.to_ascii_lowercase().contains("bpmndi.org"))
}

fn drafted(element: &Element) -> Option<&str> {
    let mut all = element.attributes.iter();
    let found = all.find(|it| {
        it.name.ends_with("Ref") && !matches!(&*it.name, "sourceRef" | "targetRef" | "processRef")
    });
    found
        .map(|it| reference(&it.value))
        .filter(|it| !it.is_empty())
}
