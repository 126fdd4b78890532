//! Whether reading and writing a model loses anything.

use process::decision::dmn;
use process::xml::{self, Element, Node};

/// Whether the file says the same after it was read and written.
pub fn lossless(text: &str) -> bool {
    let Ok(model) = dmn::read(text.as_bytes()) else {
        return false;
    };
    let written = dmn::write(&model);
    let trees = (xml::read(text.as_bytes()), xml::read(written.as_bytes()));
    let (Ok(before), Ok(after)) = trees else {
        return false;
    };
    let known = |text: &str| dmn::read(text.as_bytes()).ok() == Some(model.clone());
    known(&written) && plain(before.root) == plain(after.root)
}

/// Without what means nothing: the order of attributes, white space between elements, prefixes of DMN's own names,
/// and values that are there by default.
fn plain(mut element: Element) -> Element {
    element.as_written = true;
    let is_dmn = element
        .namespace
        .as_deref()
        .is_some_and(|uri| uri.contains("/spec/DMN/") && uri.ends_with("/MODEL/"));
    if is_dmn {
        element.name = element.local_name().to_owned();
        if element.name == "decisionTable" && element.attribute("hitPolicy").is_none() {
            element.attributes.push(xml::Attribute {
                name: "hitPolicy".into(),
                value: "UNIQUE".into(),
            });
        }
    }
    // Names of versions are brought up to date.
    element
        .attributes
        .retain(|each| !each.name.starts_with("xmlns") || !each.value.contains("/spec/DMN/"));
    element.attributes.sort_by(|a, b| a.name.cmp(&b.name));
    element.children.retain(|child| !child.is_blank());
    element.children = element
        .children
        .into_iter()
        .map(|child| match child {
            Node::Element(child) => Node::Element(plain(child)),
            other => other,
        })
        .collect();
    element
}
