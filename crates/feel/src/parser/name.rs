//! Names: how many words belong to one.

use super::{Gap, Parser};
use crate::ParseError;
use crate::ast::Name;
use crate::lexer::{Sign, TokenKind};

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
const WITH_JOINTS: &[&[&str]] = &[
    &["date", "and", "time"],
    &["years", "and", "months", "duration"],
    &["days", "and", "time", "duration"],
    &["get", "or", "else"],
];

pub(crate) fn is_joint(word: &str) -> bool {
    JOINTS.contains(&word)
}

/// Whether a word means something by itself, so that it is no part of a name that nobody gave.
pub(crate) fn is_keyword(word: &str) -> bool {
    JOINTS.contains(&word) || OPENERS.contains(&word)
}

/// A name of several pieces that the expression itself gives.
pub(super) struct LocalName {
    text: String,
    pieces: Vec<String>,
}

impl<'a> Parser<'a> {
    /// Whether a name could begin here.
    pub(super) fn is_name_next(&self) -> bool {
        match self.peek() {
            TokenKind::Word(word) => {
                !(OPENERS.contains(word) || is_joint(word)) || self.known_length() > 0
            }
            _ => false,
        }
    }

    /// Reads a name of one or more words; `what` is said when there is none.
    pub(super) fn name(&mut self, what: &str) -> Result<Name, ParseError> {
        if !self.is_name_next() {
            let error = self.unexpected(what);
            self.note(error, Gap::Name)?;
            return Ok(self.no_name());
        }
        let start = self.span();
        let words = self.plain_length();
        let known = self.known_name().filter(|(length, _)| *length >= words);
        let (length, text) = match known {
            Some((length, text)) => (length, text.to_owned()),
            None => (words, self.joined(words)),
        };
        self.at += length;
        Ok(Name {
            text,
            span: self.since(start),
        })
    }

    /// How many tokens from here are words, or numbers after a word, that nothing separates.
    fn plain_length(&self) -> usize {
        let joined = WITH_JOINTS.iter().find_map(|words| {
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

    /// The longest name in scope that begins here.
    fn known_name(&self) -> Option<(usize, &str)> {
        let piece = |ahead| self.piece(ahead);
        let local = self.locals.iter().rev().filter_map(|name| {
            let mut pieces = name.pieces.iter().enumerate();
            pieces
                .all(|(ahead, wanted)| piece(ahead) == Some(wanted))
                .then_some((name.pieces.len(), name.text.as_str()))
        });
        let fields = (self.filters > 0).then(|| self.known_field()).flatten();
        local
            .chain(self.names.variables().longest(piece))
            .chain(fields)
            .max_by_key(|(length, _)| *length)
    }

    /// The longest known field that begins here.
    pub(super) fn known_field(&self) -> Option<(usize, &str)> {
        let piece = |ahead| self.piece(ahead);
        let known = [self.names.fields(), &self.keys];
        known
            .into_iter()
            .filter_map(|known| known.longest(piece))
            .max_by_key(|(length, _)| *length)
    }

    /// What was read last.
    pub(super) fn last_word(&self) -> &'a str {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or("", |token| token.span.text(self.source))
    }

    fn piece(&self, ahead: usize) -> Option<&'a str> {
        let token = self.tokens.get(self.at + ahead)?;
        Some(token.span.text(self.source))
    }

    /// The next pieces as one name: with one space between, or as they stand when there are signs in it.
    fn joined(&self, count: usize) -> String {
        if count == 1 {
            return self.piece(0).unwrap_or_default().to_owned();
        }
        let plain = (0..count).all(|ahead| {
            matches!(
                self.peek_at(ahead),
                TokenKind::Word(_) | TokenKind::Number(_)
            )
        });
        if plain {
            let pieces: Vec<_> = (0..count).filter_map(|ahead| self.piece(ahead)).collect();
            return pieces.join(" ");
        }
        let from = self.span().start;
        let to = self
            .tokens
            .get(self.at + count - 1)
            .map_or(from, |last| last.span.end);
        let text = self.source.get(from..to).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// How many pieces of a name that is given here stand before what ends it; signs may be among them.
    pub(super) fn given_length(&self, ends: impl Fn(&TokenKind) -> bool) -> Option<usize> {
        if !matches!(self.peek(), TokenKind::Word(_)) {
            return None;
        }
        let mut length = 1;
        loop {
            match self.peek_at(length) {
                end if ends(end) => return Some(length),
                TokenKind::Word(_)
                | TokenKind::Number(_)
                | TokenKind::Stray('\'' | '’')
                | TokenKind::Sign(
                    Sign::Dot | Sign::Minus | Sign::Plus | Sign::Times | Sign::Divide | Sign::Power,
                ) => length += 1,
                _ => return None,
            }
        }
    }

    /// A name that is given here, up to what ends it: `a-b` in `for a-b in …`.
    pub(super) fn given(
        &mut self,
        what: &str,
        ends: impl Fn(&TokenKind) -> bool,
    ) -> Result<Name, ParseError> {
        let Some(length) = self.given_length(ends) else {
            return self.name(what);
        };
        let start = self.span();
        let text = self.joined(length);
        self.at += length;
        Ok(Name {
            text,
            span: self.since(start),
        })
    }

    /// From here on the name may be used. Names of one piece are names in any case.
    pub(super) fn bind(&mut self, name: &Name) {
        let is_one = name.text.chars().all(crate::lexer::continues_name);
        let tokens = if is_one {
            None
        } else {
            crate::lexer::tokens(&name.text).ok()
        };
        if let Some(mut tokens) = tokens {
            tokens.pop();
            let pieces = tokens
                .iter()
                .map(|token| token.span.text(&name.text).to_owned());
            let pieces = pieces.collect();
            let text = name.text.clone();
            self.locals.push(LocalName { text, pieces });
        }
    }

    /// Reads something in which names are bound; afterwards they are not.
    pub(super) fn scoped<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, ParseError>,
    ) -> Result<T, ParseError> {
        let before = self.locals.len();
        let result = read(self);
        self.locals.truncate(before);
        result
    }
}
