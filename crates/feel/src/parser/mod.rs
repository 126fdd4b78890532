//! Builds the syntax tree. Recursive descent; whatever repeats without brackets is a loop, and nesting is limited.

mod binary;
mod function;
mod name;
mod postfix;
mod primary;
mod range;
mod recover;
mod scope;
mod types;
mod unary;

use std::fmt;
use std::sync::Arc;

use crate::Span;
use crate::ast::{Expression, Node};
use crate::lexer::{Sign, Token, TokenKind, stray, tokens};
use name::LocalName;
pub(crate) use name::{is_joint, is_keyword};
pub(crate) use range::constant_range;
use recover::Recovery;
pub use recover::{Draft, TestsDraft, parse_all, parse_all_tests};
pub(crate) use recover::{Gap, draft, draft_tests};
use scope::Known;
pub use scope::Names;
pub use unary::parse_unary_tests;

/// Longest source that is read, in bytes.
pub const MAX_SOURCE: usize = 16 * 1024;
/// Deepest nesting of brackets, conditions and loops.
pub const MAX_DEPTH: usize = 64;

/// Why a source is not an expression, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    pub span: Span,
    /// A sentence for the person who wrote the source.
    pub message: String,
}

impl ParseError {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> ParseError {
        ParseError {
            span,
            message: message.into(),
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ParseError {}

/// Reads an expression. Words that stand next to each other form one name (`start date`).
pub fn parse(source: &str) -> Result<Expression, ParseError> {
    parse_in(source, &Names::new())
}

/// Reads an expression in which the names given may stand, also those with signs and keywords
/// in them (`e-mail`, `terms and conditions`). The longest name that fits wins.
pub fn parse_with_names<N: AsRef<str>>(
    source: &str,
    names: impl IntoIterator<Item = N>,
) -> Result<Expression, ParseError> {
    parse_in(source, &names.into_iter().collect())
}

/// As [`parse_with_names`], with names that were prepared before.
pub fn parse_in(source: &str, names: &Names) -> Result<Expression, ParseError> {
    let mut parser = Parser::new(source, names)?;
    if parser.peek() == &TokenKind::End {
        return Err(nothing_here(source));
    }
    let root = parser.expression()?;
    if parser.peek() != &TokenKind::End {
        return Err(parser.unexpected("an operator, like + or and,"));
    }
    Ok(Expression {
        source: Arc::from(source),
        root,
    })
}

fn nothing_here(source: &str) -> ParseError {
    ParseError::new(Span::new(0, source.len()), "There is nothing here yet.")
}

fn too_long(source: &str) -> ParseError {
    let message = format!("This is too long. An expression can have {MAX_SOURCE} bytes.");
    ParseError::new(Span::new(0, source.len()), message)
}

struct Parser<'a> {
    source: &'a str,
    tokens: Vec<Token<'a>>,
    at: usize,
    depth: usize,
    names: &'a Names,
    /// Names of several pieces that the expression itself gives, innermost last.
    locals: Vec<LocalName>,
    /// Keys of several pieces that stand in the expression: they may stand behind a dot.
    keys: Known,
    /// How many filters are open: inside, fields go by their own names.
    filters: usize,
    /// Whether the end of a range is being read, which a bracket that opens may close: `[1..9[`.
    ends_range: bool,
    /// Errors are noted, and the reading goes on.
    recovery: Option<Recovery>,
}

impl<'a> Parser<'a> {
    fn new(source: &'a str, names: &'a Names) -> Result<Parser<'a>, ParseError> {
        if source.len() > MAX_SOURCE {
            return Err(too_long(source));
        }
        Ok(Parser::of_tokens(source, tokens(source)?, names))
    }

    fn of_tokens(source: &'a str, tokens: Vec<Token<'a>>, names: &'a Names) -> Parser<'a> {
        Parser {
            source,
            tokens,
            at: 0,
            depth: 0,
            names,
            locals: Vec::new(),
            keys: Known::default(),
            filters: 0,
            ends_range: false,
            recovery: None,
        }
    }

    fn peek(&self) -> &TokenKind<'a> {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> &TokenKind<'a> {
        self.tokens
            .get(self.at + ahead)
            .map_or(&TokenKind::End, |token| &token.kind)
    }

    fn span(&self) -> Span {
        self.tokens
            .get(self.at)
            .map_or(Span::new(self.source.len(), self.source.len()), |token| {
                token.span
            })
    }

    /// The end of what was read last.
    fn end(&self) -> usize {
        self.at
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(0, |token| token.span.end)
    }

    fn since(&self, start: Span) -> Span {
        Span::new(start.start, self.end())
    }

    fn advance(&mut self) {
        self.at += 1;
    }

    fn take(&mut self, sign: Sign) -> bool {
        let found = self.peek() == &TokenKind::Sign(sign);
        self.at += usize::from(found);
        found
    }

    fn is_word(&self, word: &str) -> bool {
        self.is_word_at(0, word)
    }

    fn is_word_at(&self, ahead: usize, word: &str) -> bool {
        matches!(self.peek_at(ahead), TokenKind::Word(found) if *found == word)
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, sign: Sign, why: &str) -> Result<(), ParseError> {
        if self.take(sign) {
            Ok(())
        } else {
            let error = self.unexpected(&format!("\"{}\" {why}", sign.text()));
            self.note(error, Gap::Sign)?;
            self.skip_to(sign);
            Ok(())
        }
    }

    fn expect_word(&mut self, word: &'static str, why: &str) -> Result<(), ParseError> {
        if self.take_word(word) {
            Ok(())
        } else {
            self.no_word(word, why)
        }
    }

    fn unexpected(&self, expected: &str) -> ParseError {
        let message = match self.peek() {
            TokenKind::End => format!(
                "Something is missing at the end: {} is needed.",
                expected.trim_end_matches(',')
            ),
            TokenKind::Stray(character) => stray(*character),
            found => format!("Here stands {found}, but {expected} is needed."),
        };
        ParseError::new(self.span(), message)
    }

    /// Everything that can contain itself goes through here, so that no input exhausts the stack.
    fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, ParseError>,
    ) -> Result<T, ParseError> {
        if self.depth == MAX_DEPTH {
            return Err(ParseError::new(
                self.span(),
                "This is nested too deeply. Split it into smaller parts.",
            ));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// What may stand between commas: an expression, or a range with one end, like `< 5`.
    fn item(&mut self) -> Result<Node, ParseError> {
        let start = self.span();
        match self.take_comparison() {
            Some(operator) => {
                let end = self.nested(|parser| parser.arithmetic(None))?;
                Ok(primary::one_sided(operator, end, self.since(start)))
            }
            None => self.expression(),
        }
    }

    fn expression(&mut self) -> Result<Node, ParseError> {
        self.nested(|parser| parser.or_else())
    }
}
