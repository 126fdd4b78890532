//! Declared data.

use super::{Declared, Reader, Within};
use crate::bpmn::names::own;
use crate::diagram::{DataObject, FieldKind};
use crate::step::StepKind;
use crate::xml::Element;

impl<'a> Reader<'a> {
    pub(super) fn data_object(&mut self, element: &'a Element, within: &Within) {
        let id = own(element, "id").unwrap_or_default();
        let parent = within.inside.as_ref().map(|step| step.as_str().to_owned());
        let drawn = match element.local_name() {
            "dataObject" => self.index.references.get(id).copied(),
            _ => Some(element),
        };
        let name = |element: &'a Element| own(element, "name").filter(|it| !it.trim().is_empty());
        let label = name(element).or_else(|| drawn.and_then(name));
        let mut key = label.unwrap_or(id).trim().to_owned();
        let spot = |key: &String| (within.inside.clone(), key.clone());
        if self.names.data.contains_key(&spot(&key)) {
            id.clone_into(&mut key);
        }
        if key.is_empty() || self.names.data.contains_key(&spot(&key)) {
            return;
        }
        let item =
            own(element, "itemSubjectRef").map(|name| self.index.get(name).unwrap_or(element));
        let told = item.and_then(|it| own(it, "structureRef"));
        let of_item = item.is_some_and(|it| own(it, "isCollection") == Some("true"));
        let reference = drawn.and_then(|it| own(it, "id")).unwrap_or(id).to_owned();
        let object = DataObject {
            label: label
                .filter(|label| *label != key)
                .unwrap_or_default()
                .to_owned(),
            kind: told.and_then(kind),
            many: own(element, "isCollection") == Some("true") || of_item,
            initial: String::new(),
            position: None,
            key: key.clone(),
        };
        self.names.data.insert(
            spot(&key),
            Declared {
                element: element.local_name().to_owned(),
                id: id.to_owned(),
                drawn: reference,
            },
        );
        match parent {
            None => self.diagram.data.push(object),
            Some(parent) => {
                let steps = self.diagram.steps.iter_mut();
                let parent = steps.rev().find(|step| step.id.as_str() == parent);
                if let Some(StepKind::SubProcess(sub)) = parent.map(|step| &mut step.kind) {
                    sub.data.push(object);
                }
            }
        }
    }
}

/// What XML Schema calls the kinds we know.
fn kind(structure: &str) -> Option<FieldKind> {
    let name = structure.rsplit(':').next().unwrap_or(structure);
    Some(match name.to_ascii_lowercase().as_str() {
        "string" => FieldKind::Text { multiline: false },
        "int" | "integer" | "long" | "short" | "double" | "float" | "decimal" | "number" => {
            FieldKind::Number
        }
        "boolean" => FieldKind::YesNo,
        "date" => FieldKind::Date,
        _ => return None,
    })
}

/// The references to data objects, by the object.
pub(super) fn reference(element: &Element) -> Option<&str> {
    let is = element.local_name() == "dataObjectReference";
    own(element, "dataObjectRef").filter(|_| is)
}
