//! Builds an element from what is known and what was kept.

use crate::decision::model::Kept;
use crate::xml::{Attribute, Element, Node};

/// Gives every element of DMN the prefix its author chose.
#[derive(Clone, Copy)]
pub(super) struct Names<'a>(pub Option<&'a str>);

pub(super) struct Put {
    element: Element,
    known: Vec<Element>,
}

impl Names<'_> {
    pub fn put(self, name: &str) -> Put {
        let name = match self.0 {
            Some(prefix) => format!("{prefix}:{name}"),
            None => name.to_owned(),
        };
        Put {
            element: Element::new(name),
            known: Vec::new(),
        }
    }

    /// An element that holds nothing but text.
    pub fn text(self, name: &str, text: &str) -> Element {
        let mut element = self.put(name).element;
        if !text.is_empty() {
            element.children.push(Node::Text(text.to_owned()));
        }
        element
    }
}

impl Put {
    pub fn attribute(mut self, name: &str, value: Option<&str>) -> Self {
        if let Some(value) = value {
            self.element.attributes.push(Attribute {
                name: name.to_owned(),
                value: value.to_owned(),
            });
        }
        self
    }

    pub fn child(mut self, child: impl Into<Option<Element>>) -> Self {
        self.known.extend(child.into());
        self
    }

    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.known.extend(children);
        self
    }

    /// Puts what was kept back where it stood.
    pub fn keep(mut self, kept: &Kept) -> Element {
        self.element.attributes.extend(kept.attributes.clone());
        let mut kept = kept.nodes.iter().peekable();
        for (index, child) in self.known.into_iter().enumerate() {
            while let Some((_, node)) = kept.next_if(|(before, _)| *before <= index) {
                self.element.children.push(node.clone());
            }
            self.element.children.push(Node::Element(child));
        }
        let rest = kept.map(|(_, node)| node.clone());
        self.element.children.extend(rest);
        self.element
    }
}
