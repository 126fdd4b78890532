//! Elements, attributes and what stands between them.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A whole file.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Comments and instructions before the root.
    pub before: Vec<Node>,
    pub root: Element,
    /// And those after it.
    pub after: Vec<Node>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// As written, with its prefix.
    pub name: String,
    /// What its prefix stands for. Only looked at when reading: what is written follows from the attributes.
    pub namespace: Option<Arc<str>>,
    pub attributes: Vec<Attribute>,
    pub children: Vec<Node>,
    /// It comes from a file, with the white space its author wants: none is added.
    pub as_written: bool,
}

/// Also a namespace declaration: `xmlns`, `xmlns:prefix`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    pub name: String,
    pub value: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Element(Element),
    Text(String),
    Comment(String),
    /// A processing instruction, without its marks.
    Instruction(String),
}

impl Element {
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// The name without its prefix.
    pub fn local_name(&self) -> &str {
        local(&self.name)
    }

    pub fn prefix(&self) -> Option<&str> {
        self.name.split_once(':').map(|(prefix, _)| prefix)
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|each| each.name == name);
        found.map(|each| each.value.as_str())
    }

    /// All text directly in it.
    pub fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|child| match child {
            Node::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(Node::element)
    }
}

impl Node {
    pub fn element(&self) -> Option<&Element> {
        match self {
            Node::Element(element) => Some(element),
            _ => None,
        }
    }

    /// Whether it is only the white space between other things.
    pub fn is_blank(&self) -> bool {
        matches!(self, Node::Text(text) if text.chars().all(|letter| matches!(letter, ' ' | '\t' | '\r' | '\n')))
    }
}

/// A name without its prefix.
pub fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// Says again what every prefix stands for, in a tree that was put together from parts.
pub fn resolve(root: &mut Element) {
    fn walk(element: &mut Element, outer: &BTreeMap<String, Option<Arc<str>>>) {
        let mut own = None;
        for attribute in &element.attributes {
            let prefix = match attribute.name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) => match rest.strip_prefix(':') {
                    Some(prefix) => prefix,
                    None => continue,
                },
                None => continue,
            };
            let meaning = Some(attribute.value.as_str()).filter(|uri| !uri.is_empty());
            own.get_or_insert_with(|| outer.clone())
                .insert(prefix.to_owned(), meaning.map(Arc::from));
        }
        let meanings = own.as_ref().unwrap_or(outer);
        let prefix = element.prefix().unwrap_or_default();
        element.namespace = meanings.get(prefix).cloned().flatten();
        for child in &mut element.children {
            if let Node::Element(child) = child {
                walk(child, meanings);
            }
        }
    }
    walk(root, &BTreeMap::new());
}
