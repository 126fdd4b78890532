//! What a file calls the namespaces that we write in.

use super::super::names::{BATON, DC, DD, DI, MODEL};
use super::XSI;
use crate::xml::{Attribute, Element, Node, local};
use std::collections::BTreeMap;

/// By the prefix we write: the one of the file.
pub(super) struct Prefixes(BTreeMap<&'static str, String>);

const OURS: &[(&str, &str)] = &[
    ("", MODEL),
    ("bpmndi", DI),
    ("dc", DC),
    ("di", DD),
    ("baton", BATON),
    ("xsi", XSI),
];

impl Prefixes {
    /// Those of a file; what it does not declare yet is declared.
    pub fn of(root: &mut Element) -> Self {
        let mut prefixes = BTreeMap::new();
        for (ours, uri) in OURS {
            let theirs = match *ours {
                // However old the version of BPMN is that it names.
                "" => root.prefix().unwrap_or_default().to_owned(),
                _ => declared(root, uri).unwrap_or_else(|| declare(root, ours, uri)),
            };
            prefixes.insert(*ours, theirs);
        }
        Self(prefixes)
    }

    /// A name of ours as the file writes it.
    pub fn name(&self, name: &str) -> String {
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        match self.0.get(prefix).map(String::as_str) {
            Some("") => local(name).to_owned(),
            Some(theirs) => format!("{theirs}:{}", local(name)),
            None => name.to_owned(),
        }
    }

    pub fn adapt(&self, element: &mut Element) {
        element.name = self.name(&element.name);
        for attribute in &mut element.attributes {
            if attribute.name == "xsi:type" {
                attribute.name = self.name(&attribute.name);
                attribute.value = self.name(&attribute.value);
            }
        }
        for child in &mut element.children {
            if let Node::Element(child) = child {
                self.adapt(child);
            }
        }
    }
}

fn declared(root: &Element, uri: &str) -> Option<String> {
    let found = root.attributes.iter().filter(|it| it.value == uri);
    let mut prefixes = found.filter_map(|it| it.name.strip_prefix("xmlns:"));
    prefixes.next().map(str::to_owned)
}

fn declare(root: &mut Element, wish: &str, uri: &str) -> String {
    let mut prefix = wish.to_owned();
    while root.attribute(&format!("xmlns:{prefix}")).is_some() {
        prefix.push('_');
    }
    root.attributes.push(Attribute {
        name: format!("xmlns:{prefix}"),
        value: uri.to_owned(),
    });
    prefix
}

/// The prefix of our own settings.
pub(super) fn baton(root: &mut Element) -> String {
    declared(root, BATON).unwrap_or_else(|| declare(root, "baton", BATON))
}
