//! Simple conditions as rows of field, operator and value, for people who do not write expressions.

use crate::ast::{Arguments, Comparison, Kind, Link, Name, Node, Test};
use crate::builtin;
use crate::format::write_tree;
use crate::{Expression, Span, Value};

/// Conditions of which all, or any, must hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// Whether all must hold (and) or any (or).
    pub all: bool,
    pub rows: Vec<Row>,
}

/// One condition: `amount` `is greater than` `1000`.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// A name or a path: `amount`, `request.start date`.
    pub field: String,
    pub operator: Operator,
    /// [`Value::Null`] for operators that need none; a list for [`Operator::IsOneOf`].
    pub value: Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    Equals,
    NotEquals,
    Less,
    AtMost,
    Greater,
    AtLeast,
    IsEmpty,
    IsNotEmpty,
    Contains,
    DoesNotContain,
    StartsWith,
    EndsWith,
    IsOneOf,
    IsNotOneOf,
}

impl Operator {
    pub const ALL: &[Operator] = &[
        Operator::Equals,
        Operator::NotEquals,
        Operator::Less,
        Operator::AtMost,
        Operator::Greater,
        Operator::AtLeast,
        Operator::IsEmpty,
        Operator::IsNotEmpty,
        Operator::Contains,
        Operator::DoesNotContain,
        Operator::StartsWith,
        Operator::EndsWith,
        Operator::IsOneOf,
        Operator::IsNotOneOf,
    ];

    /// Whether something must stand behind it.
    pub fn needs_value(self) -> bool {
        !matches!(self, Operator::IsEmpty | Operator::IsNotEmpty)
    }

    fn negated(self) -> Option<Operator> {
        match self {
            Operator::Contains => Some(Operator::DoesNotContain),
            Operator::IsOneOf => Some(Operator::IsNotOneOf),
            _ => None,
        }
    }
}

impl Rows {
    /// The condition as an expression. Without rows it is empty.
    pub fn to_source(&self) -> String {
        let mut nodes: Vec<_> = self.rows.iter().map(Row::node).collect();
        match nodes.len() {
            0 => String::new(),
            1 => write_tree(&nodes.remove(0)),
            _ if self.all => write_tree(&node(Kind::And(nodes))),
            _ => write_tree(&node(Kind::Or(nodes))),
        }
    }
}

impl Row {
    fn node(&self) -> Node {
        let field = || path(&self.field);
        let compare = |operator, value| {
            node(Kind::Compare {
                operator,
                left: Box::new(field()),
                right: Box::new(value),
            })
        };
        let value = || written(&self.value);
        let is_in = || {
            node(Kind::In {
                value: Box::new(field()),
                tests: vec![Test::Value(value())],
            })
        };
        match self.operator {
            Operator::Equals => compare(Comparison::Equal, value()),
            Operator::NotEquals => compare(Comparison::NotEqual, value()),
            Operator::Less => compare(Comparison::Less, value()),
            Operator::AtMost => compare(Comparison::AtMost, value()),
            Operator::Greater => compare(Comparison::Greater, value()),
            Operator::AtLeast => compare(Comparison::AtLeast, value()),
            Operator::IsEmpty => compare(Comparison::Equal, written(&Value::Null)),
            Operator::IsNotEmpty => compare(Comparison::NotEqual, written(&Value::Null)),
            Operator::Contains => called("contains", vec![field(), value()]),
            Operator::DoesNotContain => {
                called("not", vec![called("contains", vec![field(), value()])])
            }
            Operator::StartsWith => called("starts with", vec![field(), value()]),
            Operator::EndsWith => called("ends with", vec![field(), value()]),
            Operator::IsOneOf => is_in(),
            Operator::IsNotOneOf => called("not", vec![is_in()]),
        }
    }
}

fn node(kind: Kind) -> Node {
    Node {
        span: Span::default(),
        kind,
    }
}

fn named(text: &str) -> Name {
    Name {
        text: text.to_owned(),
        span: Span::default(),
    }
}

fn called(function: &str, arguments: Vec<Node>) -> Node {
    node(Kind::Call {
        name: named(function),
        forms: builtin::find(function),
        arguments: Arguments::Positional(arguments),
    })
}

fn path(field: &str) -> Node {
    let mut names = field.split('.');
    let first = node(Kind::Name(names.next().unwrap_or_default().to_owned()));
    let links: Vec<_> = names.map(|name| Link::Field(named(name))).collect();
    if links.is_empty() {
        return first;
    }
    let base = Box::new(first);
    node(Kind::Access { base, links })
}

/// The value as [`Value::to_source`] writes it: dates and durations as calls that everybody can read.
fn written(value: &Value) -> Node {
    let (function, text) = match value {
        Value::Date(date) => ("date", date.to_string()),
        Value::Time(time) => ("time", time.to_string()),
        Value::DateTime(date_time) => ("date and time", date_time.to_string()),
        Value::Duration(duration) => ("duration", duration.to_string()),
        Value::YearsMonths(months) => ("duration", months.to_string()),
        Value::List(items) => return node(Kind::List(items.iter().map(written).collect())),
        other => return node(Kind::Literal(other.clone())),
    };
    called(function, vec![node(Kind::Literal(Value::from(text)))])
}

/// The rows an expression means, when rows can show all of it; otherwise `None`, and its text must be shown.
///
/// Reading [`Rows::to_source`] gives the same rows again.
pub fn as_rows(expression: &Expression) -> Option<Rows> {
    let (all, nodes) = match &expression.root.kind {
        Kind::And(parts) => (true, parts.as_slice()),
        Kind::Or(parts) => (false, parts.as_slice()),
        _ => (true, std::slice::from_ref(&expression.root)),
    };
    Some(Rows {
        all,
        rows: nodes.iter().map(row).collect::<Option<_>>()?,
    })
}

fn row(node: &Node) -> Option<Row> {
    match &node.kind {
        Kind::Compare {
            operator,
            left,
            right,
        } => {
            let field = field(left)?;
            let value = right.constant()?;
            let operator = match (operator, value.is_null()) {
                (Comparison::Equal, true) => Operator::IsEmpty,
                (Comparison::NotEqual, true) => Operator::IsNotEmpty,
                (_, true) => return None,
                (Comparison::Equal, false) => Operator::Equals,
                (Comparison::NotEqual, false) => Operator::NotEquals,
                (Comparison::Less, false) => Operator::Less,
                (Comparison::AtMost, false) => Operator::AtMost,
                (Comparison::Greater, false) => Operator::Greater,
                (Comparison::AtLeast, false) => Operator::AtLeast,
            };
            Some(Row {
                field,
                operator,
                value,
            })
        }
        Kind::In { value, tests } => match tests.as_slice() {
            [
                Test::Value(Node {
                    kind: Kind::List(items),
                    ..
                }),
            ] => {
                let items = items
                    .iter()
                    .map(Node::constant)
                    .collect::<Option<Vec<_>>>()?;
                Some(Row {
                    field: field(value)?,
                    operator: Operator::IsOneOf,
                    value: Value::list(items),
                })
            }
            _ => None,
        },
        Kind::Call {
            name,
            arguments: Arguments::Positional(nodes),
            ..
        } => call(name, nodes),
        // A yes or no by itself.
        Kind::Name(_) | Kind::Access { .. } => Some(Row {
            field: field(node)?,
            operator: Operator::Equals,
            value: Value::Boolean(true),
        }),
        _ => None,
    }
}

fn call(name: &Name, nodes: &[Node]) -> Option<Row> {
    let operator = match (name.text.as_str(), nodes) {
        ("not", [inner]) => {
            let inner = row(inner)?;
            return match (inner.operator.negated(), inner.operator, &inner.value) {
                (Some(operator), ..) => Some(Row { operator, ..inner }),
                (None, Operator::Equals, Value::Boolean(truth)) => Some(Row {
                    value: Value::Boolean(!truth),
                    ..inner
                }),
                _ => None,
            };
        }
        ("contains", _) => Operator::Contains,
        ("starts with", _) => Operator::StartsWith,
        ("ends with", _) => Operator::EndsWith,
        _ => return None,
    };
    let [left, right] = nodes else { return None };
    let value = right
        .constant()
        .filter(|value| matches!(value, Value::String(_)))?;
    Some(Row {
        field: field(left)?,
        operator,
        value,
    })
}

/// A name, or a path of fields from one.
pub(crate) fn field(node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Name(name) => Some(name.clone()),
        Kind::Access { base, links } => {
            let mut path = field(base)?;
            for link in links {
                let Link::Field(name) = link else { return None };
                path.push('.');
                path.push_str(&name.text);
            }
            Some(path)
        }
        _ => None,
    }
}
