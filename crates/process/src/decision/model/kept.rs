//! What a file says beyond what we know, so that it is still there when the file is written.

use crate::xml::{Attribute, Node};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    pub attributes: Vec<Attribute>,
    /// Each with the number of typed children that stood before it.
    pub nodes: Vec<(usize, Node)>,
}

impl Kept {
    /// An attribute that decides nothing, such as the id.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|each| each.name == name);
        found.map(|each| each.value.as_str())
    }

    /// The text of a child that decides nothing, such as the description.
    pub fn text(&self, name: &str) -> Option<String> {
        let mut elements = self.nodes.iter().filter_map(|(_, node)| node.element());
        let found = elements.find(|element| element.local_name() == name)?;
        Some(found.text().trim().to_owned())
    }
}
