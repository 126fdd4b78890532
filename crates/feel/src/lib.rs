//! FEEL, the Friendly Enough Expression Language of DMN 1.5, for the rules of business processes.
//!
//! Conditions, mappings, wait times and assignments are expressions in this language. The crate is pure:
//! it does no I/O, reads no clock, rolls no dice, and every call ends. The same source with the same
//! variables and the same [`EvalContext`] gives the same bytes natively and in the browser.
//!
//! ```
//! use std::collections::BTreeMap;
//! use feel::{EvalContext, Timestamp, Value, Zone, evaluate, parse};
//!
//! let rule = parse("if days > 10 then \"director\" else \"manager\"").unwrap();
//! let variables = BTreeMap::from([("days".to_owned(), Value::from(12))]);
//! let context = EvalContext::new(Timestamp(1_795_348_800_000), Zone::Utc);
//! assert_eq!(evaluate(&rule, &variables, &context), Ok(Value::from("director")));
//! ```
//!
//! # The steps
//!
//! 1. [`parse`] turns a source of at most [`MAX_SOURCE`] bytes, nested at most [`MAX_DEPTH`] levels, into an
//!    [`Expression`] (DMN 1.5, 10.3.1). [`parse_in`] also knows [`Names`] with signs and keywords in them.
//!    [`parse_unary_tests`] reads the cell of a decision table.
//! 2. [`check()`] says its [`Type`] and everything that cannot be right, while it is being written.
//! 3. [`evaluate()`] gives its [`Value`] (10.3.2), within the fuel and depth of the [`EvalContext`]; [`holds()`] says
//!    whether a value passes tests. An [`Evaluation`] shares fuel and depth among many expressions.
//! 4. [`as_rows`] shows simple conditions as rows of field, operator and value, and [`Rows::to_source`] writes them back.
//!    [`Expression::format`] writes any tree as a tidy text.
//!
//! While a text is being written, [`parse_all`] finds all its mistakes and checks the rest, [`complete()`] says what
//! could stand at the caret, [`signature_at`] which input of a call the caret is at, and [`preview()`] what comes out
//! for a sample case. [`describe_function`] has a sentence for each function and each of its inputs. Carets are in
//! bytes; [`from_utf16`] and [`to_utf16`] convert those of a browser.
//!
//! The built-in functions are described in [`functions`].
//!
//! # Strict and kind
//!
//! Where the standard answers with a silent null, the strict mode gives an [`EvalError`] with a sentence for a
//! business user and the place in the source: an unknown name, a wrong type, a division by zero, a value that is
//! not there yet, a position outside a list, a text that is not a date. `expression or else other` (not in the
//! standard) gives `other` when `expression` fails or is null. Comparing with `= null` and `!= null` is always
//! allowed; a variable that has no value yet must be there as [`Value::Null`], because one that is missing counts as
//! an unknown name.
//!
//! In the kind mode ([`evaluate_kindly`], [`holds_kindly`]) all of these are null, as the standard has it, and are
//! noted. Conditions have three values there (10.3.2.15), times are compared to the millisecond, a time with a zone
//! cannot be compared with one without, what is behind the point of a position is left away, and a list of one
//! value stands for that value where one is needed. Only running out of fuel or depth ends an evaluation.
//!
//! # Functions as values
//!
//! `function(a, b: number) a + b` is a value, as `sum` is, and so is what implements [`Callable`]: a variable that holds
//! such a [`Function`] is called by its name. A function under a key of a context may call itself by that key.
//! Functions are equal only to themselves and cannot be stored. Functions in Java and PMML are refused.
//!
//! # Units and ranges
//!
//! | Value | Range and unit |
//! |---|---|
//! | [`Number`] | decimal, 34 significant digits, rounded half to even, up to 10^6145 |
//! | [`Date`] | year −999 999 999 to 999 999 999 |
//! | [`Time`], [`DateTime`] | to the nanosecond; local when they name no zone, and then counted in the zone of the context |
//! | [`Duration`] | days to nanoseconds, exact: a day is 24 hours |
//! | [`YearsMonths`] | whole months |
//! | text positions and lengths | characters, the first at 1; negative positions count from the end |
//! | [`Timestamp`] | milliseconds since 1970-01-01T00:00:00Z |
//!
//! # Values as JSON
//!
//! The serde form of [`Value`] is stored in events and is for ever; it changes by addition only.
//!
//! | Value | JSON |
//! |---|---|
//! | null, yes or no, text, list | `null`, `true`, `"text"`, `[…]` |
//! | whole number within ±2^53 | `12` |
//! | any other number | `{"$number": "12.5"}` |
//! | date, time, date with time | `{"$date": "2026-11-22"}`, `{"$time": "10:30:00"}`, `{"$dateTime": "2026-11-22T10:30:00Z"}` |
//! | durations | `{"$duration": "P1DT2H"}`, `{"$yearsMonths": "P1Y2M"}` |
//! | range | `{"$range": {"from": 1, "before": 10}}`, with `after` and `to` for the other kinds of ends; `{"$range": {"is": 1}}`, `isNot` |
//! | context | `{"key": …}`; a key that begins with `$` gets another `$` in front |
//! | function | none: an error |
//!
//! [`Value::from_plain_json`] and [`Value::to_plain_json_text`] are for the outside, without tags.
//!
//! # Time zones
//!
//! With the feature `tzdb` (on by default) named zones are computed with a bundled database. Without it, named
//! zones are kept, and computed with once [`learn_zone`] was given their rules (which [`zone_rules`] has where the
//! database is); UTC and fixed offsets always work.

mod ast;
mod builtin;
mod catalogue;
mod check;
mod complete;
mod evaluate;
mod format;
pub mod functions;
mod lexer;
mod nearest;
mod parser;
mod pattern;
mod preview;
mod rows;
mod span;
mod types;
mod units;
mod value;

pub use ast::{Compared, Expression, UnaryTests};
pub use catalogue::{
    FormDoc, FunctionDoc, ParameterDoc, Section, describe_function, described_functions,
};
pub use check::{Finding, FindingKind, Scope, check, check_unary_tests};
pub use complete::{
    Candidate, CandidateKind, Completions, SignatureHelp, complete, complete_tests, signature_at,
};
pub use evaluate::{
    ErrorKind, EvalContext, EvalError, Evaluation, MAX_NOTED, Mode, evaluate, evaluate_kindly,
    evaluate_measured, holds, holds_kindly,
};
pub use format::Layout;
pub use parser::{
    Draft, MAX_DEPTH, MAX_SOURCE, Names, ParseError, TestsDraft, parse, parse_all, parse_all_tests,
    parse_in, parse_unary_tests, parse_with_names,
};
pub use preview::{Preview, preview};
pub use rows::{Operator, Row, Rows, as_rows};
pub use span::Span;
pub use types::Type;
pub use units::{from_utf16, to_utf16};
pub use value::number::{Number, NumberError, Rounding};
pub use value::temporal::{
    Date, DateTime, Duration, TemporalError, Time, Timestamp, YearsMonths, Zone, learn_zone,
    zone_rules,
};
pub use value::{Callable, Function, MAX_NESTING, Parameter, Range, RangeKind, TooDeep, Value};
