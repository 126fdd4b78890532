//! Messages, signals, errors and escalations stand beside the processes; events name them.

use super::build::{Build, element};
use super::ids::{Ids, valid};
use crate::bpmn::read::Names;
use crate::step::Message;
use crate::xml::Element;
use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Roots {
    /// By element and what they are told apart by, in the order they are first named.
    ids: BTreeMap<(&'static str, String), String>,
    elements: Vec<Element>,
}

impl Roots {
    pub fn message(&mut self, message: &Message, names: &Names, ids: &mut Ids) -> Option<String> {
        self.id("message", "name", &message.name, names, ids)
    }

    /// The id to name it by; none where it says nothing.
    pub fn id(
        &mut self,
        kind: &'static str,
        by: &str,
        told: &str,
        names: &Names,
        ids: &mut Ids,
    ) -> Option<String> {
        if told.is_empty() {
            return None;
        }
        let key = (kind, told.to_owned());
        if let Some(id) = self.ids.get(&key) {
            return Some(id.clone());
        }
        let id = match names.roots.get(&key) {
            Some(id) => ids.take(id),
            None => ids.free(&valid(&format!("{kind}_{told}"))),
        };
        let mut root = element(kind).with("id", &id);
        if by != "name" {
            root = root.with("name", told);
        }
        self.elements.push(root.with(by, told));
        self.ids.insert(key, id.clone());
        Some(id)
    }

    pub fn elements(self) -> Vec<Element> {
        self.elements
    }
}
