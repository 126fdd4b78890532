//! Functions that an expression defines: `function(a, b: number) a + b`.

use std::sync::Arc;

use super::{Gap, Parser};
use crate::ast::{Definition, Kind};
use crate::lexer::{Sign, TokenKind};
use crate::{ParseError, Type};

impl Parser<'_> {
    /// From the word `function` on.
    pub(super) fn function(&mut self) -> Result<Kind, ParseError> {
        let start = self.span();
        self.advance();
        self.expect(Sign::Open, "after \"function\"")?;
        let mut parameters: Vec<(crate::ast::Name, Type)> = Vec::new();
        if !self.take(Sign::Close) {
            loop {
                let name = self.given("the name of an input", |token| {
                    matches!(
                        token,
                        TokenKind::Sign(Sign::Colon | Sign::Comma | Sign::Close)
                    )
                })?;
                if parameters.iter().any(|(known, _)| known.text == name.text) {
                    let message = format!("\"{}\" stands here twice.", name.text);
                    self.note(ParseError::new(name.span, message), Gap::Name)?;
                }
                let of = if self.take(Sign::Colon) {
                    self.nested(|parser| parser.type_name())?
                } else {
                    Type::Any
                };
                self.bind(&name);
                parameters.push((name, of));
                if !self.take(Sign::Comma) {
                    break;
                }
            }
            self.expect(Sign::Close, "after the last input")?;
        }
        if self.is_word("external") && self.peek_at(1) == &TokenKind::Sign(Sign::OpenContext) {
            let message = "Functions written in Java or PMML cannot be called here. Write the function as an expression.";
            self.note(ParseError::new(self.since(start), message), Gap::Value)?;
            self.advance();
        }
        let body = self.expression()?;
        let mut takes: Vec<String> = Vec::new();
        body.free_names(&mut |name, _, _| {
            let own = parameters
                .iter()
                .any(|(parameter, _)| parameter.text == name);
            if !own && !takes.iter().any(|known| known == name) {
                takes.push(name.to_owned());
            }
        });
        Ok(Kind::Function(Arc::new(Definition {
            parameters,
            body,
            takes,
        })))
    }
}
