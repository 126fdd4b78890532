//! Names of types: after `instance of`, and behind the colon of a parameter.

use std::collections::BTreeMap;

use super::{Gap, Parser};
use crate::lexer::{Sign, TokenKind};
use crate::{ParseError, Type};

impl Parser<'_> {
    pub(super) fn type_name(&mut self) -> Result<Type, ParseError> {
        let start = self.span();
        self.note_gap(Gap::Type);
        let name = if self.take_word("null") {
            "null".to_owned()
        } else if self.take_word("function") {
            return self.nested(|parser| parser.function_type());
        } else {
            self.name("the name of a type")?.text
        };
        if name.is_empty() {
            return Ok(Type::Any);
        }
        if let Some(named) = self.names.type_of(&name) {
            return Ok(named.clone());
        }
        if let Some(simple) = Type::named(&name) {
            return Ok(simple);
        }
        Ok(match name.as_str() {
            "context" => self.nested(|parser| parser.context_type())?,
            "list" => Type::list(self.type_argument()?),
            "range" => Type::Range(Box::new(self.type_argument()?)),
            _ => {
                let message = format!(
                    "There is no type \"{name}\". There are number, string, boolean, date, time, date and time, \
                     days and time duration, years and months duration, list and context."
                );
                self.note(ParseError::new(self.since(start), message), Gap::Type)?;
                Type::Any
            }
        })
    }

    /// `<number>` after `list` or `range`; without it, anything.
    fn type_argument(&mut self) -> Result<Type, ParseError> {
        if !self.take(Sign::Less) {
            return Ok(Type::Any);
        }
        let of = self.nested(|parser| parser.type_name())?;
        self.expect(Sign::Greater, "after the type")?;
        Ok(of)
    }

    /// `<a: number, b: string>` after `context`; without it, any fields.
    fn context_type(&mut self) -> Result<Type, ParseError> {
        let mut fields = BTreeMap::new();
        if !self.take(Sign::Less) {
            return Ok(Type::Context(fields));
        }
        loop {
            let is_colon = |token: &TokenKind| token == &TokenKind::Sign(Sign::Colon);
            let name = self.given("the name of a field", is_colon)?;
            self.expect(Sign::Colon, "after the name of a field")?;
            fields.insert(name.text, self.type_name()?);
            if !self.take(Sign::Comma) {
                break;
            }
        }
        self.expect(Sign::Greater, "after the last field")?;
        Ok(Type::Context(fields))
    }

    /// `<number, string> -> boolean` after `function`.
    fn function_type(&mut self) -> Result<Type, ParseError> {
        let mut parameters = Vec::new();
        self.expect(Sign::Less, "after \"function\"")?;
        if !self.take(Sign::Greater) {
            loop {
                parameters.push(self.type_name()?);
                if !self.take(Sign::Comma) {
                    break;
                }
            }
            self.expect(Sign::Greater, "after the last type")?;
        }
        self.expect(Sign::Arrow, "and the type of the result")?;
        let gives = Box::new(self.type_name()?);
        Ok(Type::Function { parameters, gives })
    }
}

impl Type {
    /// The type that FEEL calls so: `number`, `date and time`, `Any`. `None` for types with parts and unknown ones.
    pub fn named(name: &str) -> Option<Type> {
        Some(match name {
            "Any" => Type::Any,
            "null" | "Null" => Type::Null,
            "boolean" => Type::Boolean,
            "number" => Type::Number,
            "string" => Type::String,
            "date" => Type::Date,
            "time" => Type::Time,
            "date and time" | "dateTime" => Type::DateTime,
            "days and time duration" | "dayTimeDuration" => Type::Duration,
            "years and months duration" | "yearMonthDuration" => Type::YearsMonths,
            _ => return None,
        })
    }
}
