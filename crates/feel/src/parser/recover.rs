//! Reads on after a mistake, so that all of them are found at once and the rest can be checked.
//!
//! Where a value is missing the tree has a hole ([`Node::hole`]); what stands where nothing can stand is skipped.

use std::sync::Arc;

use super::{MAX_SOURCE, Names, ParseError, Parser, is_joint, is_keyword};
use crate::Span;
use crate::ast::{Expression, Kind, Name, Node, Test, UnaryTests};
use crate::check::{check_parts, check_test_parts};
use crate::lexer::{Sign, TokenKind, lenient_tokens};
use crate::nearest::nearest;
use crate::{Finding, FindingKind, Scope, Type};

/// More mistakes than this are not worth reading.
const MAX_ERRORS: usize = 50;
/// A keyword with a slip of the finger is looked for in so many words.
const MAX_WORDS: usize = 6;

/// What was understood of an expression that may still be wrong or unfinished.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub(crate) source: Arc<str>,
    /// The expression, and what stands behind its end where only an operator could stand.
    pub(crate) parts: Vec<Node>,
    /// What the source needs at its end, when something is missing there.
    pub(crate) gap: Option<Gap>,
    /// Everything that cannot be read, in the order of the source. Without errors there is an expression.
    pub errors: Vec<ParseError>,
}

/// What was understood of the unary tests of a cell that may still be wrong or unfinished.
#[derive(Debug, Clone, PartialEq)]
pub struct TestsDraft {
    pub(crate) source: Arc<str>,
    pub(crate) negated: bool,
    pub(crate) tests: Vec<Test>,
    pub(crate) gap: Option<Gap>,
    /// Everything that cannot be read, in the order of the source. Without errors there are tests.
    pub errors: Vec<ParseError>,
}

/// What is missing at the end of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    Value,
    /// The name of a field, after a dot.
    Field,
    /// A name that is given here: a loop, a field, an input.
    Name,
    Type,
    Word(&'static str),
    Sign,
}

#[derive(Debug, Default)]
pub(super) struct Recovery {
    errors: Vec<ParseError>,
    gap: Option<Gap>,
}

/// Reads an expression that may be wrong or unfinished: all its errors at once, at most 50, and a tree of what
/// was understood. When [`super::parse_in`] reads a source, this does too, and the same way.
pub fn parse_all(source: &str, names: &Names) -> Draft {
    draft(source, names)
}

/// As [`parse_all`], for the unary tests of a cell.
pub fn parse_all_tests(source: &str, names: &Names) -> TestsDraft {
    draft_tests(source, names)
}

pub(crate) fn draft(source: &str, names: &Names) -> Draft {
    let mut draft = Draft {
        source: Arc::from(source),
        parts: Vec::new(),
        gap: None,
        errors: Vec::new(),
    };
    match Parser::recovering(source, names) {
        Ok(mut parser) => {
            let is_empty = parser.peek() == &TokenKind::End;
            draft.parts = parser.parts();
            (draft.errors, draft.gap) = parser.recovered();
            if is_empty {
                draft.errors = vec![super::nothing_here(source)];
            }
        }
        Err(error) => draft.errors.push(error),
    }
    draft
}

pub(crate) fn draft_tests(source: &str, names: &Names) -> TestsDraft {
    let mut draft = TestsDraft {
        source: Arc::from(source),
        negated: false,
        tests: Vec::new(),
        gap: None,
        errors: Vec::new(),
    };
    match Parser::recovering(source, names) {
        Ok(mut parser) => {
            match parser.unary_tests() {
                Ok((negated, tests)) => (draft.negated, draft.tests) = (negated, tests),
                Err(error) => parser.push(error),
            }
            (draft.errors, draft.gap) = parser.recovered();
        }
        Err(error) => draft.errors.push(error),
    }
    draft
}

impl Draft {
    /// The expression, when there are no errors.
    pub fn into_expression(mut self) -> Option<Expression> {
        let root = self.parts.pop().filter(|_| self.parts.is_empty())?;
        self.errors.is_empty().then_some(Expression {
            source: self.source,
            root,
        })
    }

    /// As [`crate::check()`], for what was understood. What is missing is not reported again.
    pub fn check(&self, scope: &Scope) -> (Type, Vec<Finding>) {
        let (of, mut findings) = check_parts(&self.source, &self.parts, scope);
        findings.retain(|finding| !is_explained(finding, &self.errors));
        (of, findings)
    }
}

impl TestsDraft {
    /// The tests, when there are no errors.
    pub fn into_tests(self) -> Option<UnaryTests> {
        self.errors.is_empty().then_some(UnaryTests {
            span: Span::new(0, self.source.len()),
            source: self.source,
            negated: self.negated,
            tests: self.tests,
        })
    }

    /// As [`crate::check_unary_tests`], for what was understood.
    pub fn check(&self, input: &Type, scope: &Scope) -> Vec<Finding> {
        let mut findings = check_test_parts(&self.source, &self.tests, input, scope);
        findings.retain(|finding| !is_explained(finding, &self.errors));
        findings
    }
}

/// Whether a name cannot be known because a mistake is in it.
fn is_explained(finding: &Finding, errors: &[ParseError]) -> bool {
    matches!(finding.kind, FindingKind::UnknownName { .. })
        && errors.iter().any(|error| {
            finding.span.start <= error.span.start
                && error.span.end <= finding.span.end
                && error.span.start < error.span.end
        })
}

impl Node {
    /// A value that is not there yet: a name without letters.
    pub fn hole(span: Span) -> Node {
        Node {
            span: Span::new(span.start, span.start),
            kind: Kind::Name(String::new()),
        }
    }

    pub fn is_hole(&self) -> bool {
        matches!(&self.kind, Kind::Name(name) if name.is_empty())
    }
}

impl<'a> Parser<'a> {
    fn recovering(source: &'a str, names: &'a Names) -> Result<Parser<'a>, ParseError> {
        if source.len() > MAX_SOURCE {
            return Err(super::too_long(source));
        }
        let lexed = lenient_tokens(source);
        Ok(Parser {
            recovery: Some(Recovery {
                errors: lexed.errors,
                gap: None,
            }),
            ..Parser::of_tokens(source, lexed.tokens, names)
        })
    }

    fn recovered(self) -> (Vec<ParseError>, Option<Gap>) {
        let mut recovery = self.recovery.unwrap_or_default();
        recovery.errors.sort_by_key(|error| error.span.start);
        (recovery.errors, recovery.gap)
    }

    /// Everything there is: the expression, and whatever follows it wrongly.
    fn parts(&mut self) -> Vec<Node> {
        let mut parts = Vec::new();
        loop {
            let before = self.at;
            match self.expression() {
                Ok(part) => parts.push(part),
                // Too deep: nothing more can be said.
                Err(error) => {
                    self.push(error);
                    return parts;
                }
            }
            if self.peek() == &TokenKind::End {
                return parts;
            }
            let error = self.unexpected("an operator, like + or and,");
            self.push(error);
            if self.at == before {
                self.advance();
            }
            // Whatever can only stand between two values has lost the first.
            while !self.is_operand_next() && self.peek() != &TokenKind::End {
                self.advance();
            }
            if self.peek() == &TokenKind::End {
                return parts;
            }
        }
    }

    fn is_operand_next(&self) -> bool {
        match self.peek() {
            TokenKind::Number(_) | TokenKind::Text(_) | TokenKind::AtText(_) => true,
            TokenKind::Word(word) => !is_joint(word),
            TokenKind::Sign(sign) => {
                matches!(sign, Sign::Open | Sign::OpenList | Sign::OpenContext)
            }
            TokenKind::Stray(_) | TokenKind::End => false,
        }
    }

    pub(super) fn push(&mut self, error: ParseError) {
        if let Some(recovery) = &mut self.recovery
            && recovery.errors.len() < MAX_ERRORS
            // One mistake, one message: what follows from it at the same place says nothing new.
            && !recovery
                .errors
                .iter()
                .any(|known| known.span.start == error.span.start)
        {
            recovery.errors.push(error);
        }
    }

    /// Gives up on an error, or notes it and lets the reading go on.
    pub(super) fn note(&mut self, error: ParseError, gap: Gap) -> Result<(), ParseError> {
        if self.recovery.is_none() {
            return Err(error);
        }
        self.note_gap(gap);
        self.push(error);
        Ok(())
    }

    /// What is missing first at the end of the source.
    pub(super) fn note_gap(&mut self, gap: Gap) {
        let at_end = self.peek() == &TokenKind::End;
        if let Some(recovery) = &mut self.recovery
            && at_end
        {
            recovery.gap.get_or_insert(gap);
        }
    }

    /// Where a value is needed and none stands.
    pub(super) fn no_value(&mut self) -> Result<Node, ParseError> {
        let error = self.unexpected("a value");
        self.note(error, Gap::Value)?;
        let hole = Node::hole(self.span());
        // A sign that can neither end something nor join two things is in the way.
        if let TokenKind::Stray(_) | TokenKind::Sign(Sign::Colon | Sign::Arrow) = self.peek() {
            self.advance();
        }
        Ok(hole)
    }

    pub(super) fn no_name(&self) -> Name {
        Name {
            text: String::new(),
            span: Span::new(self.span().start, self.span().start),
        }
    }

    /// Whether another item of a list follows; what stands wrongly behind the last one is skipped.
    pub(super) fn goes_on(&mut self, close: Sign) -> Result<bool, ParseError> {
        if self.take(Sign::Comma) {
            return Ok(true);
        }
        let ends = match self.peek() {
            TokenKind::End => true,
            TokenKind::Sign(sign) => *sign == close,
            _ => false,
        };
        if self.recovery.is_none() || ends {
            return Ok(false);
        }
        let error = self.unexpected(&format!("a comma or \"{}\"", close.text()));
        self.push(error);
        while !self.ends_skipping()
            && self.peek() != &TokenKind::Sign(Sign::Comma)
            && self.skip_one()
        {}
        Ok(self.take(Sign::Comma))
    }

    /// To behind the sign that is needed, if it stands further on; otherwise as if it stood here.
    pub(super) fn skip_to(&mut self, wanted: Sign) {
        let before = self.at;
        loop {
            if self.take(wanted) {
                return;
            }
            let ends = self.ends_skipping() || self.peek() == &TokenKind::Sign(Sign::Comma);
            if ends || !self.skip_one() {
                self.at = before;
                return;
            }
        }
    }

    fn ends_skipping(&self) -> bool {
        match self.peek() {
            TokenKind::End
            | TokenKind::Sign(Sign::Close | Sign::CloseList | Sign::CloseContext) => true,
            TokenKind::Word(word) => matches!(*word, "then" | "else" | "return" | "satisfies"),
            _ => false,
        }
    }

    /// Over one token, or over a bracket with everything in it when it is closed rightly. Not over one that is
    /// never closed.
    fn skip_one(&mut self) -> bool {
        let mut closers = Vec::new();
        for ahead in 0.. {
            match self.peek_at(ahead) {
                TokenKind::End => return false,
                TokenKind::Sign(Sign::Open) => closers.push(Sign::Close),
                TokenKind::Sign(Sign::OpenList) => closers.push(Sign::CloseList),
                TokenKind::Sign(Sign::OpenContext) => closers.push(Sign::CloseContext),
                TokenKind::Sign(sign @ (Sign::Close | Sign::CloseList | Sign::CloseContext))
                    if closers.pop() != Some(*sign) =>
                {
                    break;
                }
                _ => {}
            }
            if closers.is_empty() {
                self.at += ahead;
                break;
            }
        }
        self.advance();
        true
    }

    /// Over the right side of a comparison too many.
    pub(super) fn skip_operand(&mut self) -> Result<(), ParseError> {
        if self.is_word("between") || self.is_word("in") {
            self.advance();
        }
        self.arithmetic(None).map(|_| ())
    }

    /// Where a keyword is needed. What was meant as it may have become part of the name before.
    pub(super) fn no_word(&mut self, wanted: &'static str, why: &str) -> Result<(), ParseError> {
        let expected = format!("\"{wanted}\" {why}");
        let Some(meant) = self.meant(wanted) else {
            let error = self.unexpected(&expected);
            return self.note(error, Gap::Word(wanted));
        };
        let span = self.tokens[meant].span;
        let found = span.text(self.source);
        let message = format!("Here stands \"{found}\", but {expected} is needed.");
        self.note(ParseError::new(span, message), Gap::Word(wanted))?;
        self.at = meant + 1;
        Ok(())
    }

    /// The token that was meant as a keyword, with a slip of the finger.
    fn meant(&self, wanted: &str) -> Option<usize> {
        let is_meant = |index: &usize| {
            matches!(self.tokens[*index].kind, TokenKind::Word(word)
                if !is_keyword(word) && nearest(word, [wanted]).is_some())
        };
        let is_in_name = |index: &usize| match self.tokens[*index].kind {
            TokenKind::Word(word) => !is_keyword(word),
            TokenKind::Number(_) => true,
            _ => false,
        };
        let next = (self.at < self.tokens.len()).then_some(self.at);
        let before = (0..self.at.min(self.tokens.len())).rev();
        let before = before.take(MAX_WORDS).take_while(is_in_name);
        next.into_iter().chain(before).find(is_meant)
    }
}
