//! Cuts a source that is still being written: what is broken is noted, and the rest goes on.

use super::{Lexer, Token, TokenKind, starts_name};
use crate::{Number, ParseError, Span};

/// All tokens of a source, ending with [`TokenKind::End`], and what was wrong with them.
pub(crate) struct Lexed<'a> {
    pub tokens: Vec<Token<'a>>,
    pub errors: Vec<ParseError>,
    /// What was begun and never ends.
    pub open: Option<Open>,
}

/// Something that reaches to the end of the source because nothing closes it; with the place where it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Open {
    Text(usize),
    Comment(usize),
}

/// As [`super::tokens`], but a broken token stands for what it was meant to be.
pub(crate) fn lenient_tokens(source: &str) -> Lexed<'_> {
    let mut lexer = Lexer { source, at: 0 };
    let mut tokens = Vec::with_capacity(source.len() / 3 + 2);
    let mut errors = Vec::new();
    let mut open = None;
    loop {
        if let Err(error) = lexer.skip_space() {
            open = Some(Open::Comment(error.span.start));
            errors.push(error);
            lexer.at = source.len();
        }
        let start = lexer.at;
        let token = match lexer.next() {
            Ok(token) => token,
            Err(error) => {
                errors.push(error);
                let broken = lexer.broken(start);
                if matches!(broken.kind, TokenKind::Text(_) | TokenKind::AtText(_))
                    && !is_closed(broken.span.text(source))
                {
                    open = Some(Open::Text(start));
                }
                broken
            }
        };
        let done = token.kind == TokenKind::End;
        tokens.push(token);
        if done {
            return Lexed {
                tokens,
                errors,
                open,
            };
        }
    }
}

impl<'a> Lexer<'a> {
    /// What a token that cannot be read was most likely meant to be: a text, or a number.
    fn broken(&mut self, start: usize) -> Token<'a> {
        let rest = &self.source[start..];
        let is_at = rest.starts_with("@\"");
        if is_at || rest.starts_with('"') {
            let inside = 1 + usize::from(is_at);
            let length = closing_quote(&rest[inside..]).map_or(rest.len(), |end| inside + end + 1);
            self.at = start + length;
            let text = rest[inside..length].trim_end_matches('"').to_owned();
            return Token {
                span: Span::new(start, self.at),
                kind: if is_at {
                    TokenKind::AtText(text)
                } else {
                    TokenKind::Text(text)
                },
            };
        }
        let end = rest.find(|next: char| !(next == '.' || starts_name(next) || next.is_numeric()));
        self.at = start + end.unwrap_or(rest.len()).max(1);
        Token {
            span: Span::new(start, self.at),
            kind: TokenKind::Number(Number::ZERO),
        }
    }
}

/// Where the text ends: at a quote without a backslash before it.
fn closing_quote(inside: &str) -> Option<usize> {
    let mut escaped = false;
    inside.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })
}

fn is_closed(text: &str) -> bool {
    let inside = text.trim_start_matches('@').get(1..).unwrap_or_default();
    closing_quote(inside).is_some()
}
