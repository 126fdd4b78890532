//! Unary tests: what a cell of a decision table asks of one value.

use std::sync::Arc;

use super::{Names, Parser};
use crate::ast::{Test, UnaryTests};
use crate::lexer::{Sign, TokenKind};
use crate::{ParseError, Span};

/// Reads the tests of one value (DMN 1.5, 10.3.1.2, grammar rules 5 to 8): `-` for any value, or values,
/// comparisons and ranges separated by commas, of which one must hold; `not(…)` around them, and none may.
/// The value itself is `?`.
pub fn parse_unary_tests(source: &str, names: &Names) -> Result<UnaryTests, ParseError> {
    let mut parser = Parser::new(source, names)?;
    let (negated, tests) = parser.unary_tests()?;
    Ok(UnaryTests {
        source: Arc::from(source),
        span: Span::new(0, source.len()),
        negated,
        tests,
    })
}

impl Parser<'_> {
    fn unary_tests(&mut self) -> Result<(bool, Vec<Test>), ParseError> {
        let is_end = |token: &TokenKind| token == &TokenKind::End;
        if is_end(self.peek())
            || (self.peek() == &TokenKind::Sign(Sign::Minus) && is_end(self.peek_at(1)))
        {
            return Ok((false, Vec::new()));
        }
        if self.is_word("not") && self.peek_at(1) == &TokenKind::Sign(Sign::Open) {
            let before = self.at;
            self.at += 2;
            if let Ok(tests) = self.nested(|parser| parser.test_list())
                && self.take(Sign::Close)
                && is_end(self.peek())
            {
                return Ok((true, tests));
            }
            // The call of a function after all: `not(a) and b`.
            self.at = before;
        }
        let tests = self.test_list()?;
        if is_end(self.peek()) {
            Ok((false, tests))
        } else {
            Err(self.unexpected("a comma or the end"))
        }
    }

    fn test_list(&mut self) -> Result<Vec<Test>, ParseError> {
        let mut tests = Vec::new();
        loop {
            tests.push(match self.take_comparison() {
                Some(operator) => Test::Compare(operator, self.arithmetic(None)?),
                None => match self.expression()? {
                    condition if condition.reads("?") => Test::Condition(condition),
                    value => Test::Value(value),
                },
            });
            if !self.take(Sign::Comma) {
                return Ok(tests);
            }
        }
    }
}
