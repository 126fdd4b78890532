//! The syntax tree. Every node knows where it stands in the source.

mod children;
mod compared;
mod constant;
mod free;
mod same;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::builtin::Forms;
use crate::{RangeKind, Span, Type, Value};
pub use compared::Compared;
pub(crate) use free::Use;

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
        /// Whether the body reads the results so far.
        partial: bool,
    },
    Quantified {
        quantifier: Quantifier,
        loops: Vec<Loop>,
        condition: Box<Node>,
    },
    InstanceOf {
        value: Box<Node>,
        wanted: Type,
        /// `list` without what is in it: in the standard no type at all.
        is_partial: bool,
    },
    List(Vec<Node>),
    Context(Vec<(Name, Node)>),
    /// `[a..b]`, `(a..b)`, `(> a)`; an end that is left out is open.
    Range {
        start: Option<Box<Node>>,
        start_included: bool,
        end: Option<Box<Node>>,
        end_included: bool,
        form: RangeKind,
    },
    /// A call by name. `forms` are those of the built-in function of this name, if there is one;
    /// a variable that is a function comes first.
    Call {
        name: Name,
        forms: Forms,
        arguments: Arguments,
    },
    /// `function(a, b) a + b`
    Function(Arc<Definition>),
}

/// A function that an expression defines. Shared, because the value it becomes outlives the expression.
#[derive(Debug, PartialEq)]
pub(crate) struct Definition {
    pub parameters: Vec<(Name, Type)>,
    pub body: Node,
    /// The names the body takes from around it, functions included.
    pub takes: Vec<String>,
}

/// What follows a value: `.field`, `[filter]` or `(arguments)`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Link {
    Field(Name),
    /// A condition for each item, or a position. The span is that of the brackets.
    Filter(Node, Span),
    /// A call of the function that the value before is. The span is that of the brackets.
    Call(Arguments, Span),
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
    /// Says of `?` itself whether it passes.
    Condition(Node),
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

impl Arguments {
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        let (positional, named) = match self {
            Arguments::Positional(nodes) => (nodes.as_slice(), [].as_slice()),
            Arguments::Named(named) => ([].as_slice(), named.as_slice()),
        };
        positional.iter().chain(named.iter().map(|(_, node)| node))
    }
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

/// A parsed expression. Parse once, evaluate as often as needed.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    pub(crate) source: Arc<str>,
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
        self.root.free_names(&mut |name, span, use_| {
            if use_ == Use::Value && seen.insert(name.to_owned()) {
                names.push((name.to_owned(), span));
            }
        });
        names
    }
}

/// Tests for one value, as a cell of a decision table holds them: `-`, `< 5, > 10`, `not("a", "b")`.
/// Parse once, test as often as needed.
#[derive(Debug, Clone, PartialEq)]
pub struct UnaryTests {
    pub(crate) source: Arc<str>,
    pub(crate) span: Span,
    /// `not(…)`: none may hold.
    pub(crate) negated: bool,
    /// None at all is `-`: every value passes.
    pub(crate) tests: Vec<Test>,
}

impl UnaryTests {
    /// The text it was parsed from, unchanged.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether every value passes: `-`.
    pub fn is_any(&self) -> bool {
        self.tests.is_empty()
    }

    /// The variables it reads, without `?`, each with the first place where it does.
    pub fn names(&self) -> Vec<(String, Span)> {
        let mut seen = BTreeSet::new();
        let mut names = Vec::new();
        for test in &self.tests {
            test.node().free_names(&mut |name, span, use_| {
                if use_ == Use::Value && name != "?" && seen.insert(name.to_owned()) {
                    names.push((name.to_owned(), span));
                }
            });
        }
        names
    }
}

impl Test {
    /// A test after `in`. The value itself is `?` in a condition; a mere `?` is that of around it.
    pub fn of(node: Node) -> Test {
        match node.kind {
            Kind::Name(_) => Test::Value(node),
            _ if node.reads("?") => Test::Condition(node),
            _ => Test::Value(node),
        }
    }

    pub fn node(&self) -> &Node {
        let (Test::Compare(_, node) | Test::Value(node) | Test::Condition(node)) = self;
        node
    }
}
