//! Whether two trees say the same, wherever they stand in their sources.

use super::{Arguments, Kind, Link, Loop, Name, Node, Test};

impl Node {
    /// Whether both are the same tree, spans aside.
    pub fn is_same(&self, other: &Node) -> bool {
        is_same_kind(&self.kind, &other.kind) && {
            let (own, others) = (self.children(), other.children());
            own.len() == others.len()
                && own
                    .iter()
                    .zip(others)
                    .all(|(own, other)| own.is_same(other))
        }
    }
}

impl Test {
    /// Whether both are the same test, spans aside.
    pub fn is_same(&self, other: &Test) -> bool {
        is_same_test(self, other) && self.node().is_same(other.node())
    }
}

/// Whether everything but the parts is the same.
fn is_same_kind(own: &Kind, other: &Kind) -> bool {
    match (own, other) {
        (Kind::Literal(a), Kind::Literal(b)) => a == b,
        (Kind::Name(a), Kind::Name(b)) => a == b,
        (Kind::Access { links: a, .. }, Kind::Access { links: b, .. }) => {
            all(a, b, |a, b| match (a, b) {
                (Link::Field(a), Link::Field(b)) => is_same_name(a, b),
                (Link::Filter(..), Link::Filter(..)) => true,
                (Link::Call(a, _), Link::Call(b, _)) => are_same_names(a, b),
                _ => false,
            })
        }
        (Kind::Chain { rest: a, .. }, Kind::Chain { rest: b, .. }) => all(a, b, |a, b| a.0 == b.0),
        (Kind::Compare { operator: a, .. }, Kind::Compare { operator: b, .. }) => a == b,
        (Kind::In { tests: a, .. }, Kind::In { tests: b, .. }) => all(a, b, is_same_test),
        (Kind::If { branches: a, .. }, Kind::If { branches: b, .. }) => a.len() == b.len(),
        (Kind::For { loops: a, .. }, Kind::For { loops: b, .. }) => all(a, b, is_same_loop),
        (
            Kind::Quantified {
                quantifier: first,
                loops: a,
                ..
            },
            Kind::Quantified {
                quantifier: second,
                loops: b,
                ..
            },
        ) => first == second && all(a, b, is_same_loop),
        (
            Kind::InstanceOf {
                wanted: a,
                is_partial: first,
                ..
            },
            Kind::InstanceOf {
                wanted: b,
                is_partial: second,
                ..
            },
        ) => (a, first) == (b, second),
        (Kind::Context(a), Kind::Context(b)) => all(a, b, |a, b| is_same_name(&a.0, &b.0)),
        (
            Kind::Range {
                start: start_a,
                start_included: from_a,
                end: end_a,
                end_included: to_a,
                form: a,
            },
            Kind::Range {
                start: start_b,
                start_included: from_b,
                end: end_b,
                end_included: to_b,
                form: b,
            },
        ) => {
            (from_a, to_a, a) == (from_b, to_b, b)
                && start_a.is_some() == start_b.is_some()
                && end_a.is_some() == end_b.is_some()
        }
        (
            Kind::Call {
                name: a,
                arguments: with_a,
                ..
            },
            Kind::Call {
                name: b,
                arguments: with_b,
                ..
            },
        ) => is_same_name(a, b) && are_same_names(with_a, with_b),
        (Kind::Function(a), Kind::Function(b)) => all(&a.parameters, &b.parameters, |a, b| {
            is_same_name(&a.0, &b.0) && a.1 == b.1
        }),
        _ => std::mem::discriminant(own) == std::mem::discriminant(other),
    }
}

fn all<T>(own: &[T], others: &[T], is_same: impl Fn(&T, &T) -> bool) -> bool {
    own.len() == others.len()
        && own
            .iter()
            .zip(others)
            .all(|(own, other)| is_same(own, other))
}

fn is_same_name(own: &Name, other: &Name) -> bool {
    own.text == other.text
}

fn is_same_test(own: &Test, other: &Test) -> bool {
    match (own, other) {
        (Test::Compare(a, _), Test::Compare(b, _)) => a == b,
        (Test::Value(_), Test::Value(_)) | (Test::Condition(_), Test::Condition(_)) => true,
        _ => false,
    }
}

fn is_same_loop(own: &Loop, other: &Loop) -> bool {
    is_same_name(&own.name, &other.name) && own.until.is_some() == other.until.is_some()
}

fn are_same_names(own: &Arguments, other: &Arguments) -> bool {
    match (own, other) {
        (Arguments::Positional(a), Arguments::Positional(b)) => a.len() == b.len(),
        (Arguments::Named(a), Arguments::Named(b)) => all(a, b, |a, b| is_same_name(&a.0, &b.0)),
        _ => false,
    }
}
