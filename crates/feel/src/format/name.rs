//! Names as they are written.

use crate::lexer::{TokenKind, tokens};
use crate::value::literal::quote;

/// The name of a field in front of a colon: in quotes when the words alone would not read as this name.
pub(crate) fn key(name: &str) -> String {
    if is_words(name) {
        return name.to_owned();
    }
    let mut quoted = String::new();
    quote(name, &mut quoted);
    quoted
}

/// Whether it is words with one space between, the first of which is no number.
pub(crate) fn is_words(name: &str) -> bool {
    let Ok(tokens) = tokens(name) else {
        return false;
    };
    let mut end = None;
    for token in &tokens {
        match token.kind {
            TokenKind::End => break,
            TokenKind::Word(_) => {}
            TokenKind::Number(_) if end.is_some() => {}
            _ => return false,
        }
        if end.is_some_and(|end| token.span.start != end + 1)
            || (end.is_none() && token.span.start > 0)
        {
            return false;
        }
        end = Some(token.span.end);
    }
    // Spaces of other kinds, and at the end, would get lost.
    end == Some(name.len())
        && name
            .chars()
            .all(|next| next == ' ' || !next.is_whitespace())
}
