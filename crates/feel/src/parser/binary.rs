//! Operators between two parts, from the loosest to the tightest.
//!
//! The functions take the first operand when it was already read (after `in (`).

use super::{Gap, Parser};
use crate::ast::{Arithmetic, Comparison, Kind, Node, Test};
use crate::lexer::{Sign, TokenKind};
use crate::{ParseError, Span, Type};

impl Parser<'_> {
    pub(super) fn or_else(&mut self) -> Result<Node, ParseError> {
        let start = self.span();
        let mut parts = vec![self.disjunction()?];
        while self.is_word("or") && self.is_word_at(1, "else") {
            self.at += 2;
            parts.push(self.disjunction()?);
        }
        Ok(self.flat(start, parts, Kind::OrElse))
    }

    fn disjunction(&mut self) -> Result<Node, ParseError> {
        let start = self.span();
        let mut parts = vec![self.conjunction()?];
        while self.is_word("or") && !self.is_word_at(1, "else") {
            self.advance();
            parts.push(self.conjunction()?);
        }
        Ok(self.flat(start, parts, Kind::Or))
    }

    fn conjunction(&mut self) -> Result<Node, ParseError> {
        let start = self.span();
        let mut parts = vec![self.comparison()?];
        while self.take_word("and") {
            parts.push(self.comparison()?);
        }
        Ok(self.flat(start, parts, Kind::And))
    }

    fn flat(&self, start: Span, mut parts: Vec<Node>, kind: fn(Vec<Node>) -> Kind) -> Node {
        match parts.pop() {
            Some(only) if parts.is_empty() => only,
            last => {
                parts.extend(last);
                Node {
                    span: self.since(start),
                    kind: kind(parts),
                }
            }
        }
    }

    fn comparison(&mut self) -> Result<Node, ParseError> {
        let start = self.span();
        let left = self.arithmetic(None)?;
        let kind = if let Some(operator) = self.take_comparison() {
            let right = self.arithmetic(None)?;
            Kind::Compare {
                operator,
                left: Box::new(left),
                right: Box::new(right),
            }
        } else if self.take_word("between") {
            let low = self.arithmetic(None)?;
            self.expect_word("and", "between the two ends")?;
            let high = self.arithmetic(None)?;
            Kind::Between {
                value: Box::new(left),
                low: Box::new(low),
                high: Box::new(high),
            }
        } else if self.take_word("in") {
            let tests = self.nested(|parser| parser.tests())?;
            Kind::In {
                value: Box::new(left),
                tests,
            }
        } else {
            return Ok(left);
        };
        if self.take_comparison().is_some() || self.is_word("between") || self.is_word("in") {
            let message =
                "Two comparisons stand in a row. Join them with \"and\": a < b and b < c.";
            self.note(ParseError::new(self.since(start), message), Gap::Value)?;
            self.skip_operand()?;
        }
        Ok(Node {
            span: self.since(start),
            kind,
        })
    }

    pub(super) fn take_comparison(&mut self) -> Option<Comparison> {
        let operator = match self.peek() {
            TokenKind::Sign(Sign::Equal) => Comparison::Equal,
            TokenKind::Sign(Sign::NotEqual) => Comparison::NotEqual,
            TokenKind::Sign(Sign::Less) => Comparison::Less,
            TokenKind::Sign(Sign::AtMost) => Comparison::AtMost,
            TokenKind::Sign(Sign::Greater) => Comparison::Greater,
            TokenKind::Sign(Sign::AtLeast) => Comparison::AtLeast,
            _ => return None,
        };
        self.advance();
        Some(operator)
    }

    /// What may follow `in`: one test, or several in brackets.
    fn tests(&mut self) -> Result<Vec<Test>, ParseError> {
        let start = self.span();
        if !self.take(Sign::Open) {
            return Ok(vec![self.test()?]);
        }
        if let Some(operator) = self.take_comparison() {
            let first = Test::Compare(operator, self.arithmetic(None)?);
            return self.more_tests(first);
        }
        let first = self.expression()?;
        if self.peek() == &TokenKind::Sign(Sign::Comma) {
            return self.more_tests(Test::of(first));
        }
        // Not a list of tests after all, but a bracket or a range, perhaps the start of a sum.
        let first = self.after_open(start, first)?;
        Ok(vec![Test::of(self.arithmetic(Some(first))?)])
    }

    fn more_tests(&mut self, first: Test) -> Result<Vec<Test>, ParseError> {
        let mut tests = vec![first];
        while self.goes_on(Sign::Close)? {
            let test = match self.take_comparison() {
                Some(operator) => Test::Compare(operator, self.arithmetic(None)?),
                None => Test::of(self.expression()?),
            };
            tests.push(test);
        }
        self.expect(Sign::Close, "after the last value")?;
        Ok(tests)
    }

    fn test(&mut self) -> Result<Test, ParseError> {
        Ok(match self.take_comparison() {
            Some(operator) => Test::Compare(operator, self.arithmetic(None)?),
            None => Test::Value(self.arithmetic(None)?),
        })
    }

    /// Sums, products and powers.
    pub(super) fn arithmetic(&mut self, first: Option<Node>) -> Result<Node, ParseError> {
        self.chain(0, first)
    }

    /// Climbs by precedence: only operators that bind at least so tightly belong to this part.
    fn chain(&mut self, least: usize, first: Option<Node>) -> Result<Node, ParseError> {
        let mut left = self.unary(first)?;
        while let Some((_, level)) = self.operator().filter(|(_, level)| *level >= least) {
            let start = left.span;
            let mut rest = Vec::new();
            while let Some((operator, _)) = self.operator().filter(|(_, next)| *next == level) {
                self.advance();
                rest.push((operator, self.chain(level + 1, None)?));
            }
            let first = Box::new(left);
            left = Node {
                span: self.since(start),
                kind: Kind::Chain { first, rest },
            };
        }
        Ok(left)
    }

    /// The operator that comes next, and how tightly it binds.
    fn operator(&self) -> Option<(Arithmetic, usize)> {
        match self.peek() {
            TokenKind::Sign(Sign::Plus) => Some((Arithmetic::Add, 0)),
            TokenKind::Sign(Sign::Minus) => Some((Arithmetic::Subtract, 0)),
            TokenKind::Sign(Sign::Times) => Some((Arithmetic::Multiply, 1)),
            TokenKind::Sign(Sign::Divide) => Some((Arithmetic::Divide, 1)),
            TokenKind::Sign(Sign::Power) => Some((Arithmetic::Power, 2)),
            _ => None,
        }
    }

    fn unary(&mut self, first: Option<Node>) -> Result<Node, ParseError> {
        let start = first.as_ref().map_or(self.span(), |node| node.span);
        if first.is_none() && self.take(Sign::Minus) {
            let value = self.nested(|parser| parser.unary(None))?;
            return Ok(Node {
                span: self.since(start),
                kind: Kind::Negate(Box::new(value)),
            });
        }
        let value = match first {
            Some(first) => self.postfix(first)?,
            None => {
                let first = self.primary()?;
                self.postfix(first)?
            }
        };
        if self.is_word("instance") && self.is_word_at(1, "of") {
            self.at += 2;
            let wanted = self.nested(|parser| parser.type_name())?;
            let is_partial = match wanted {
                Type::List(_) | Type::Range(_) | Type::Function { .. } | Type::Context(_) => {
                    ["list", "range", "context"].contains(&self.last_word())
                }
                _ => false,
            };
            return Ok(Node {
                span: self.since(start),
                kind: Kind::InstanceOf {
                    value: Box::new(value),
                    wanted,
                    is_partial,
                },
            });
        }
        Ok(value)
    }
}
