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
    pub(super) fn unary_tests(&mut self) -> Result<(bool, Vec<Test>), ParseError> {
        let is_end = |token: &TokenKind| token == &TokenKind::End;
        if is_end(self.peek())
            || (self.peek() == &TokenKind::Sign(Sign::Minus) && is_end(self.peek_at(1)))
        {
            return Ok((false, Vec::new()));
        }
        if self.is_word("not") && self.peek_at(1) == &TokenKind::Sign(Sign::Open) {
            let before = self.at;
            let recovery = self.recovery.take();
            self.at += 2;
            if let Ok(tests) = self.nested(|parser| parser.test_list())
                && self.take(Sign::Close)
                && is_end(self.peek())
            {
                self.recovery = recovery;
                return Ok((true, tests));
            }
            self.at = before;
            // The call of a function after all: `not(a) and b`.
            if let Ok(tests) = self.test_list()
                && is_end(self.peek())
            {
                self.recovery = recovery;
                return Ok((false, tests));
            }
            self.recovery = recovery;
            self.at = before;
            if self.recovery.is_some() && !self.is_closed_before_end() {
                // Still being written.
                self.at += 2;
                let tests = self.nested(|parser| parser.test_list())?;
                self.expect(Sign::Close, "after the last test")?;
                return Ok((true, tests));
            }
        }
        let mut tests = self.test_list()?;
        while !is_end(self.peek()) {
            let error = self.unexpected("a comma or the end");
            self.note(error, super::Gap::Sign)?;
            self.advance();
            if !is_end(self.peek()) {
                tests.extend(self.test_list()?);
            }
        }
        Ok((false, tests))
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

    /// Whether the bracket of `not(` is closed, and more follows.
    fn is_closed_before_end(&self) -> bool {
        let mut depth = 0usize;
        for ahead in 1.. {
            match self.peek_at(ahead) {
                TokenKind::End => return false,
                TokenKind::Sign(Sign::Open) => depth += 1,
                TokenKind::Sign(Sign::Close) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return self.peek_at(ahead + 1) != &TokenKind::End;
                    }
                }
                _ => {}
            }
        }
        false
    }
}
