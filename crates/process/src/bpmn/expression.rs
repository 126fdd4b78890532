//! Formulas in other tools' spellings.

use crate::xml::Element;

/// A formula as FEEL, and the language it is written in when that is another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Formula {
    pub text: String,
    pub foreign: Option<String>,
}

impl Formula {
    /// The text of an element that holds an expression.
    pub fn of(element: &Element) -> Self {
        let mut formula = Self::spelled(&element.text());
        let language = element.attribute("language").unwrap_or_default();
        if formula.foreign.is_none() && !is_feel(language) {
            formula.foreign = Some(language.to_owned());
        }
        formula
    }

    /// `= …` is FEEL, `${…}` and `#{…}` are JUEL; anything else is taken for FEEL.
    pub fn spelled(text: &str) -> Self {
        let text = text.trim();
        match text.strip_prefix('=') {
            Some(feel) => Self {
                text: feel.trim().to_owned(),
                foreign: None,
            },
            None => Self {
                text: text.to_owned(),
                foreign: is_juel(text).then(|| "JUEL".to_owned()),
            },
        }
    }

    /// As [`Formula::spelled`], but without a mark a text means itself.
    pub fn or_text(text: &str) -> Self {
        let formula = Self::spelled(text);
        let marked = text.trim().starts_with('=') || formula.foreign.is_some();
        if marked { formula } else { Self::literal(text) }
    }

    /// FEEL for this very text.
    pub fn literal(text: &str) -> Self {
        let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
        Self {
            text: format!("\"{quoted}\""),
            foreign: None,
        }
    }
}

pub(super) fn is_juel(text: &str) -> bool {
    text.contains("${") || text.contains("#{")
}

/// The name inside `${name}`, where there is nothing else.
pub(super) fn juel_name(text: &str) -> Option<&str> {
    let text = text.trim();
    let inner = text
        .strip_prefix("${")
        .or_else(|| text.strip_prefix("#{"))?;
    let inner = inner.strip_suffix('}')?.trim();
    let plain = inner.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && inner.chars().all(|it| it.is_alphanumeric() || it == '_');
    plain.then_some(inner)
}

/// Whether a language is FEEL, or none is named. The namespace of XPath is what tools write that mean nothing by it.
pub(super) fn is_feel(language: &str) -> bool {
    let language = language.trim();
    language.is_empty()
        || language.to_ascii_lowercase().contains("feel")
        || language.contains("XPath")
        || language.contains("://www.w3.org/2001/XMLSchema")
}
