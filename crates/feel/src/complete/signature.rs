//! The call that the caret is in.

use super::caret::boundary;
use crate::builtin;
use crate::catalogue::{FormDoc, ParameterDoc, describe_function};
use crate::lexer::{Sign, Token, TokenKind, lenient_tokens};
use crate::{Scope, Span, Type};

/// Names of functions have at most so many words.
const MOST_WORDS: usize = 8;

/// The call that a caret is in, for showing what is to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureHelp {
    pub function: String,
    /// Where its name stands, in bytes.
    pub span: Span,
    /// What it does, in one sentence.
    pub summary: String,
    /// The ways to call it.
    pub forms: Vec<FormDoc>,
    /// Which of them fits best with what is given so far.
    pub form: usize,
    /// Which of its parameters the caret is at; none when the function takes none, or no more.
    pub parameter: Option<usize>,
}

/// What stands in a call before the caret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CallSite {
    pub function: String,
    span: Span,
    /// How many commas are before the caret.
    index: usize,
    /// The names of the parameters that were given.
    pub given: Vec<String>,
    /// The name before the value that the caret is at.
    current: Option<String>,
    /// Whether names of parameters cannot stand here.
    pub is_positional: bool,
}

/// An open bracket, and the call it belongs to, if it is one.
struct Frame {
    call: Option<CallSite>,
    /// The first token of the item the caret is at.
    item: usize,
}

/// The innermost call whose brackets the caret (in bytes) is in, of a built-in function or of a variable that is one.
///
/// A caret beyond the end counts as one at the end, a caret inside a character as one before it.
pub fn signature_at(source: &str, caret: usize, scope: &Scope) -> Option<SignatureHelp> {
    if source.len() > crate::MAX_SOURCE {
        return None;
    }
    let at = boundary(source, caret);
    let mut frames = frames(source, at, Some(scope));
    let site = std::iter::from_fn(|| frames.0.pop()).find_map(|frame| frame.call)?;
    let (forms, summary) = match (describe_function(&site.function), scope.get(&site.function)) {
        (_, Some(Type::Function { parameters, gives })) => (
            vec![own_form(parameters, gives)],
            "A function of one's own.".to_owned(),
        ),
        (Some(doc), _) => (doc.forms, doc.summary.to_owned()),
        (None, _) => return None,
    };
    let fits = |form: &FormDoc| {
        let has = |name: &String| {
            form.parameters
                .iter()
                .any(|parameter| parameter.name == *name)
        };
        (form.repeats || site.index < form.parameters.len()) && site.given.iter().all(has)
    };
    let form = forms.iter().position(fits).unwrap_or(0);
    let parameters = &forms[form].parameters;
    let parameter = match &site.current {
        Some(name) => parameters
            .iter()
            .position(|parameter| parameter.name == *name),
        None if forms[form].repeats => parameters
            .len()
            .checked_sub(1)
            .map(|last| site.index.min(last)),
        None => (site.index < parameters.len()).then_some(site.index),
    };
    Some(SignatureHelp {
        function: site.function,
        span: site.span,
        summary,
        form,
        parameter,
        forms,
    })
}

fn own_form(parameters: &[Type], gives: &Type) -> FormDoc {
    let parameters = parameters
        .iter()
        .enumerate()
        .map(|(index, of)| ParameterDoc {
            name: format!("{}", index + 1),
            takes: of.to_string(),
            optional: false,
            summary: "",
        });
    FormDoc {
        parameters: parameters.collect(),
        repeats: false,
        gives: gives.clone(),
    }
}

/// The call at whose beginning of an argument a place is; `None` anywhere else.
pub(super) fn signature_before(source: &str, at: usize) -> Option<CallSite> {
    let (mut frames, count) = frames(source, at, None);
    let innermost = frames.pop()?;
    (innermost.item == count)
        .then_some(innermost.call)
        .flatten()
}

/// The brackets that are open at a place, and how many tokens are before it.
fn frames(source: &str, at: usize, scope: Option<&Scope>) -> (Vec<Frame>, usize) {
    let mut tokens = lenient_tokens(&source[..at]).tokens;
    tokens.pop();
    let mut frames: Vec<Frame> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Sign(Sign::Open) => frames.push(Frame {
                call: called(source, &tokens[..index], scope),
                item: index + 1,
            }),
            TokenKind::Sign(Sign::OpenList | Sign::OpenContext) => frames.push(Frame {
                call: None,
                item: index + 1,
            }),
            TokenKind::Sign(Sign::Close | Sign::CloseList | Sign::CloseContext) => {
                frames.pop();
            }
            TokenKind::Sign(Sign::Comma) => {
                if let Some(frame) = frames.last_mut() {
                    frame.item = index + 1;
                    if let Some(call) = &mut frame.call {
                        call.index += 1;
                        call.is_positional |= call.current.take().is_none();
                    }
                }
            }
            TokenKind::Sign(Sign::Colon) => {
                if let Some(Frame {
                    call: Some(call),
                    item,
                }) = frames.last_mut()
                    && let Some(name) = words(&tokens[*item..index])
                {
                    call.given.push(name.clone());
                    call.current = Some(name);
                }
            }
            _ => {}
        }
    }
    (frames, tokens.len())
}

/// The words as one name; `None` when there is anything else, or nothing.
fn words(tokens: &[Token<'_>]) -> Option<String> {
    let words = tokens.iter().map(|token| match token.kind {
        TokenKind::Word(word) => Some(word),
        _ => None,
    });
    let words: Vec<_> = words.collect::<Option<_>>()?;
    (!words.is_empty()).then(|| words.join(" "))
}

/// The function whose name ends the tokens: the longest that is known.
fn called(source: &str, before: &[Token<'_>], scope: Option<&Scope>) -> Option<CallSite> {
    let from = before.len().saturating_sub(MOST_WORDS);
    (from..before.len()).find_map(|from| {
        let first = before.get(from)?;
        let span = first.span.to(before.last()?.span);
        let own = scope.and_then(|scope| scope.get(span.text(source)));
        let is_own = matches!(own, Some(Type::Function { .. }));
        let name = if is_own {
            span.text(source).to_owned()
        } else {
            words(&before[from..])?
        };
        (is_own || !builtin::find(&name).is_empty()).then_some(CallSite {
            function: name,
            span,
            ..CallSite::default()
        })
    })
}
