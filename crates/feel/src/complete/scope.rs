//! The names that may be used at the end of an unfinished expression: those given, those of its loops, and those of
//! the item its open filters look at.

use super::place::operand_start;
use crate::lexer::{Sign, Token, TokenKind};
use crate::{Scope, Type, check, parse_with_names};

pub(super) fn at(source: &str, all: &[Token<'_>], names: &Scope) -> Scope {
    let mut scope = names.clone();
    for (at, token) in all.iter().enumerate() {
        match &token.kind {
            TokenKind::Word("for" | "some" | "every") => bind(source, all, at + 1, &mut scope),
            TokenKind::Sign(Sign::OpenList) if is_open(all, at) => {
                let Some(start) = operand_start(all, at) else {
                    continue;
                };
                let base = &source[all[start].span.start..token.span.start];
                let item = item_of(type_of(base, &scope));
                for (name, of) in item.fields() {
                    scope.insert(name, of);
                }
                scope.insert("item", item);
            }
            _ => {}
        }
    }
    scope
}

/// What a text is, as far as it can be read and is known.
pub(super) fn type_of(text: &str, scope: &Scope) -> Type {
    try_type_of(text, scope).unwrap_or_default()
}

/// The same; none when it cannot be read by itself.
pub(super) fn try_type_of(text: &str, scope: &Scope) -> Option<Type> {
    let expression = parse_with_names(text, scope.names()).ok()?;
    Some(check(&expression, scope).0)
}

/// `each in items`, and more after commas, up to `return` or `satisfies`.
fn bind(source: &str, all: &[Token<'_>], mut at: usize, scope: &mut Scope) {
    loop {
        let name_from = at;
        while matches!(all.get(at).map(|token| &token.kind), Some(TokenKind::Word(word)) if *word != "in")
        {
            at += 1;
        }
        if at == name_from
            || !matches!(
                all.get(at).map(|token| &token.kind),
                Some(TokenKind::Word("in"))
            )
        {
            return;
        }
        let name = source[all[name_from].span.start..all[at - 1].span.end].to_owned();
        let from = at + 1;
        let mut depth = 0_usize;
        let end = (from..all.len()).find(|at| match &all[*at].kind {
            TokenKind::Sign(Sign::Open | Sign::OpenList | Sign::OpenContext) => {
                depth += 1;
                false
            }
            TokenKind::Sign(Sign::Close | Sign::CloseList | Sign::CloseContext) => {
                depth = depth.saturating_sub(1);
                false
            }
            TokenKind::Word("return" | "satisfies") | TokenKind::Sign(Sign::Comma) => depth == 0,
            _ => false,
        });
        let Some(end) = end.filter(|end| *end > from) else {
            return;
        };
        let list = &source[all[from].span.start..all[end - 1].span.end];
        let item = item_of(type_of(list, scope));
        scope.insert(name, item);
        if all[end].kind != TokenKind::Sign(Sign::Comma) {
            return;
        }
        at = end + 1;
    }
}

fn item_of(of: Type) -> Type {
    match of {
        Type::List(item) | Type::Range(item) => *item,
        single => single,
    }
}

/// Whether the bracket at this place is still open at the end.
fn is_open(all: &[Token<'_>], at: usize) -> bool {
    let mut depth = 0_usize;
    for token in &all[at..] {
        match &token.kind {
            TokenKind::Sign(Sign::Open | Sign::OpenList | Sign::OpenContext) => depth += 1,
            TokenKind::Sign(Sign::Close | Sign::CloseList | Sign::CloseContext) => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        if depth == 0 {
            return false;
        }
    }
    true
}
