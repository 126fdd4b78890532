//! The versions of DMN by their namespaces. All are read; 1.5 is written, and 1.3, which most tools read, for what was
//! made here and needs no more.

use crate::xml::Element;

pub(super) const MODEL: &str = "https://www.omg.org/spec/DMN/20230324/MODEL/";
const FEEL: &str = "https://www.omg.org/spec/DMN/20230324/FEEL/";
const DRAWING: &str = "https://www.omg.org/spec/DMN/20230324/DMNDI/";

/// What earlier versions (1.1, 1.2, 1.3, 1.4) called it, and what 1.5 does.
const EARLIER: &[(&str, &str)] = &[
    ("http://www.omg.org/spec/DMN/20151101/dmn.xsd", MODEL),
    ("http://www.omg.org/spec/DMN/20180521/MODEL/", MODEL),
    ("https://www.omg.org/spec/DMN/20191111/MODEL/", MODEL),
    ("https://www.omg.org/spec/DMN/20211108/MODEL/", MODEL),
    ("http://www.omg.org/spec/FEEL/20140401", FEEL),
    ("http://www.omg.org/spec/DMN/20180521/FEEL/", FEEL),
    ("https://www.omg.org/spec/DMN/20191111/FEEL/", FEEL),
    ("https://www.omg.org/spec/DMN/20211108/FEEL/", FEEL),
    ("http://www.omg.org/spec/DMN/20180521/DMNDI/", DRAWING),
    ("https://www.omg.org/spec/DMN/20191111/DMNDI/", DRAWING),
    ("https://www.omg.org/spec/DMN/20211108/DMNDI/", DRAWING),
];

/// The name of 1.5 for a name of an earlier version.
fn current(uri: &str) -> Option<&'static str> {
    let found = EARLIER.iter().find(|(earlier, _)| *earlier == uri);
    found.map(|(_, now)| *now)
}

/// The oldest version we write that has words for all this.
pub(super) fn oldest(root: &Element) -> &'static str {
    let newer = ["conditional", "for", "every", "some", "filter"];
    let is_new = |it: &Element| newer.contains(&it.local_name()) || oldest(it) == MODEL;
    match root.elements().any(is_new) {
        true => MODEL,
        false => "https://www.omg.org/spec/DMN/20191111/MODEL/",
    }
}

/// Whether an element is one of DMN's own (in any version).
pub(super) fn is_dmn(element: &Element) -> bool {
    let uri = element.namespace.as_deref().unwrap_or_default();
    uri == MODEL || current(uri) == Some(MODEL)
}

/// Whether a language is FEEL, by the name some version of DMN gives it.
pub(crate) fn is_feel(language: &str) -> bool {
    let language = language.trim();
    language.is_empty()
        || language.eq_ignore_ascii_case("feel")
        || language == FEEL
        || current(language) == Some(FEEL)
}

/// Brings all names of versions up to 1.5.
pub(super) fn upgrade(element: &mut Element) {
    if let Some(now) = element.namespace.as_deref().and_then(current) {
        element.namespace = Some(now.into());
    }
    for attribute in &mut element.attributes {
        let names_version = attribute.name == "xmlns"
            || attribute.name.starts_with("xmlns:")
            || matches!(
                attribute.name.as_str(),
                "expressionLanguage" | "typeLanguage" | "importType"
            );
        if let Some(now) = current(&attribute.value).filter(|_| names_version) {
            attribute.value = now.to_owned();
        }
    }
    for child in &mut element.children {
        if let crate::xml::Node::Element(child) = child {
            upgrade(child);
        }
    }
}
