//! Values that are written out in an expression.

use super::{Arguments, Kind, Node};
use crate::Value;
use crate::value::temporal::AnyDuration;

impl Node {
    /// A value that is written out, and that [`Value::to_source`] writes the same way.
    pub fn constant(&self) -> Option<Value> {
        match &self.kind {
            Kind::Literal(value) => Some(value.clone()),
            Kind::Negate(inner) => match inner.constant()? {
                Value::Number(number) => Some(Value::Number(-number)),
                _ => None,
            },
            Kind::Call {
                name,
                arguments: Arguments::Positional(nodes),
                ..
            } => {
                let [
                    Node {
                        kind: Kind::Literal(Value::String(text)),
                        ..
                    },
                ] = nodes.as_slice()
                else {
                    return None;
                };
                match name.text.as_str() {
                    "date" => text.parse().ok().map(Value::Date),
                    "time" => text.parse().ok().map(Value::Time),
                    "date and time" => text.parse().ok().map(Value::DateTime),
                    "duration" => match text.parse().ok()? {
                        AnyDuration::Exact(duration) => Some(Value::Duration(duration)),
                        AnyDuration::Calendar(months) => Some(Value::YearsMonths(months)),
                    },
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
