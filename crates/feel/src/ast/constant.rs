//! Values that are written out in an expression.

use super::{Arguments, Expression, Kind, Node, UnaryTests};
use crate::Value;
use crate::value::temporal::AnyDuration;

impl Expression {
    /// The values that are written out in it, in their order.
    pub fn constants(&self) -> Vec<Value> {
        let mut found = Vec::new();
        self.root.collect_constants(&mut found);
        found
    }
}

impl UnaryTests {
    /// The values that are written out in them, in their order.
    pub fn constants(&self) -> Vec<Value> {
        let mut found = Vec::new();
        for test in &self.tests {
            test.node().collect_constants(&mut found);
        }
        found
    }
}

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

    fn collect_constants(&self, found: &mut Vec<Value>) {
        match self.constant() {
            Some(value) => found.push(value),
            None => {
                for child in self.children() {
                    child.collect_constants(found);
                }
            }
        }
    }
}
