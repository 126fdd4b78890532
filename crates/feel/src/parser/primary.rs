//! Where an expression begins: literals, names, calls, brackets, conditions and loops.

use super::{Gap, Parser};
use crate::RangeKind;
use crate::ast::{Comparison, Kind, Loop, Name, Node, Quantifier};
use crate::builtin;
use crate::lexer::{Sign, TokenKind};
use crate::value::temporal::AnyDuration;
use crate::{ParseError, Span, Value};

impl Parser<'_> {
    pub(super) fn primary(&mut self) -> Result<Node, ParseError> {
        let start = self.span();
        let literal = match self.peek() {
            TokenKind::Number(number) => Some(Value::Number(*number)),
            TokenKind::Text(text) => Some(Value::from(text.as_str())),
            TokenKind::AtText(text) => match at_literal(text) {
                Some(value) => Some(value),
                None => {
                    let message = "After @ comes a date, a time or a duration in quotes, like @\"2026-11-22\" or @\"P2D\".";
                    self.note(ParseError::new(start, message), Gap::Value)?;
                    self.advance();
                    return Ok(Node::hole(start));
                }
            },
            _ => None,
        };
        if let Some(value) = literal {
            self.advance();
            return Ok(Node {
                span: start,
                kind: Kind::Literal(value),
            });
        }
        match self.peek() {
            TokenKind::Sign(Sign::Open) => self.nested(|parser| parser.bracket()),
            TokenKind::Sign(Sign::OpenList) => self.nested(|parser| parser.list_or_range()),
            TokenKind::Sign(Sign::CloseList) => self.nested(|parser| parser.open_range()),
            TokenKind::Sign(Sign::OpenContext) => {
                self.nested(|parser| parser.scoped(Self::context))
            }
            TokenKind::Word(_) => self.word(),
            _ => self.no_value(),
        }
    }

    fn word(&mut self) -> Result<Node, ParseError> {
        let start = self.span();
        if self.is_name_next() {
            let name = self.name("a value")?;
            if self.take(Sign::Open) {
                let arguments = self.nested(|parser| parser.arguments())?;
                let forms = builtin::find(&name.text);
                return Ok(Node {
                    span: self.since(start),
                    kind: Kind::Call {
                        name,
                        forms,
                        arguments,
                    },
                });
            }
            return Ok(Node {
                span: name.span,
                kind: Kind::Name(name.text),
            });
        }
        for (word, value) in [
            ("true", Value::Boolean(true)),
            ("false", Value::Boolean(false)),
            ("null", Value::Null),
        ] {
            if self.take_word(word) {
                return Ok(Node {
                    span: start,
                    kind: Kind::Literal(value),
                });
            }
        }
        let kind = if self.is_word("if") {
            self.nested(|parser| parser.condition())?
        } else if self.is_word("for") {
            self.nested(|parser| parser.scoped(Self::collection))?
        } else if self.is_word("some") || self.is_word("every") {
            self.nested(|parser| parser.scoped(Self::quantified))?
        } else if self.is_word("function") {
            self.nested(|parser| parser.scoped(Self::function))?
        } else {
            return self.no_value();
        };
        Ok(Node {
            span: self.since(start),
            kind,
        })
    }

    fn condition(&mut self) -> Result<Kind, ParseError> {
        let mut branches = Vec::new();
        while self.take_word("if") {
            let condition = self.expression()?;
            self.expect_word("then", "after the condition of \"if\"")?;
            let then = self.expression()?;
            self.expect_word("else", "and what counts otherwise")?;
            branches.push((condition, then));
        }
        Ok(Kind::If {
            branches,
            otherwise: Box::new(self.expression()?),
        })
    }

    fn collection(&mut self) -> Result<Kind, ParseError> {
        self.advance();
        let loops = self.loops()?;
        self.expect_word("return", "and what to collect")?;
        let body = Box::new(self.expression()?);
        Ok(Kind::For {
            loops,
            partial: body.reads("partial"),
            body,
        })
    }

    fn quantified(&mut self) -> Result<Kind, ParseError> {
        let quantifier = if self.is_word("some") {
            Quantifier::Some
        } else {
            Quantifier::Every
        };
        self.advance();
        let loops = self.loops()?;
        self.expect_word("satisfies", "and a condition")?;
        Ok(Kind::Quantified {
            quantifier,
            loops,
            condition: Box::new(self.expression()?),
        })
    }

    fn loops(&mut self) -> Result<Vec<Loop>, ParseError> {
        let mut loops = Vec::new();
        loop {
            let is_in = |token: &TokenKind| token == &TokenKind::Word("in");
            let name = self.given("a name for each item", is_in)?;
            self.expect_word("in", "and a list")?;
            let source = self.expression()?;
            let until = if self.take(Sign::DotDot) {
                Some(self.expression()?)
            } else {
                None
            };
            self.bind(&name);
            loops.push(Loop {
                name,
                source,
                until,
            });
            if !self.take(Sign::Comma) {
                return Ok(loops);
            }
        }
    }

    /// `(a)`, `(a..b)`, `(a..b]`, `(> a)`
    fn bracket(&mut self) -> Result<Node, ParseError> {
        let start = self.span();
        self.advance();
        if let Some(operator) = self.take_comparison() {
            let end = self.arithmetic(None)?;
            self.expect(Sign::Close, "to close the bracket")?;
            return Ok(one_sided(operator, end, self.since(start)));
        }
        let first = self.expression()?;
        self.after_open(start, first)
    }

    /// After `(` and an expression: the closing bracket, or the rest of a range.
    pub(super) fn after_open(&mut self, start: Span, first: Node) -> Result<Node, ParseError> {
        if self.take(Sign::DotDot) {
            return self.range(start, first, false);
        }
        self.expect(Sign::Close, "to close the bracket")?;
        // The brackets belong to the value: an error points at all of it. A name stays where it stands.
        let span = if matches!(first.kind, Kind::Name(_)) {
            first.span
        } else {
            self.since(start)
        };
        Ok(Node { span, ..first })
    }

    /// `[a, b]`, `[a..b]`, `[a..b)`
    fn list_or_range(&mut self) -> Result<Node, ParseError> {
        let start = self.span();
        self.advance();
        let mut items = Vec::new();
        if !self.take(Sign::CloseList) {
            items.push(self.item()?);
            if self.take(Sign::DotDot)
                && let Some(first) = items.pop()
            {
                return self.range(start, first, true);
            }
            while self.goes_on(Sign::CloseList)? {
                items.push(self.item()?);
            }
            self.expect(Sign::CloseList, "to close the list")?;
        }
        Ok(Node {
            span: self.since(start),
            kind: Kind::List(items),
        })
    }

    /// `]a..b]`
    fn open_range(&mut self) -> Result<Node, ParseError> {
        let start = self.span();
        self.advance();
        let first = self.expression()?;
        self.expect(Sign::DotDot, "between the ends of a range")?;
        self.range(start, first, false)
    }

    fn range(&mut self, start: Span, from: Node, start_included: bool) -> Result<Node, ParseError> {
        let before = std::mem::replace(&mut self.ends_range, true);
        let to = self.arithmetic(None);
        self.ends_range = before;
        let to = to?;
        let end_included = self.take(Sign::CloseList);
        if !end_included && !self.take(Sign::Close) && !self.take(Sign::OpenList) {
            let error = self.unexpected("\"]\" or \")\" to close the range");
            self.note(error, Gap::Sign)?;
        }
        let kind = Kind::Range {
            start: Some(Box::new(from)),
            start_included,
            end: Some(Box::new(to)),
            end_included,
            form: RangeKind::Between,
        };
        Ok(Node {
            span: self.since(start),
            kind,
        })
    }

    fn context(&mut self) -> Result<Node, ParseError> {
        let start = self.span();
        self.advance();
        let mut entries: Vec<(Name, Node)> = Vec::new();
        if !self.take(Sign::CloseContext) {
            loop {
                let key = self.key()?;
                if entries.iter().any(|(known, _)| known.text == key.text) {
                    let message = format!("\"{}\" stands here twice.", key.text);
                    self.note(ParseError::new(key.span, message), Gap::Name)?;
                }
                self.expect(Sign::Colon, "after the name of a field")?;
                // A function may call itself by its key.
                let is_function = self.is_word("function");
                if is_function {
                    self.bind(&key);
                }
                let value = self.item()?;
                if !is_function {
                    self.bind(&key);
                }
                self.keys.insert(&key.text);
                entries.push((key, value));
                if !self.goes_on(Sign::CloseContext)? {
                    break;
                }
            }
            self.expect(Sign::CloseContext, "after the last field")?;
        }
        Ok(Node {
            span: self.since(start),
            kind: Kind::Context(entries),
        })
    }

    fn key(&mut self) -> Result<Name, ParseError> {
        let span = self.span();
        match self.peek() {
            TokenKind::Text(text) => {
                let text = text.clone();
                self.advance();
                Ok(Name { text, span })
            }
            _ => self.given("the name of a field", |token| {
                token == &TokenKind::Sign(Sign::Colon)
            }),
        }
    }
}

pub(super) fn one_sided(operator: Comparison, end: Node, span: Span) -> Node {
    let end = Some(Box::new(end));
    let (start, end, form, included) = match operator {
        Comparison::Less => (None, end, RangeKind::Between, false),
        Comparison::AtMost => (None, end, RangeKind::Between, true),
        Comparison::Greater => (end, None, RangeKind::Between, false),
        Comparison::AtLeast => (end, None, RangeKind::Between, true),
        Comparison::Equal => (end.clone(), end, RangeKind::Is, true),
        Comparison::NotEqual => (end.clone(), end, RangeKind::IsNot, true),
    };
    let start_included = included && start.is_some();
    let end_included = included && end.is_some();
    Node {
        span,
        kind: Kind::Range {
            start,
            start_included,
            end,
            end_included,
            form,
        },
    }
}

/// What `@"…"` means: the text decides.
fn at_literal(text: &str) -> Option<Value> {
    text.parse()
        .map(Value::Date)
        .ok()
        .or_else(|| text.parse().map(Value::DateTime).ok())
        .or_else(|| text.parse().map(Value::Time).ok())
        .or_else(|| match text.parse::<AnyDuration>().ok()? {
            AnyDuration::Exact(duration) => Some(Value::Duration(duration)),
            AnyDuration::Calendar(months) => Some(Value::YearsMonths(months)),
        })
}
