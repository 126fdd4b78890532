//! Checks fields and filters.

use std::collections::BTreeMap;

use super::{Checker, FindingKind, Local};
use crate::ast::{Kind, Link, Name, Node};
use crate::nearest::nearest;
use crate::{Span, Type, Value};

impl<'a> Checker<'a> {
    pub fn access(&mut self, base: &'a Node, links: &'a [Link]) -> Type {
        let mut of = self.infer(base);
        let mut span = base.span;
        for link in links {
            match link {
                Link::Field(name) => {
                    of = self.field(&of, name, span);
                    span = span.to(name.span);
                }
                Link::Filter(filter, brackets) => {
                    of = self.filter(of, filter);
                    span = span.to(*brackets);
                }
                Link::Call(arguments, brackets) => {
                    of = self.call_of(of, arguments, *brackets);
                    span = span.to(*brackets);
                }
            }
        }
        of
    }

    fn field(&mut self, of: &Type, name: &Name, owner: Span) -> Type {
        if name.text.is_empty() {
            return Type::Any;
        }
        let number = |names: &[&str]| names.contains(&name.text.as_str()).then_some(Type::Number);
        let found = match of {
            Type::Any => Some(Type::Any),
            Type::Context(fields) if fields.is_empty() => Some(Type::Any),
            Type::Context(fields) => fields.get(&name.text).cloned(),
            Type::List(item) => return Type::list(self.field(item, name, owner)),
            Type::Date => number(&["year", "month", "day", "weekday"]),
            Type::Time => number(&["hour", "minute", "second"]).or_else(|| zone_part(&name.text)),
            Type::DateTime => number(&[
                "year", "month", "day", "weekday", "hour", "minute", "second",
            ])
            .or_else(|| zone_part(&name.text)),
            Type::Duration => number(&["days", "hours", "minutes", "seconds"]),
            Type::YearsMonths => number(&["years", "months"]),
            Type::Range(item) => match name.text.as_str() {
                "start" | "end" => Some(item.as_ref().clone()),
                "start included" | "end included" => Some(Type::Boolean),
                _ => None,
            },
            Type::Null
            | Type::Boolean
            | Type::Number
            | Type::String
            | Type::Choice(_)
            | Type::Function { .. } => None,
        };
        found.unwrap_or_else(|| {
            self.missing(of, name, owner);
            Type::Any
        })
    }

    fn missing(&mut self, of: &Type, name: &Name, owner: Span) {
        let none = BTreeMap::new();
        let fields = if let Type::Context(fields) = of {
            fields
        } else {
            &none
        };
        let near = nearest(&name.text, fields.keys().map(String::as_str)).map(str::to_owned);
        let owner = owner.text(self.source);
        let mut message = match of {
            Type::Context(_) => format!("\"{owner}\" has no field \"{}\".", name.text),
            other => format!(
                "\"{owner}\" is {other}, which has no field \"{}\".",
                name.text
            ),
        };
        if let Some(near) = &near {
            message.push_str(&format!(" Perhaps \"{near}\" is meant."));
        }
        self.report(
            name.span,
            message,
            FindingKind::UnknownField {
                name: name.text.clone(),
                nearest: near,
            },
        );
    }

    /// A condition keeps some items, a position takes one.
    fn filter(&mut self, of: Type, filter: &'a Node) -> Type {
        let item = match of {
            Type::List(item) => *item,
            single => single,
        };
        if is_position(filter) {
            return item;
        }
        self.locals.push(Local::Item(item.clone()));
        let found = self.infer(filter);
        self.locals.pop();
        self.expect(
            filter,
            &found,
            &[Type::Boolean, Type::Number],
            "a condition or a position",
        );
        match found {
            Type::Boolean => Type::list(item),
            Type::Number => item,
            _ => Type::Any,
        }
    }
}

fn zone_part(name: &str) -> Option<Type> {
    match name {
        "timezone" => Some(Type::String),
        "time offset" => Some(Type::Duration),
        _ => None,
    }
}

fn is_position(filter: &Node) -> bool {
    match &filter.kind {
        Kind::Literal(Value::Number(_)) => true,
        Kind::Negate(value) => is_position(value),
        _ => false,
    }
}
