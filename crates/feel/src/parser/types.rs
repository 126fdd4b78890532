//! Names of types, after `instance of`.

use super::Parser;
use crate::lexer::Sign;
use crate::{ParseError, Type};

impl Parser<'_> {
    pub(super) fn type_name(&mut self) -> Result<Type, ParseError> {
        let start = self.span();
        let name = if self.take_word("null") {
            "null".to_owned()
        } else {
            self.name("the name of a type")?.text
        };
        Ok(match name.as_str() {
            "Any" => Type::Any,
            "null" => Type::Null,
            "boolean" => Type::Boolean,
            "number" => Type::Number,
            "string" => Type::String,
            "date" => Type::Date,
            "time" => Type::Time,
            "date and time" | "dateTime" => Type::DateTime,
            "days and time duration" | "dayTimeDuration" => Type::Duration,
            "years and months duration" | "yearMonthDuration" => Type::YearsMonths,
            "context" => Type::Context(Default::default()),
            "list" => Type::list(self.type_argument()?),
            "range" => Type::Range(Box::new(self.type_argument()?)),
            _ => {
                let message = format!(
                    "There is no type \"{name}\". There are number, string, boolean, date, time, date and time, \
                     days and time duration, years and months duration, list and context."
                );
                return Err(ParseError::new(self.since(start), message));
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
}
