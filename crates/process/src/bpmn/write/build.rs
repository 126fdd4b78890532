//! Putting elements together.

use crate::xml::{Attribute, Element, Node};

pub(super) fn element(name: &str) -> Element {
    Element::new(name)
}

pub(super) trait Build: Sized {
    fn with(self, name: &str, value: impl AsRef<str>) -> Self;
    fn with_some(self, name: &str, value: Option<impl AsRef<str>>) -> Self;
    /// Only where there is something to say.
    fn with_text(self, name: &str, value: &str) -> Self;
    fn flag(self, name: &str, value: bool, usual: bool) -> Self;
    fn text(self, text: &str) -> Self;
    fn child(self, child: impl Into<Option<Element>>) -> Self;
    fn children(self, children: impl IntoIterator<Item = Element>) -> Self;
}

impl Build for Element {
    fn with(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.attributes.push(Attribute {
            name: name.to_owned(),
            value: value.as_ref().to_owned(),
        });
        self
    }

    fn with_some(self, name: &str, value: Option<impl AsRef<str>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    fn with_text(self, name: &str, value: &str) -> Self {
        self.with_some(name, Some(value).filter(|value| !value.is_empty()))
    }

    fn flag(self, name: &str, value: bool, usual: bool) -> Self {
        let text = if value { "true" } else { "false" };
        self.with_some(name, (value != usual).then_some(text))
    }

    fn text(mut self, text: &str) -> Self {
        if !text.is_empty() {
            self.children.push(Node::Text(text.to_owned()));
        }
        self
    }

    fn child(mut self, child: impl Into<Option<Element>>) -> Self {
        self.children.extend(child.into().map(Node::Element));
        self
    }

    fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children
            .extend(children.into_iter().map(Node::Element));
        self
    }
}
