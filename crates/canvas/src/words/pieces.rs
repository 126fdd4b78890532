//! An expression cut into pieces to show: names of the case, what is wrong, and the rest as it is written.

use process::Datum;
use process::feel::{Expression, Span};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Plain(String),
    /// A name of the case, by its label.
    Name(String),
    Wrong(String),
}

impl Piece {
    pub fn into_text(self) -> String {
        match self {
            Self::Plain(text) | Self::Name(text) | Self::Wrong(text) => text,
        }
    }
}

/// The whole source in pieces. `wrong` are the places to mark; a name in such a place is marked as it is written.
pub fn pieces(
    source: &str,
    expression: Option<&Expression>,
    data: &[Datum],
    wrong: Option<Span>,
) -> Vec<Piece> {
    let mut cuts: Vec<(Span, Option<String>)> = Vec::new();
    if let Some(wrong) = wrong.filter(|wrong| wrong.start < wrong.end) {
        cuts.push((wrong, None));
    }
    for (name, span) in expression.map(Expression::names).unwrap_or_default() {
        if let Some((label, length)) = longest(source, span, &name, data) {
            let span = Span::new(span.start, span.start + length);
            let free = |(taken, _): &(Span, _)| span.end <= taken.start || taken.end <= span.start;
            if cuts.iter().all(free) {
                cuts.push((span, Some(label)));
            }
        }
    }
    cuts.sort_by_key(|(span, _)| span.start);
    let mut found = Vec::new();
    let mut from = 0;
    let plain = |from: usize, to: usize, found: &mut Vec<Piece>| {
        if let Some(text) = source.get(from..to).filter(|text| !text.is_empty()) {
            found.push(Piece::Plain(text.to_owned()));
        }
    };
    for (span, label) in cuts {
        plain(from, span.start, &mut found);
        found.push(match label {
            Some(label) => Piece::Name(label),
            None => Piece::Wrong(span.text(source).to_owned()),
        });
        from = span.end;
    }
    plain(from, source.len(), &mut found);
    found
}

/// The datum whose key stands here, with as much of a path as belongs to it, and how long that is.
fn longest(source: &str, span: Span, name: &str, data: &[Datum]) -> Option<(String, usize)> {
    let rest = source.get(span.start..)?;
    data.iter()
        .filter(|datum| datum.key == name || datum.key.starts_with(&format!("{name}.")))
        .filter(|datum| rest.starts_with(&datum.key))
        .filter(|datum| {
            let next = rest[datum.key.len()..].chars().next();
            next.is_none_or(|next| !next.is_alphanumeric() && next != '_')
        })
        .max_by_key(|datum| datum.key.len())
        .map(|datum| (datum.label.clone(), datum.key.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use process::{StepId, diagram::FieldKind, feel::parse};

    fn shown(source: &str, wrong: Option<Span>) -> Vec<Piece> {
        let data =
            [("amount", "Amount"), ("requester.name", "Requester’s name")].map(|(key, label)| {
                Datum {
                    key: key.to_owned(),
                    label: label.to_owned(),
                    kind: FieldKind::Number,
                    of: FieldKind::Number.value_type(),
                    origin: StepId::new("start"),
                    certain: true,
                }
            });
        pieces(source, parse(source).ok().as_ref(), &data, wrong)
    }

    fn plain(text: &str) -> Piece {
        Piece::Plain(text.to_owned())
    }

    fn name(text: &str) -> Piece {
        Piece::Name(text.to_owned())
    }

    #[test]
    fn names_and_paths_read_as_people_call_them() {
        assert_eq!(
            shown("amount > 10 and requester.name = \"Ada\"", None),
            [
                name("Amount"),
                plain(" > 10 and "),
                name("Requester’s name"),
                plain(" = \"Ada\"")
            ]
        );
        assert_eq!(shown("amounts + 1", None), [plain("amounts + 1")]);
    }

    #[test]
    fn what_is_wrong_is_marked_where_it_stands() {
        assert_eq!(
            shown("amount + amuont", Some(Span::new(9, 15))),
            [
                name("Amount"),
                plain(" + "),
                Piece::Wrong("amuont".to_owned())
            ]
        );
        assert_eq!(
            shown("amount >", Some(Span::new(7, 8))),
            [plain("amount "), Piece::Wrong(">".to_owned())]
        );
    }
}
