//! FEEL.
mod ast;
mod builtin;
mod check;
mod evaluate;
mod lexer;
mod nearest;
mod parser;
mod span;
mod types;
mod value;

pub use ast::Expression;
pub use check::{Finding, FindingKind, Scope, check};
pub use evaluate::{ErrorKind, EvalContext, EvalError, evaluate};
pub use parser::{MAX_DEPTH, MAX_SOURCE, ParseError, parse, parse_with_names};
pub use span::Span;
pub use types::Type;
pub use value::number::{Number, NumberError, Rounding};
pub use value::temporal::{Date, DateTime, Duration, TemporalError, Time, Timestamp, YearsMonths, Zone};
pub use value::{MAX_NESTING, Range, TooDeep, Value};
