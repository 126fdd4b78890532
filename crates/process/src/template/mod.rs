//! Texts with inserted values: `Dear {{ requester.name }}`. Parsing never fails; what is wrong with an insert is
//! kept in its place, so that an editor can show it there.

mod json;

use crate::definition::{Formula, Moment};
use feel::Value;
use std::collections::BTreeMap;
use std::ops::Range;

pub use json::JsonTemplate;

#[derive(Clone, Debug, Default)]
pub struct Template {
    pub pieces: Vec<Piece>,
}

/// A stretch of the text; `span` counts bytes.
#[derive(Clone, Debug)]
pub struct Piece {
    pub span: Range<usize>,
    pub content: Content,
}

#[derive(Clone, Debug)]
pub enum Content {
    Text(String),
    Insert(Formula),
    /// `{{` without its `}}`; everything after it belongs to it.
    Unclosed,
}

/// Who reads the rendered text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Yes and no are words.
    Person,
    /// Yes and no are `true` and `false`.
    System,
    /// As for a system, and percent-encoded unless the address begins with the insert.
    Address,
}

impl Template {
    pub fn parse(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut from = 0;
        while let Some(open) = text[from..].find("{{").map(|at| at + from) {
            push_text(&mut pieces, text, from..open);
            let Some(close) = end_of_insert(text, open + 2) else {
                pieces.push(Piece {
                    span: open..text.len(),
                    content: Content::Unclosed,
                });
                return Self { pieces };
            };
            pieces.push(Piece {
                span: open..close + 2,
                content: Content::Insert(Formula::parse(text[open + 2..close].trim())),
            });
            from = close + 2;
        }
        push_text(&mut pieces, text, from..text.len());
        Self { pieces }
    }

    pub fn inserts(&self) -> impl Iterator<Item = &Formula> {
        self.pieces.iter().filter_map(|piece| match &piece.content {
            Content::Insert(formula) => Some(formula),
            _ => None,
        })
    }

    pub fn is_unclosed(&self) -> bool {
        self.pieces
            .iter()
            .any(|piece| matches!(piece.content, Content::Unclosed))
    }

    /// The text with its values, or a sentence for whoever mends it.
    pub(crate) fn render(
        &self,
        variables: &BTreeMap<String, Value>,
        moment: &Moment,
        reader: Reader,
    ) -> Result<String, String> {
        let mut text = String::new();
        for piece in &self.pieces {
            match &piece.content {
                Content::Text(plain) => text.push_str(plain),
                Content::Insert(formula) => {
                    let value = formula.evaluate(variables, moment)?;
                    match reader {
                        Reader::Person => text.push_str(&for_person(&value)),
                        Reader::System => text.push_str(&value.to_text()),
                        Reader::Address if text.is_empty() => text.push_str(&value.to_text()),
                        Reader::Address => push_percent_encoded(&mut text, &value.to_text()),
                    }
                }
                Content::Unclosed => return Err(UNCLOSED.into()),
            }
        }
        Ok(text)
    }
}

pub(crate) const UNCLOSED: &str = "An inserted value begins with “{{” but never ends with “}}”.";

fn push_text(pieces: &mut Vec<Piece>, text: &str, span: Range<usize>) {
    if !span.is_empty() {
        pieces.push(Piece {
            content: Content::Text(text[span.clone()].to_owned()),
            span,
        });
    }
}

/// Where the `}}` of an insert stands: not inside a quoted text, not closing a context of the expression.
fn end_of_insert(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut quoted) = (from, 0usize, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted && depth > 0 => depth -= 1,
            b'}' if !quoted && bytes.get(at + 1) == Some(&b'}') => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

fn for_person(value: &Value) -> String {
    match value {
        Value::Boolean(true) => "yes".into(),
        Value::Boolean(false) => "no".into(),
        Value::List(items) => items.iter().map(for_person).collect::<Vec<_>>().join(", "),
        other => other.to_text(),
    }
}

/// Everything but the unreserved characters of RFC 3986 is encoded, so that a value stays one part of the address.
fn push_percent_encoded(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}
