//! Texts with inserted values: `Dear {{ requester.name }}`. Parsing never fails; what is wrong with an insert is
//! kept in its place, so that an editor can show it there.

mod json;

use crate::definition::{Formula, Moment};
use crate::words;
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
    /// Values as people write them, see [`crate::words`].
    Person,
    /// Values in their ISO and plain forms.
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
                        Reader::Person => text.push_str(&words::value(&value)),
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

/// The insert that a caret stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsertAt {
    /// Its expression, in bytes of the text. Without an end it reaches to the caret.
    pub span: Range<usize>,
    /// Whether its `}}` is there.
    pub closed: bool,
}

/// The insert that a caret (in bytes) stands in; none where the text is plain.
pub fn insert_at(text: &str, caret: usize) -> Option<InsertAt> {
    let pieces = Template::parse(text).pieces.into_iter();
    let mut around = pieces.filter(|piece| piece.span.start + 2 <= caret);
    around.find_map(|Piece { span, content }| match content {
        Content::Insert(_) => (caret + 2 <= span.end).then(|| InsertAt {
            span: span.start + 2..span.end - 2,
            closed: true,
        }),
        Content::Unclosed => text.is_char_boundary(caret).then(|| InsertAt {
            span: span.start + 2..caret.min(text.len()),
            closed: false,
        }),
        Content::Text(_) => None,
    })
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

#[cfg(test)]
mod tests {
    use super::{Content, Reader, Template, insert_at};
    use crate::definition::Moment;
    use feel::{Timestamp, Value, Zone};
    use std::collections::BTreeMap;

    fn data() -> BTreeMap<String, Value> {
        let pairs = [
            ("name", Value::from("A & B/C ü")),
            ("amount", "12.50".parse().map_or(Value::Null, Value::Number)),
            ("total", Value::from(12500)),
            (
                "day",
                feel::Date::new(2026, 11, 22).map_or(Value::Null, Value::Date),
            ),
            ("ok", Value::Boolean(true)),
            ("nothing", Value::Null),
        ];
        pairs.map(|(key, value)| (key.to_owned(), value)).into()
    }

    fn render(text: &str, reader: Reader) -> Result<String, String> {
        let moment = Moment::new(Timestamp(0), Zone::Utc);
        Template::parse(text).render(&data(), &moment, reader)
    }

    #[test]
    fn values_are_inserted_as_their_reader_reads_them() {
        let text = "{{ name }}: {{amount}} {{ ok }} [{{ nothing }}]";
        assert_eq!(
            render(text, Reader::Person),
            Ok("A & B/C ü: 12.5 yes []".into())
        );
        assert_eq!(
            render(text, Reader::System),
            Ok("A & B/C ü: 12.5 true []".into())
        );
    }

    #[test]
    fn people_read_dates_and_numbers_as_they_write_them_and_systems_as_iso() {
        let text = "{{ total }} until {{ day }}";
        assert_eq!(
            render(text, Reader::Person),
            Ok("12\u{a0}500 until 22 November 2026".into())
        );
        assert_eq!(
            render(text, Reader::System),
            Ok("12500 until 2026-11-22".into())
        );
    }

    #[test]
    fn what_is_inserted_in_an_address_leads_nowhere_else() {
        assert_eq!(
            render("https://x.org/{{ name }}?ok={{ ok }}", Reader::Address),
            Ok("https://x.org/A%20%26%20B%2FC%20%C3%BC?ok=true".into())
        );
        assert_eq!(
            render("{{ \"https://x.org/a b\" }}", Reader::Address),
            Ok("https://x.org/a b".into())
        );
    }

    #[test]
    fn pieces_know_where_they_stand() {
        let text = "a {{ b }} c {{ {x: {y: \"}}\"}}.x.y }} d";
        let template = Template::parse(text);
        let stands: Vec<_> = template
            .pieces
            .iter()
            .map(|piece| &text[piece.span.clone()])
            .collect();
        assert_eq!(
            stands,
            ["a ", "{{ b }}", " c ", "{{ {x: {y: \"}}\"}}.x.y }}", " d"]
        );
        assert_eq!(
            render(text, Reader::Person)
                .err()
                .map(|error| error.contains("\"b\"")),
            Some(true)
        );
    }

    #[test]
    fn what_is_not_closed_is_told_and_never_half_rendered() {
        for text in ["a {{ b", "{{", "{{ \"}}", "{{ {a: 1 }}"] {
            let template = Template::parse(text);
            assert!(template.is_unclosed(), "{text}");
            assert!(matches!(
                template.pieces.last().map(|piece| &piece.content),
                Some(Content::Unclosed)
            ));
            assert!(render(text, Reader::Person).is_err());
        }
    }

    #[test]
    fn braces_alone_are_only_text() {
        assert_eq!(
            render("{ a } }} {", Reader::Person),
            Ok("{ a } }} {".into())
        );
    }

    #[test]
    fn every_text_parses_and_its_pieces_cover_it() {
        for text in [
            "",
            "{{}}",
            "}}{{",
            "{{{{a}}}}",
            "{{\\}}",
            "ü{{ü}}ü",
            "{{{}}}",
            "{{\"\\\"}}",
        ] {
            let pieces = Template::parse(text).pieces;
            let whole: String = pieces
                .iter()
                .map(|piece| &text[piece.span.clone()])
                .collect();
            assert_eq!(whole, text);
        }
    }

    #[test]
    fn the_insert_around_a_caret_is_found_whether_it_is_closed_or_not() {
        let found = |text: &str| {
            let caret = text.find('|').unwrap_or_default();
            let text = text.replacen('|', "", 1);
            insert_at(&text, caret).map(|at| (text[at.span].to_owned(), at.closed))
        };
        let is = |inside: &str, closed| Some((inside.to_owned(), closed));
        assert_eq!(found("Dear {{ na| }},"), is(" na ", true));
        assert_eq!(found("{{|}}"), is("", true));
        assert_eq!(found("Dear {{ na|, how are you"), is(" na", false));
        assert_eq!(found("{{ a }} and {{ b| }}"), is(" b ", true));
        for text in [
            "Dear| {{ name }}",
            "{|{ name }}",
            "{{ name }|}",
            "{{ name }}|",
            "|",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
