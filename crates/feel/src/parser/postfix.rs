//! What follows a value: fields and filters. And the arguments of a call.

use super::name::is_joint;
use super::{Gap, Parser};
use crate::ParseError;
use crate::ast::{Arguments, Kind, Link, Name, Node};
use crate::lexer::{Sign, TokenKind};

impl Parser<'_> {
    pub(super) fn postfix(&mut self, base: Node) -> Result<Node, ParseError> {
        let start = base.span;
        let mut links = Vec::new();
        loop {
            let open = self.span();
            if self.take(Sign::Dot) {
                links.push(Link::Field(self.field()?));
            } else if self.peek() == &TokenKind::Sign(Sign::OpenList) && self.is_value_at(1) {
                self.advance();
                self.filters += 1;
                let filter = self.nested(|parser| parser.expression())?;
                self.filters -= 1;
                self.expect(Sign::CloseList, "after the condition")?;
                links.push(Link::Filter(filter, self.since(open)));
            } else if self.take(Sign::Open) {
                let arguments = self.nested(|parser| parser.arguments())?;
                links.push(Link::Call(arguments, self.since(open)));
            } else if links.is_empty() {
                return Ok(base);
            } else {
                return Ok(Node {
                    span: self.since(start),
                    kind: Kind::Access {
                        base: Box::new(base),
                        links,
                    },
                });
            }
        }
    }

    /// Whether a value could begin so far ahead. A bracket before anything else closes a range: `]1..9[`.
    fn is_value_at(&self, ahead: usize) -> bool {
        match self.peek_at(ahead) {
            TokenKind::Number(_) | TokenKind::Text(_) | TokenKind::AtText(_) => true,
            TokenKind::Word(word) => !is_joint(word),
            TokenKind::Sign(sign) => matches!(
                sign,
                Sign::Minus | Sign::Open | Sign::OpenList | Sign::OpenContext
            ),
            TokenKind::End => self.recovery.is_some() && !self.ends_range,
            TokenKind::Stray(_) => false,
        }
    }

    /// A field may be called like a keyword.
    fn field(&mut self) -> Result<Name, ParseError> {
        let known = self
            .known_field()
            .map(|(length, text)| (length, text.to_owned()));
        if let Some((length, text)) = known {
            let start = self.span();
            self.at += length;
            return Ok(Name {
                text,
                span: self.since(start),
            });
        }
        if self.is_name_next() {
            return self.name("a field");
        }
        let span = self.span();
        match self.peek() {
            TokenKind::Word(word) => {
                let text = (*word).to_owned();
                self.advance();
                Ok(Name { text, span })
            }
            _ => {
                let error = self.unexpected("the name of a field");
                self.note(error, Gap::Field)?;
                Ok(self.no_name())
            }
        }
    }

    /// The arguments of a call, after its opening bracket.
    pub(super) fn arguments(&mut self) -> Result<Arguments, ParseError> {
        if self.take(Sign::Close) {
            return Ok(Arguments::Positional(Vec::new()));
        }
        let arguments = if self.is_parameter_next() {
            let mut named = Vec::new();
            loop {
                let is_colon = |token: &TokenKind| token == &TokenKind::Sign(Sign::Colon);
                let name = self.given("the name of an input", is_colon)?;
                self.expect(Sign::Colon, "after the name of an input")?;
                named.push((name, self.item()?));
                if !self.goes_on(Sign::Close)? {
                    break Arguments::Named(named);
                }
            }
        } else {
            let mut nodes = vec![self.item()?];
            while self.goes_on(Sign::Close)? {
                nodes.push(self.item()?);
            }
            Arguments::Positional(nodes)
        };
        self.expect(Sign::Close, "after the last input")?;
        Ok(arguments)
    }

    /// Whether words and a colon come next.
    fn is_parameter_next(&self) -> bool {
        self.given_length(|token| token == &TokenKind::Sign(Sign::Colon))
            .is_some()
    }
}
