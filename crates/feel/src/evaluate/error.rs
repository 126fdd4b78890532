//! Why an expression has no value, in words.

use std::fmt;

use crate::Span;

/// Why an expression could not be evaluated, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvalError {
    pub span: Span,
    /// A sentence for a business user.
    pub reason: String,
    pub kind: ErrorKind,
}

impl EvalError {
    pub fn new(span: Span, kind: ErrorKind, reason: impl Into<String>) -> EvalError {
        EvalError {
            span,
            reason: reason.into(),
            kind,
        }
    }

    /// The same at another place, when this one has none.
    pub(crate) fn at(self, span: Span) -> EvalError {
        EvalError { span, ..self }
    }
}

/// What went wrong, for code that must tell it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// A name, field or function that does not exist (or has not been given).
    UnknownName,
    /// Something was computed with a value that is null.
    NoValue,
    WrongType,
    /// A function got too few, too many or unknown inputs.
    WrongArguments,
    DivisionByZero,
    /// A number, date or position beyond what is possible.
    OutOfRange,
    /// A text that should say a number, a date, a duration, and does not.
    Unreadable,
    OutOfFuel,
    TooDeep,
}

impl ErrorKind {
    /// Whether `or else` may step in. Running out of fuel is final.
    pub(crate) fn is_recoverable(self) -> bool {
        !matches!(self, ErrorKind::OutOfFuel | ErrorKind::TooDeep)
    }
}

impl fmt::Display for EvalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for EvalError {}

/// A failure whose place is not known yet.
#[derive(Debug)]
pub(crate) struct Failure {
    pub kind: ErrorKind,
    pub reason: String,
}

impl Failure {
    pub fn new(kind: ErrorKind, reason: impl Into<String>) -> Failure {
        Failure {
            kind,
            reason: reason.into(),
        }
    }

    pub fn number_too_large() -> Failure {
        Failure::new(
            ErrorKind::OutOfRange,
            "The result is too large for a number.",
        )
    }

    pub fn date_out_of_range() -> Failure {
        Failure::new(ErrorKind::OutOfRange, "The result is outside the calendar.")
    }

    pub fn division_by_zero() -> Failure {
        Failure::new(ErrorKind::DivisionByZero, "This divides by zero.")
    }

    pub fn zone_rules() -> Failure {
        Failure::new(
            ErrorKind::OutOfRange,
            "The rules of this time zone are not known here.",
        )
    }

    pub fn at(self, span: Span) -> EvalError {
        EvalError {
            span,
            reason: self.reason,
            kind: self.kind,
        }
    }
}
