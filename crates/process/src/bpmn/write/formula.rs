//! Formulas as other tools spell them.

use super::build::{Build, element};
use crate::bpmn::expression::is_juel;
use crate::xml::Element;

/// FEEL with its mark; JUEL as it is.
pub(super) fn marked(text: &str) -> String {
    if is_juel(text) || text.is_empty() {
        text.to_owned()
    } else {
        format!("={text}")
    }
}

/// A literal of ISO 8601, or a cron line, stands for itself.
pub(super) fn time(text: &str) -> String {
    let literal = text.starts_with(|first: char| {
        first.is_ascii_digit() || matches!(first, 'P' | 'R' | '*' | '@')
    });
    let plain = text
        .chars()
        .all(|it| !matches!(it, '(' | '"' | '+' | '[') || it == '+');
    if literal && plain {
        text.to_owned()
    } else {
        marked(text)
    }
}

pub(super) fn formal(name: &str, text: &str) -> Element {
    element(name)
        .with("xsi:type", "tFormalExpression")
        .text(text)
}

/// An element with a formula; none where there is none.
pub(super) fn formula(name: &str, text: &str) -> Option<Element> {
    (!text.is_empty()).then(|| formal(name, &marked(text)))
}
