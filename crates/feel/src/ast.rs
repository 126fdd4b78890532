//! The syntax tree. Every node knows where it stands in the source.

use std::collections::BTreeSet;

use crate::{Span, Type, Value};

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub span: Span,
    pub kind: Kind,
}

/// Whatever may be repeated without brackets is a flat list, so that the height of a tree
/// is bounded by the nesting of brackets, which the parser limits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Literal(Value),
    Name(String),
    /// `base.field[filter]…`
    Access {
        base: Box<Node>,
        links: Vec<Link>,
    },
    Negate(Box<Node>),
    /// `a + b - c`, `a * b / c`, `a ** b`: one level of precedence, from left to right.
    Chain {
        first: Box<Node>,
        rest: Vec<(Arithmetic, Node)>,
    },
    Compare {
        operator: Comparison,
        left: Box<Node>,
        right: Box<Node>,
    },
    Between {
        value: Box<Node>,
        low: Box<Node>,
        high: Box<Node>,
    },
    In {
        value: Box<Node>,
        tests: Vec<Test>,
    },
    And(Vec<Node>),
    Or(Vec<Node>),
    /// `value or else fallback`: the first that can be had and is not null.
    OrElse(Vec<Node>),
    /// `if a then b else if c then d else e`
    If {
        branches: Vec<(Node, Node)>,
        otherwise: Box<Node>,
    },
    For {
        loops: Vec<Loop>,
        body: Box<Node>,
    },
    Quantified {
        quantifier: Quantifier,
        loops: Vec<Loop>,
        condition: Box<Node>,
    },
    InstanceOf {
        value: Box<Node>,
        wanted: Type,
    },
    List(Vec<Node>),
    Context(Vec<(Name, Node)>),
    /// `[a..b]`, `(a..b)`, `(> a)`; an end that is left out is open.
    Range {
        start: Option<Box<Node>>,
        start_included: bool,
        end: Option<Box<Node>>,
        end_included: bool,
    },
    Call {
        name: Name,
        arguments: Arguments,
    },
}

/// What follows a value: `.field` or `[filter]`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Link {
    Field(Name),
    /// A condition for each item, or a position. The span is that of the brackets.
    Filter(Node, Span),
}

/// A name that is not looked up by itself: a field, a key, a function, a parameter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    pub text: String,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Arguments {
    Positional(Vec<Node>),
    Named(Vec<(Name, Node)>),
}

/// `name in source`, or `name in source..until`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Loop {
    pub name: Name,
    pub source: Node,
    pub until: Option<Node>,
}

/// One of the tests after `in`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Test {
    /// `< 5`
    Compare(Comparison, Node),
    /// A value to equal, a range or a list to lie in.
    Value(Node),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantifier {
    Some,
    Every,
}

impl Arithmetic {
    /// What is done to the operands, in a word that follows "cannot be".
    pub fn done(self) -> &'static str {
        match self {
            Arithmetic::Add => "added",
            Arithmetic::Subtract => "subtracted",
            Arithmetic::Multiply => "multiplied",
            Arithmetic::Divide => "divided",
            Arithmetic::Power => "raised to a power",
        }
    }
}

impl Node {
    /// Calls `found` for every name that this expression takes from outside (not the ones it binds itself).
    pub fn free_names(&self, found: &mut impl FnMut(&str, Span)) {
        free_names(self, &mut Vec::new(), found);
    }
}

fn free_names<'a>(node: &'a Node, bound: &mut Vec<&'a str>, found: &mut impl FnMut(&str, Span)) {
    match &node.kind {
        Kind::Literal(_) => {}
        Kind::Name(name) => {
            if !bound.contains(&name.as_str()) {
                found(name, node.span);
            }
        }
        Kind::Access { base, links } => {
            free_names(base, bound, found);
            bound.push("item");
            for link in links {
                if let Link::Filter(filter, _) = link {
                    free_names(filter, bound, found);
                }
            }
            bound.pop();
        }
        Kind::Negate(value) | Kind::InstanceOf { value, .. } => free_names(value, bound, found),
        Kind::Chain { first, rest } => {
            free_names(first, bound, found);
            rest.iter()
                .for_each(|(_, node)| free_names(node, bound, found));
        }
        Kind::Compare { left, right, .. } => {
            free_names(left, bound, found);
            free_names(right, bound, found);
        }
        Kind::Between { value, low, high } => {
            for part in [value, low, high] {
                free_names(part, bound, found);
            }
        }
        Kind::If {
            branches,
            otherwise,
        } => {
            for (condition, then) in branches {
                free_names(condition, bound, found);
                free_names(then, bound, found);
            }
            free_names(otherwise, bound, found);
        }
        Kind::In { value, tests } => {
            free_names(value, bound, found);
            for test in tests {
                let (Test::Compare(_, node) | Test::Value(node)) = test;
                free_names(node, bound, found);
            }
        }
        Kind::And(parts) | Kind::Or(parts) | Kind::OrElse(parts) | Kind::List(parts) => {
            parts.iter().for_each(|part| free_names(part, bound, found));
        }
        Kind::For { loops, body } => loop_names(loops, body, bound, found),
        Kind::Quantified {
            loops, condition, ..
        } => loop_names(loops, condition, bound, found),
        Kind::Context(entries) => {
            let before = bound.len();
            for (key, entry) in entries {
                free_names(entry, bound, found);
                bound.push(&key.text);
            }
            bound.truncate(before);
        }
        Kind::Range { start, end, .. } => {
            for side in [start, end].into_iter().flatten() {
                free_names(side, bound, found);
            }
        }
        Kind::Call { arguments, .. } => match arguments {
            Arguments::Positional(nodes) => {
                nodes.iter().for_each(|node| free_names(node, bound, found))
            }
            Arguments::Named(entries) => entries
                .iter()
                .for_each(|(_, node)| free_names(node, bound, found)),
        },
    }
}

fn loop_names<'a>(
    loops: &'a [Loop],
    body: &'a Node,
    bound: &mut Vec<&'a str>,
    found: &mut impl FnMut(&str, Span),
) {
    let before = bound.len();
    for each in loops {
        free_names(&each.source, bound, found);
        if let Some(until) = &each.until {
            free_names(until, bound, found);
        }
        bound.push(&each.name.text);
    }
    free_names(body, bound, found);
    bound.truncate(before);
}

/// A parsed expression. Parse once, evaluate as often as needed.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    pub(crate) source: String,
    pub(crate) root: Node,
}

impl Expression {
    /// The text it was parsed from, unchanged.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The variables it reads, each with the first place where it does, in that order.
    ///
    /// Inside a filter (`orders[total > 5]`) a name may be a field of the item as well as a variable:
    /// it is listed all the same.
    pub fn names(&self) -> Vec<(String, Span)> {
        let mut seen = BTreeSet::new();
        let mut names = Vec::new();
        self.root.free_names(&mut |name, span| {
            if seen.insert(name.to_owned()) {
                names.push((name.to_owned(), span));
            }
        });
        names
    }
}
