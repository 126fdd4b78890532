//! How tightly the parts of an expression hold together.

use crate::Value;
use crate::ast::{Arithmetic, Kind};

/// How tightly a text holds together; what is looser than its place wants gets brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tightness {
    /// `if`, `for`, `some`, `function`: they take everything that follows.
    Open,
    OrElse,
    Or,
    And,
    Comparison,
    Sum,
    Product,
    Power,
    /// `-a`, `a instance of number`
    Unary,
    /// `a.b`, `a[1]`
    Path,
    /// A name, a literal, a call, or what has brackets of its own.
    Whole,
}

use Tightness::{And, Open, Or, OrElse, Path, Power, Product, Sum, Unary, Whole};

pub(super) fn tightness(kind: &Kind) -> Tightness {
    match kind {
        Kind::If { .. } | Kind::For { .. } | Kind::Quantified { .. } | Kind::Function(_) => Open,
        Kind::OrElse(_) => OrElse,
        Kind::Or(_) => Or,
        Kind::And(_) => And,
        Kind::Compare { .. } | Kind::Between { .. } | Kind::In { .. } => Tightness::Comparison,
        Kind::Chain { rest, .. } => match rest.first() {
            Some((Arithmetic::Add | Arithmetic::Subtract, _)) | None => Sum,
            Some((Arithmetic::Multiply | Arithmetic::Divide, _)) => Product,
            Some((Arithmetic::Power, _)) => Power,
        },
        // A "<" behind it would begin what is in the list.
        Kind::InstanceOf {
            is_partial: true, ..
        } => Open,
        Kind::Negate(_) | Kind::InstanceOf { .. } => Unary,
        Kind::Literal(Value::Number(number)) if number.is_negative() => Unary,
        Kind::Access { .. } => Path,
        Kind::Literal(_)
        | Kind::Name(_)
        | Kind::List(_)
        | Kind::Context(_)
        | Kind::Range { .. }
        | Kind::Call { .. } => Whole,
    }
}

/// What holds together more tightly by one.
pub(super) fn next(tightness: Tightness) -> Tightness {
    match tightness {
        Sum => Product,
        Product => Power,
        _ => Unary,
    }
}
