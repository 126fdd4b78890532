//! Takes what is known out of an element, and keeps the rest where it stood.

use super::namespaces::is_dmn;
use crate::decision::model::Kept;
use crate::xml::{Attribute, Element, Node};

pub(super) struct Take {
    attributes: Vec<Attribute>,
    children: Vec<Option<Node>>,
}

impl Take {
    pub fn new(element: Element) -> Self {
        Self {
            attributes: element.attributes,
            children: element.children.into_iter().map(Some).collect(),
        }
    }

    pub fn attribute(&mut self, name: &str) -> Option<String> {
        let found = self.attributes.iter().position(|each| each.name == name)?;
        Some(self.attributes.remove(found).value)
    }

    /// The first child with this name.
    pub fn child(&mut self, name: &str) -> Option<Element> {
        self.first(|found| found == name)
    }

    /// The first child with a name of that kind.
    pub fn first(&mut self, is_wanted: impl Fn(&str) -> bool) -> Option<Element> {
        self.children
            .iter_mut()
            .find_map(|child| take_if(child, &is_wanted))
    }

    /// All children with this name.
    pub fn children(&mut self, name: &str) -> Vec<Element> {
        self.all(|found| found == name)
    }

    /// All children with names of that kind, in their order.
    pub fn all(&mut self, is_wanted: impl Fn(&str) -> bool) -> Vec<Element> {
        self.children
            .iter_mut()
            .filter_map(|child| take_if(child, &is_wanted))
            .collect()
    }

    /// The text of a child. Comments in it come to stand behind it.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let at = self.children.iter().position(|child| {
            let element = child.as_ref().and_then(Node::element);
            element.is_some_and(|it| is_dmn(it) && it.local_name() == name)
        })?;
        let Some(Node::Element(element)) = self.children[at].take() else {
            return None;
        };
        let text = element.text();
        let others = element.children.into_iter();
        let others = others.filter(|child| !matches!(child, Node::Text(_)));
        self.children.splice(at + 1..at + 1, others.map(Some));
        Some(text)
    }

    /// All that was not taken.
    pub fn kept(self) -> Kept {
        let mut before = 0;
        let mut nodes = Vec::new();
        for child in self.children {
            match child {
                None => before += 1,
                Some(blank) if blank.is_blank() => {}
                Some(node) => nodes.push((before, node)),
            }
        }
        Kept {
            attributes: self.attributes,
            nodes,
        }
    }
}

fn take_if(child: &mut Option<Node>, is_wanted: &impl Fn(&str) -> bool) -> Option<Element> {
    let element = child.as_ref()?.element()?;
    if !is_dmn(element) || !is_wanted(element.local_name()) {
        return None;
    }
    match child.take() {
        Some(Node::Element(element)) => Some(element),
        _ => None,
    }
}
