//! Where the caret stands: the word being typed, and what may stand in its place.

use super::scope;
use crate::builtin;
use crate::lexer::{Sign, Token, TokenKind, continues_name, tokens};
use crate::{Scope, Span, Type};

/// Names have so many words at most, as far as completion is concerned.
const MOST_WORDS: usize = 6;

pub(super) struct Place {
    /// What a candidate replaces.
    pub span: Span,
    /// The word up to the caret, in lower case and with single blanks.
    pub typed: String,
    pub expects: Expects,
    /// The names that may be used here, those of loops and filters too.
    pub scope: Scope,
}

pub(super) enum Expects {
    /// A value: a name, a function, the beginning of a condition. `like` is what it is compared with.
    Operand { like: Type },
    /// Something that goes on after a value of this type.
    Operator {
        after: Type,
        open: Vec<&'static str>,
    },
    /// A field of a value of this type.
    Field(Type),
    /// One of these texts, in quotes.
    Choice(Vec<String>),
}

pub(super) fn find(source: &str, caret: usize, names: &Scope) -> Option<Place> {
    let before = &source[..caret];
    let Ok(mut before_tokens) = tokens(before) else {
        return in_open_text(source, caret, names);
    };
    // Without the end.
    before_tokens.pop();
    let scope = scope::at(before, &before_tokens, names);
    let blank = before.ends_with(char::is_whitespace);
    let words = trailing_words(&before_tokens);
    let place = |kept: usize, start: usize, expects| Place {
        span: Span::new(
            start,
            end_of_word(source, caret, kept < before_tokens.len()),
        ),
        typed: normal(&before[start..]),
        expects,
        scope: scope.clone(),
    };
    // The longest run of words that begins a name, so that "start da" finds "start date".
    for kept in before_tokens.len() - words..before_tokens.len() {
        let start = before_tokens[kept].span.start;
        let typed = normal(&before[start..]);
        let several = blank || kept + 1 < before_tokens.len();
        let begun = match expected(before, &before_tokens[..kept], &scope) {
            Some(expects @ (Expects::Operand { .. } | Expects::Field(_))) => expects,
            _ => continue,
        };
        if several && !begins_longer(&typed, &begun, &scope) {
            continue;
        }
        return Some(place(kept, start, begun));
    }
    if blank || words == 0 {
        let expects = expected(before, &before_tokens, &scope)?;
        return Some(place(before_tokens.len(), caret, expects));
    }
    let kept = before_tokens.len() - 1;
    let expects = expected(before, &before_tokens[..kept], &scope)?;
    Some(place(kept, before_tokens[kept].span.start, expects))
}

/// Inside a text that is not closed yet: one of a choice, if that is what it is compared with.
fn in_open_text(source: &str, caret: usize, names: &Scope) -> Option<Place> {
    let before = &source[..caret];
    let quote = before.rfind('"')?;
    let mut all = tokens(&before[..quote]).ok()?;
    all.pop();
    let scope = scope::at(before, &all, names);
    let Some(Expects::Operand {
        like: Type::Choice(options),
    }) = expected(before, &all, &scope)
    else {
        return None;
    };
    let closed = source[caret..].starts_with('"');
    Some(Place {
        span: Span::new(quote, caret + usize::from(closed)),
        typed: normal(&before[quote + 1..]),
        expects: Expects::Choice(options),
        scope,
    })
}

/// What may follow these tokens; none where nothing can be offered, as where a name is invented.
fn expected(source: &str, all: &[Token<'_>], scope: &Scope) -> Option<Expects> {
    let operand = || Expects::Operand {
        like: compared_with(source, all, scope),
    };
    Some(match all.last().map(|token| &token.kind) {
        None => operand(),
        Some(TokenKind::Sign(Sign::Dot)) => {
            let start = operand_start(all, all.len() - 1)?;
            let base = &source[all[start].span.start..all[all.len() - 1].span.start];
            Expects::Field(scope::type_of(base, scope))
        }
        Some(TokenKind::Sign(Sign::OpenContext | Sign::DotDot)) => return None,
        Some(TokenKind::Sign(Sign::Comma)) if in_context(all) => return None,
        Some(
            TokenKind::Sign(Sign::Close | Sign::CloseList | Sign::CloseContext)
            | TokenKind::Number(_)
            | TokenKind::Text(_)
            | TokenKind::AtText(_),
        ) => operator(source, all, scope),
        Some(TokenKind::Word("for" | "some" | "every" | "of" | "function")) => return None,
        Some(TokenKind::Word(word)) if !leads_to_value(word) => operator(source, all, scope),
        Some(TokenKind::Word(_) | TokenKind::Sign(_)) => operand(),
        Some(TokenKind::Stray(_) | TokenKind::End) => return None,
    })
}

fn operator(source: &str, all: &[Token<'_>], scope: &Scope) -> Expects {
    // As much of the end as makes sense by itself: "1 + amount" before "amount".
    let starts = (0..all.len()).filter(|at| {
        *at == 0
            || match &all[*at - 1].kind {
                TokenKind::Word(word) => leads_to_value(word),
                TokenKind::Sign(Sign::Open | Sign::OpenList | Sign::Comma | Sign::Colon) => true,
                _ => false,
            }
    });
    let of = |at: usize| {
        scope::try_type_of(
            &source[all[at].span.start..all[all.len() - 1].span.end],
            scope,
        )
    };
    Expects::Operator {
        after: starts.map(of).find_map(|of| of).unwrap_or_default(),
        open: open_words(all),
    }
}

/// The type of what stands on the other side of a comparison; `Any` without one.
fn compared_with(source: &str, all: &[Token<'_>], scope: &Scope) -> Type {
    let mut end = all.len();
    // A list of things to be one of: in ("a", …
    while end > 0
        && matches!(
            &all[end - 1].kind,
            TokenKind::Sign(Sign::Open | Sign::OpenList | Sign::Comma)
                | TokenKind::Text(_)
                | TokenKind::Number(_)
        )
    {
        end -= 1;
    }
    let listed = end < all.len();
    let compares = match end.checked_sub(1).map(|at| &all[at].kind) {
        Some(TokenKind::Word("in")) => true,
        Some(TokenKind::Sign(
            Sign::Equal
            | Sign::NotEqual
            | Sign::Less
            | Sign::Greater
            | Sign::AtMost
            | Sign::AtLeast,
        )) => !listed,
        _ => false,
    };
    let start = compares.then(|| operand_start(all, end - 1)).flatten();
    start.map_or(Type::Any, |start| {
        let text = &source[all[start].span.start..all[end - 2].span.end];
        scope::type_of(text, scope)
    })
}

/// The first token of the value that ends before `end`: a name, a path, a call, a bracket, a literal.
pub(super) fn operand_start(all: &[Token<'_>], end: usize) -> Option<usize> {
    let mut at = end;
    loop {
        at = part_start(all, at)?;
        let group = matches!(all[at].kind, TokenKind::Sign(Sign::Open | Sign::OpenList));
        match at.checked_sub(1).map(|before| &all[before].kind) {
            Some(TokenKind::Sign(Sign::Dot)) => at -= 1,
            Some(TokenKind::Sign(Sign::Close | Sign::CloseList)) if group => {}
            Some(TokenKind::Word(word)) if group && !leads_to_value(word) => {}
            _ => return Some(at),
        }
    }
}

fn part_start(all: &[Token<'_>], end: usize) -> Option<usize> {
    let last = end.checked_sub(1)?;
    match &all[last].kind {
        TokenKind::Sign(Sign::Close | Sign::CloseList | Sign::CloseContext) => {
            let mut depth = 0_usize;
            (0..end).rev().find(|at| {
                match &all[*at].kind {
                    TokenKind::Sign(Sign::Close | Sign::CloseList | Sign::CloseContext) => {
                        depth += 1;
                    }
                    TokenKind::Sign(Sign::Open | Sign::OpenList | Sign::OpenContext) => {
                        depth = depth.saturating_sub(1);
                    }
                    _ => {}
                }
                depth == 0
            })
        }
        TokenKind::Word(word) if !leads_to_value(word) => {
            let mut at = last;
            while let Some(before) = at.checked_sub(1)
                && let TokenKind::Word(word) = all[before].kind
                && (!leads_to_value(word) || is_function(all, at, end))
            {
                at = before;
            }
            Some(at)
        }
        TokenKind::Number(_) | TokenKind::Text(_) | TokenKind::AtText(_) => Some(last),
        _ => None,
    }
}

/// Whether the keyword before `at` stands inside the name of a function: `date and time`.
fn is_function(all: &[Token<'_>], at: usize, end: usize) -> bool {
    let words = all[at.saturating_sub(2)..end]
        .iter()
        .map(|token| match token.kind {
            TokenKind::Word(word) => word,
            _ => "",
        });
    let name: Vec<_> = words.collect();
    at >= 2 && !builtin::find(&name.join(" ")).is_empty()
}

/// Words after which a value stands.
fn leads_to_value(word: &str) -> bool {
    matches!(
        word,
        "and" | "or" | "if" | "then" | "else" | "in" | "return" | "satisfies" | "between"
    )
}

/// What the expression still owes: the `then` of an `if`, the `return` of a `for`; innermost last.
fn open_words(all: &[Token<'_>]) -> Vec<&'static str> {
    let mut open = Vec::new();
    let mut after_or = false;
    for token in all {
        let TokenKind::Word(word) = token.kind else {
            after_or = false;
            continue;
        };
        match word {
            "if" => open.push("then"),
            "for" => open.push("return"),
            "some" | "every" => open.push("satisfies"),
            "between" => open.push("and"),
            "then" if open.last() == Some(&"then") => {
                open.pop();
                open.push("else");
            }
            "else" if !after_or && open.last() == Some(&"else") => _ = open.pop(),
            "return" | "satisfies" | "and" if open.last() == Some(&word) => _ = open.pop(),
            _ => {}
        }
        after_or = word == "or";
    }
    open
}

/// Whether the innermost open bracket is that of a context.
fn in_context(all: &[Token<'_>]) -> bool {
    let mut open = Vec::new();
    for token in all {
        match &token.kind {
            TokenKind::Sign(sign @ (Sign::Open | Sign::OpenList | Sign::OpenContext)) => {
                open.push(*sign);
            }
            TokenKind::Sign(Sign::Close | Sign::CloseList | Sign::CloseContext) => _ = open.pop(),
            _ => {}
        }
    }
    open.last() == Some(&Sign::OpenContext)
}

fn trailing_words(all: &[Token<'_>]) -> usize {
    let word = |token: &&Token<'_>| matches!(token.kind, TokenKind::Word(_));
    all.iter().rev().take_while(word).count().min(MOST_WORDS)
}

/// Whether a name that may stand here goes on after this.
fn begins_longer(typed: &str, expects: &Expects, scope: &Scope) -> bool {
    let longer = |name: &str| name.len() > typed.len() && name.to_lowercase().starts_with(typed);
    match expects {
        Expects::Operand { .. } => scope.names().any(longer) || builtin::names().any(longer),
        Expects::Field(of) => of.fields().iter().any(|(name, _)| longer(name)),
        _ => false,
    }
}

fn end_of_word(source: &str, caret: usize, in_word: bool) -> usize {
    if !in_word {
        return caret;
    }
    let rest = &source[caret..];
    let end = rest.find(|letter| !continues_name(letter));
    caret + end.unwrap_or(rest.len())
}

/// In lower case, with single blanks.
fn normal(text: &str) -> String {
    let blank = text.ends_with(char::is_whitespace) && !text.trim().is_empty();
    let words: Vec<_> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ") + if blank { " " } else { "" }
}
