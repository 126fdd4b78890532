//! Checks arithmetic, comparisons and membership.

use super::{Checker, FindingKind, Local, literal_text};
use crate::ast::{Arithmetic, Comparison, Node, Test};
use crate::evaluate::mismatch_in_words;
use crate::nearest::nearest;
use crate::{Span, Type};

impl<'a> Checker<'a> {
    pub(super) fn chain(&mut self, first: &'a Node, rest: &'a [(Arithmetic, Node)]) -> Type {
        let mut total = self.infer(first);
        self.expect_present(first, &total);
        for (operator, node) in rest {
            let operand = self.infer(node);
            if !self.expect_present(node, &operand) || total == Type::Null {
                total = Type::Any;
                continue;
            }
            total = arithmetic(*operator, &total, &operand).unwrap_or_else(|| {
                let message =
                    mismatch_in_words(*operator, &total.to_string(), &operand.to_string());
                self.report(first.span.to(node.span), message, FindingKind::TypeMismatch);
                Type::Any
            });
        }
        total
    }

    fn expect_present(&mut self, node: &Node, found: &Type) -> bool {
        if *found == Type::Null {
            self.report(
                node.span,
                "There is nothing to calculate with here.",
                FindingKind::TypeMismatch,
            );
        }
        *found != Type::Null
    }

    pub(super) fn compare(
        &mut self,
        operator: Comparison,
        left: &'a Node,
        right: &'a Node,
        span: Span,
    ) -> Type {
        let (a, b) = (self.infer(left), self.infer(right));
        match operator {
            Comparison::Equal | Comparison::NotEqual => {
                self.expect_same_kind(&a, &b, span);
                self.expect_choice(&a, right);
                self.expect_choice(&b, left);
            }
            _ => self.expect_order((&a, left), (&b, right), span),
        }
        Type::Boolean
    }

    pub(super) fn between(&mut self, value: &'a Node, low: &'a Node, high: &'a Node) -> Type {
        let middle = self.infer(value);
        for side in [low, high] {
            let of = self.infer(side);
            self.expect_order((&middle, value), (&of, side), value.span.to(side.span));
        }
        Type::Boolean
    }

    pub(super) fn is_in(&mut self, value: &'a Node, tests: &'a [Test]) -> Type {
        let found = self.infer(value);
        self.tests((&found, Some(value)), tests);
        Type::Boolean
    }

    /// Tests for a value of a type; the node it comes from is there after `in`.
    pub(super) fn tests(&mut self, (found, value): (&Type, Option<&'a Node>), tests: &'a [Test]) {
        for test in tests {
            match test {
                Test::Compare(Comparison::Equal | Comparison::NotEqual, node) => {
                    let wanted = self.infer(node);
                    self.expect_same_kind(found, &wanted, node.span);
                }
                Test::Compare(_, node) => {
                    let wanted = self.infer(node);
                    self.expect_order((found, value.unwrap_or(node)), (&wanted, node), node.span);
                }
                Test::Value(node) => match self.infer(node) {
                    Type::Range(of) => self.expect_same_kind(found, &of, node.span),
                    Type::List(of) if !matches!(*of, Type::List(_) | Type::Range(_)) => {
                        self.expect_same_kind(found, &of, node.span);
                    }
                    Type::List(_) => {}
                    // A condition on other things may stand for any value.
                    Type::Boolean if value.is_none() => {}
                    wanted => {
                        self.expect_same_kind(found, &wanted, node.span);
                        self.expect_choice(found, node);
                    }
                },
                Test::Condition(node) => {
                    self.locals.push(Local::Named("?", found.clone()));
                    self.infer(node);
                    self.locals.pop();
                }
            }
        }
    }

    /// Anything may be compared with null.
    fn expect_same_kind(&mut self, a: &Type, b: &Type, span: Span) {
        if *a != Type::Null && *b != Type::Null && !a.may_be(b) {
            let message = format!("This compares {a} with {b}. Both sides must be of one kind.");
            self.report(span, message, FindingKind::TypeMismatch);
        }
    }

    fn expect_order(&mut self, (a, left): (&Type, &Node), (b, right): (&Type, &Node), span: Span) {
        let ordered = [
            Type::Number,
            Type::String,
            Type::Date,
            Type::Time,
            Type::DateTime,
            Type::Duration,
            Type::YearsMonths,
        ];
        let in_words = "a number, a text, a date or a duration";
        if self.expect(left, a, &ordered, in_words) && self.expect(right, b, &ordered, in_words) {
            self.expect_same_kind(a, b, span);
        }
    }

    /// A choice compared with a text that is not one of its choices is always a mistake.
    fn expect_choice(&mut self, of: &Type, other: &Node) {
        let (Type::Choice(choices), Some(text)) = (of, literal_text(other)) else {
            return;
        };
        if choices.iter().any(|choice| choice == text) {
            return;
        }
        let near = nearest(text, choices.iter().map(String::as_str)).map(str::to_owned);
        let mut message = format!("\"{text}\" is not one of the choices.");
        if let Some(near) = &near {
            message.push_str(&format!(" Perhaps \"{near}\" is meant."));
        }
        let kind = FindingKind::UnknownChoice {
            choice: text.to_owned(),
            nearest: near,
        };
        self.report(other.span, message, kind);
    }
}

/// The type of a sum, product and so on; `None` when it surely cannot be computed.
fn arithmetic(operator: Arithmetic, a: &Type, b: &Type) -> Option<Type> {
    use Arithmetic::{Add, Divide, Multiply, Power, Subtract};
    use Type::{Any, Choice, Date, DateTime, Duration, Number, String, Time, YearsMonths};
    Some(match (operator, a, b) {
        (Power, Number | Any, Number | Any) => Number,
        (_, Any, Any) => Any,
        (_, Number, Number) => Number,
        (Add, String | Choice(_), String | Choice(_) | Any) | (Add, Any, String | Choice(_)) => {
            String
        }
        (Add | Subtract, Duration, Duration) => Duration,
        (Add | Subtract, YearsMonths, YearsMonths) => YearsMonths,
        (Add, Duration, Time) | (Add | Subtract, Time, Duration) => Time,
        (Add, Duration | YearsMonths, Date) | (Add | Subtract, Date, Duration | YearsMonths) => {
            Date
        }
        (Add, Duration | YearsMonths, DateTime)
        | (Add | Subtract, DateTime, Duration | YearsMonths) => DateTime,
        (Subtract, Date | DateTime, Date | DateTime) | (Subtract, Time, Time) => Duration,
        (Multiply, Duration, Number)
        | (Multiply, Number, Duration)
        | (Divide, Duration, Number) => Duration,
        (Multiply, YearsMonths, Number)
        | (Multiply, Number, YearsMonths)
        | (Divide, YearsMonths, Number) => YearsMonths,
        (Divide, Duration, Duration) | (Divide, YearsMonths, YearsMonths) => Number,
        // The unknown side may be anything that fits the known one.
        (Add | Subtract, Any, Number) | (Add | Subtract, Number, Any) => Number,
        (Add | Subtract | Multiply | Divide, Any, Number | Duration | YearsMonths) => Any,
        (Add, Date | DateTime | Time | Duration | YearsMonths, Any)
        | (Add, Any, Date | DateTime | Time) => Any,
        (Subtract, Date | DateTime | Time, Any) | (Subtract, Any, Date | DateTime | Time) => Any,
        (Subtract, Duration | YearsMonths, Any) => a.clone(),
        (Multiply | Divide, Number | Duration | YearsMonths, Any) => Any,
        _ => return None,
    })
}
