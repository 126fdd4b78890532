//! Where the caret is: in which word, and where that word may begin.

use super::words::{TYPES, folded};
use crate::builtin;
use crate::lexer::{Open, Token, TokenKind, continues_name, lenient_tokens};
use crate::parser::is_keyword;
use crate::{Scope, Type};

/// Names of several words are looked for so many words back.
const WORDS_BACK: usize = 12;

pub(super) struct Caret<'a> {
    source: &'a str,
    pub at: usize,
    /// The end of the word that the caret is in.
    pub word_end: usize,
    tokens: Vec<Token<'a>>,
    pub readings: Vec<Reading>,
}

/// One way to see what has been begun: a word, several words of one name, a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// Where it begins.
    pub start: usize,
    /// Up to the caret.
    pub begun: String,
    pub kind: ReadingKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReadingKind {
    /// The last word, or nothing yet.
    Word,
    /// Several words: only a name that begins so fits.
    Words,
    /// Inside a text that ends here (if it ends).
    Text { end: usize },
}

impl<'a> Caret<'a> {
    pub fn new(source: &'a str, caret: usize, scope: &Scope) -> Caret<'a> {
        let at = boundary(source, caret);
        let (before, after) = source.split_at(at);
        let lexed = lenient_tokens(before);
        let mut tokens = lexed.tokens;
        tokens.pop();
        let in_word = before.chars().next_back().is_some_and(continues_name);
        let word_end = if in_word {
            at + after
                .find(|next| !continues_name(next))
                .unwrap_or(after.len())
        } else {
            at
        };
        let mut caret = Caret {
            source,
            at,
            word_end,
            tokens,
            readings: Vec::new(),
        };
        caret.readings = match lexed.open {
            Some(Open::Comment(_)) => Vec::new(),
            Some(Open::Text(start)) => caret.in_text(start),
            None if caret.is_in_line_comment() => Vec::new(),
            None => caret.in_words(scope),
        };
        caret
    }

    fn is_in_line_comment(&self) -> bool {
        let from = self.tokens.last().map_or(0, |token| token.span.end);
        let gap = &self.source[from..self.at];
        gap.rfind("//")
            .is_some_and(|start| !gap[start..].contains(['\n', '*']))
    }

    fn in_text(&self, start: usize) -> Vec<Reading> {
        if !self.source[start..].starts_with('"') {
            return Vec::new();
        }
        let whole = lenient_tokens(&self.source[start..]);
        let end = match (whole.open, whole.tokens.first()) {
            (None, Some(token)) => start + token.span.end,
            _ => self.word_end,
        };
        vec![Reading {
            start,
            begun: self.source[start + 1..self.at].to_owned(),
            kind: ReadingKind::Text { end },
        }]
    }

    fn in_words(&self, scope: &Scope) -> Vec<Reading> {
        let adjacent = self
            .tokens
            .last()
            .filter(|last| last.span.end == self.at)
            .and_then(|last| match last.kind {
                TokenKind::Word(_) => Some(last.span.start),
                _ => None,
            });
        // A number is being written.
        if let Some(Token {
            span,
            kind: TokenKind::Number(_),
        }) = self.tokens.last()
            && span.end == self.at
            && !self.follows_word(self.tokens.len() - 1)
        {
            return Vec::new();
        }
        let start = adjacent.unwrap_or(self.at);
        let mut readings = vec![self.reading(start, ReadingKind::Word)];
        for start in self.name_starts(scope, start) {
            readings.push(self.reading(start, ReadingKind::Words));
        }
        readings
    }

    fn reading(&self, start: usize, kind: ReadingKind) -> Reading {
        Reading {
            start,
            begun: self.source[start..self.at].to_owned(),
            kind,
        }
    }

    /// Where a name of several words, of which the last begins at `last`, may begin.
    fn name_starts(&self, scope: &Scope, last: usize) -> Vec<usize> {
        let before = self.tokens.iter().rev();
        let before = before.filter(|token| token.span.start < last);
        let words = before
            .take(WORDS_BACK)
            .filter(|token| matches!(token.kind, TokenKind::Word(_)));
        let starts: Vec<_> = words.map(|token| token.span.start).collect();
        if starts.is_empty() {
            return starts;
        }
        let known = names_of_several_words(scope);
        let is_begun = |start: &usize| {
            let begun = folded(&self.source[*start..self.at]);
            // The expression may have given the name itself.
            known.iter().any(|name| name.starts_with(&begun))
                || folded(&self.source[..*start]).contains(&begun)
        };
        starts.into_iter().filter(is_begun).collect()
    }

    fn follows_word(&self, index: usize) -> bool {
        let before = index
            .checked_sub(1)
            .and_then(|index| self.tokens.get(index));
        matches!(before.map(|token| &token.kind), Some(TokenKind::Word(word)) if !is_keyword(word))
    }

    /// The word that stands before a place, nothing but spaces between.
    pub fn word_before(&self, place: usize) -> Option<String> {
        let before = self
            .tokens
            .iter()
            .rev()
            .find(|token| token.span.end <= place)?;
        match before.kind {
            TokenKind::Word(word) => Some(word.to_owned()),
            _ => None,
        }
    }
}

/// The place of a caret that may be beyond the end or inside a character.
pub(super) fn boundary(source: &str, caret: usize) -> usize {
    source.floor_char_boundary(caret)
}

/// The names that stand in more than one word, or with signs in them.
fn names_of_several_words(scope: &Scope) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if !name.chars().all(continues_name) {
            names.push(folded(name));
        }
    };
    for name in scope.names() {
        add(name);
        if let Some(of) = scope.get(name) {
            fields_of(of, &mut add);
        }
    }
    for name in builtin::names() {
        add(name);
        let parameters = builtin::find(name)
            .0
            .iter()
            .flat_map(|form| form.parameters);
        parameters.for_each(|(name, _)| add(name));
    }
    TYPES.iter().for_each(|(name, _)| add(name));
    for name in ["time offset", "start included", "end included"] {
        add(name);
    }
    names
}

fn fields_of(of: &Type, add: &mut impl FnMut(&str)) {
    match of {
        Type::Context(fields) => {
            for (name, of) in fields {
                add(name);
                fields_of(of, add);
            }
        }
        Type::List(of) | Type::Range(of) => fields_of(of, add),
        Type::Function { gives, .. } => fields_of(gives, add),
        _ => {}
    }
}
