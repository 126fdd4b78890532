//! Simple conditions as rows of field, operator and value, for people who do not write expressions.

use crate::ast::{Arguments, Comparison, Kind, Link, Name, Node, Test};
use crate::{Expression, Value};

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
        let rows: Vec<_> = self.rows.iter().map(Row::to_source).collect();
        rows.join(if self.all { " and " } else { " or " })
    }
}

impl Row {
    fn to_source(&self) -> String {
        let (field, value) = (&self.field, self.value.to_source());
        match self.operator {
            Operator::Equals => format!("{field} = {value}"),
            Operator::NotEquals => format!("{field} != {value}"),
            Operator::Less => format!("{field} < {value}"),
            Operator::AtMost => format!("{field} <= {value}"),
            Operator::Greater => format!("{field} > {value}"),
            Operator::AtLeast => format!("{field} >= {value}"),
            Operator::IsEmpty => format!("{field} = null"),
            Operator::IsNotEmpty => format!("{field} != null"),
            Operator::Contains => format!("contains({field}, {value})"),
            Operator::DoesNotContain => format!("not(contains({field}, {value}))"),
            Operator::StartsWith => format!("starts with({field}, {value})"),
            Operator::EndsWith => format!("ends with({field}, {value})"),
            Operator::IsOneOf => format!("{field} in {value}"),
            Operator::IsNotOneOf => format!("not({field} in {value})"),
        }
    }
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

fn field(node: &Node) -> Option<String> {
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
