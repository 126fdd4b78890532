//! The namespaces of BPMN and of its vendors, and finding things by name. Liberal: a file may declare another version of
//! BPMN, or forget to declare it at all.

use crate::diagram::Size;
use crate::xml::{Element, local};

pub(super) const MODEL: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";
pub(super) const DI: &str = "http://www.omg.org/spec/BPMN/20100524/DI";
pub(super) const DC: &str = "http://www.omg.org/spec/DD/20100524/DC";
pub(super) const DD: &str = "http://www.omg.org/spec/DD/20100524/DI";
/// What BPMN has no words for, in ours.
pub(super) const BATON: &str = "https://baton.dev/bpmn/1.0";
/// The element that holds our settings: JSON of the fields that differ from what BPMN says.
pub(super) const SETTINGS: &str = "settings";
/// The field of a process's settings that holds its scenarios.
pub(super) const TESTS: &str = "tests";

/// Says of a shape that it stands for a step of our usual size, drawn as the circle that others know.
pub(super) const USUAL: &str = "baton:usual";
pub(super) const CIRCLE: Size = Size {
    width: 36,
    height: 36,
};

/// Whether an element is BPMN's own.
pub(super) fn is_model(element: &Element) -> bool {
    match element.namespace.as_deref() {
        None => true,
        Some(MODEL) => true,
        Some(uri) => {
            // Drafts of BPMN 2.0 went by other names, such as `http://schema.omg.org/spec/BPMN/2.0`.
            let uri = uri.to_ascii_uppercase();
            let drawn = uri.ends_with("/DI") || uri.contains("NON-NORMATIVE");
            let omg = uri.contains("OMG.ORG") && !drawn;
            uri.contains("BPMN") && (uri.ends_with("MODEL") || omg)
        }
    }
}

pub(super) fn is_baton(element: &Element) -> bool {
    element.namespace.as_deref() == Some(BATON)
}

/// The children of that name.
pub(super) fn children<'a>(
    element: &'a Element,
    name: &'a str,
) -> impl Iterator<Item = &'a Element> {
    let own = element.elements().filter(|child| is_model(child));
    own.filter(move |child| child.local_name() == name)
}

pub(super) fn child<'a>(element: &'a Element, name: &'a str) -> Option<&'a Element> {
    children(element, name).next()
}

/// The text of a child, without the space around it; none where it is empty.
pub(super) fn text_of(element: &Element, name: &str) -> Option<String> {
    let text = child(element, name)?.text().trim().to_owned();
    Some(text).filter(|text| !text.is_empty())
}

/// What vendors add to an element.
pub(super) fn extensions(element: &Element) -> impl Iterator<Item = &Element> {
    children(element, "extensionElements").flat_map(Element::elements)
}

/// The first addition of that name, whoever made it.
pub(super) fn extension<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    extensions(element).find(|each| !is_baton(each) && each.local_name() == name)
}

/// An attribute of BPMN itself; some tools give it a prefix.
pub(super) fn own<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    let found = element.attribute(name);
    let prefix = element.prefix().filter(|_| found.is_none());
    found.or_else(|| element.attribute(&format!("{}:{name}", prefix?)))
}

/// An attribute that a vendor added, such as `camunda:assignee`.
pub(super) fn added<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    let mut found = element.attributes.iter().filter(|each| {
        each.name.contains(':') && !each.name.starts_with("xmlns:") && local(&each.name) == name
    });
    let value = found.next().map(|each| each.value.trim());
    value.filter(|value| !value.is_empty())
}

pub(super) fn is_true(element: &Element, name: &str, otherwise: bool) -> bool {
    match own(element, name).map(str::trim) {
        Some("true" | "1") => true,
        Some("false" | "0") => false,
        _ => otherwise,
    }
}

/// What a qualified name in a value names.
pub(super) fn reference(text: &str) -> &str {
    local(text.trim())
}
