//! Where the caret is: in which word, and where that word may begin.

use crate::Scope;
use crate::builtin;
use crate::lexer::{Open, Token, TokenKind, continues_name, lenient_tokens};
use crate::parser::is_keyword;

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
        let mut at = caret.min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
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
        let mut starts = Vec::new();
        let mut plain = true;
        let before = self
            .tokens
            .iter()
            .rev()
            .filter(|token| token.span.start < last);
        for token in before.take(WORDS_BACK) {
            plain &= match token.kind {
                TokenKind::Word(word) => !is_keyword(word),
                TokenKind::Number(_) => true,
                _ => false,
            };
            let start = token.span.start;
            let is_word = matches!(token.kind, TokenKind::Word(_));
            if is_word && (plain || self.is_begun_name(scope, start)) {
                starts.push(start);
            }
        }
        starts
    }

    /// Whether a known name with signs or keywords in it begins with the text from here to the caret.
    fn is_begun_name(&self, scope: &Scope, start: usize) -> bool {
        let begun = super::words::folded(&self.source[start..self.at]);
        let fits = |name: &str| super::words::folded(name).starts_with(&begun);
        let is_joined = |name: &&str| name.contains(" and ") || name.contains(" or ");
        scope.names().any(fits)
            || builtin::names().filter(is_joined).any(fits)
            || super::words::TYPES.iter().any(|(name, _)| fits(name))
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
