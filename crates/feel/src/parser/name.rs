//! Names: how many words belong to one.

use super::Parser;
use crate::ParseError;
use crate::ast::Name;
use crate::lexer::{TokenKind, tokens};

/// Words that end a name, because they join two parts of an expression.
const JOINTS: &[&str] = &[
    "and",
    "or",
    "in",
    "between",
    "then",
    "else",
    "return",
    "satisfies",
    "instance",
];
/// Words that mean something where a name could begin.
const OPENERS: &[&str] = &[
    "if", "for", "some", "every", "true", "false", "null", "function",
];
/// Names of built-in functions in which a joint stands.
const WITH_JOINTS: &[&str] = &[
    "date and time",
    "years and months duration",
    "days and time duration",
    "get or else",
];

pub(super) fn is_joint(word: &str) -> bool {
    JOINTS.contains(&word)
}

/// The names in scope, cut into the pieces the lexer makes of them; the longest first.
pub(super) struct KnownNames {
    names: Vec<(String, Vec<String>)>,
}

impl KnownNames {
    pub fn new<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> KnownNames {
        let mut names: Vec<_> = names
            .into_iter()
            .filter_map(|name| {
                let name = name.as_ref();
                let pieces: Vec<_> = tokens(name).ok()?;
                let pieces = pieces.iter().filter(|token| token.kind != TokenKind::End);
                Some((
                    name.to_owned(),
                    pieces
                        .map(|token| token.span.text(name).to_owned())
                        .collect::<Vec<_>>(),
                ))
            })
            .filter(|(_, pieces)| pieces.len() > 1)
            .collect();
        names.sort_by_key(|(_, pieces)| std::cmp::Reverse(pieces.len()));
        KnownNames { names }
    }
}

impl Parser<'_> {
    /// Whether a name could begin here.
    pub(super) fn is_name_next(&self) -> bool {
        match self.peek() {
            TokenKind::Word(word) => {
                !(OPENERS.contains(&word.as_str()) || is_joint(word)) || self.known_length() > 0
            }
            _ => false,
        }
    }

    /// Reads a name of one or more words; `what` is said when there is none.
    pub(super) fn name(&mut self, what: &str) -> Result<Name, ParseError> {
        if !self.is_name_next() {
            return Err(self.unexpected(what));
        }
        let start = self.span();
        let words = self.plain_length();
        let known = self.known_name().filter(|(length, _)| *length >= words);
        let (length, text) = match known {
            Some((length, text)) => (length, text.to_owned()),
            None => {
                let pieces: Vec<_> = (0..words).filter_map(|ahead| self.piece(ahead)).collect();
                (words, pieces.join(" "))
            }
        };
        self.at += length;
        Ok(Name {
            text,
            span: self.since(start),
        })
    }

    /// How many tokens from here are words, or numbers after a word, that nothing separates.
    fn plain_length(&self) -> usize {
        let joined = WITH_JOINTS.iter().find_map(|name| {
            let words: Vec<_> = name.split(' ').collect();
            let fits = words
                .iter()
                .enumerate()
                .all(|(ahead, word)| self.is_word_at(ahead, word));
            fits.then_some(words.len())
        });
        if let Some(length) = joined {
            return length;
        }
        let mut length = 1;
        loop {
            let goes_on = match self.peek_at(length) {
                TokenKind::Word(word) => !is_joint(word),
                TokenKind::Number(_) => true,
                _ => false,
            };
            if !goes_on {
                return length;
            }
            length += 1;
        }
    }

    fn known_length(&self) -> usize {
        self.known_name().map_or(0, |(length, _)| length)
    }

    fn known_name(&self) -> Option<(usize, &str)> {
        self.names.names.iter().find_map(|(name, pieces)| {
            let fits = pieces
                .iter()
                .enumerate()
                .all(|(ahead, piece)| self.piece(ahead) == Some(piece));
            fits.then_some((pieces.len(), name.as_str()))
        })
    }

    fn piece(&self, ahead: usize) -> Option<&str> {
        self.tokens
            .get(self.at + ahead)
            .map(|token| token.span.text(self.source))
    }
}
