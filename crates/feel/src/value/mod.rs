//! Values: what an expression reads and what it gives.

mod function;
pub(crate) mod literal;
pub(crate) mod number;
mod plain;
pub(crate) mod temporal;
mod wire;

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

pub(crate) use function::Inner;
pub use function::{Callable, Function, Parameter};
use number::Number;
pub use plain::TooDeep;
use temporal::{Date, DateTime, Duration, Time, YearsMonths};

/// Lists and contexts may be nested this deep, so that what is stored can always be read again.
pub const MAX_NESTING: usize = 50;

/// A FEEL value. Cloning is cheap: texts, lists and contexts are shared.
///
/// Its JSON form (serde) is for ever: see the [crate documentation](crate#values-as-json).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Value {
    #[default]
    Null,
    Boolean(bool),
    Number(Number),
    String(Arc<str>),
    Date(Date),
    Time(Time),
    DateTime(DateTime),
    /// Days, hours, minutes and seconds.
    Duration(Duration),
    YearsMonths(YearsMonths),
    Range(Arc<Range>),
    List(Arc<Vec<Value>>),
    Context(Arc<BTreeMap<String, Value>>),
    /// Can be called and passed on, but not stored.
    Function(Function),
}

/// All values from one bound to another; an end without bound is open.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Range {
    pub start: Bound<Value>,
    pub end: Bound<Value>,
    pub kind: RangeKind,
}

/// How a range was written: ranges written differently are different values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum RangeKind {
    /// `[1..10]`, `(> 10)`: what lies between the ends.
    #[default]
    Between,
    /// `(= 10)`: only this value, which is both ends.
    Is,
    /// `(!= 10)`: everything but this value, which is both ends.
    IsNot,
}

impl Range {
    pub fn new(start: Bound<Value>, end: Bound<Value>) -> Range {
        Range {
            start,
            end,
            kind: RangeKind::Between,
        }
    }
}

impl Value {
    pub fn list(items: Vec<Value>) -> Value {
        Value::List(Arc::new(items))
    }

    pub fn context(entries: BTreeMap<String, Value>) -> Value {
        Value::Context(Arc::new(entries))
    }

    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// What kind of value this is, in words that follow "is": "a number", "a text".
    pub fn kind_in_words(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Boolean(_) => "a yes or no",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Date(_) => "a date",
            Value::Time(_) => "a time",
            Value::DateTime(_) => "a date with a time",
            Value::Duration(_) => "a duration",
            Value::YearsMonths(_) => "a duration in years and months",
            Value::Range(_) => "a range",
            Value::List(_) => "a list",
            Value::Context(_) => "a group of fields",
            Value::Function(_) => "a function",
        }
    }

    /// Whether there is a function in it, which cannot be stored.
    pub fn has_function(&self) -> bool {
        match self {
            Value::Function(_) => true,
            Value::List(items) => items.iter().any(Value::has_function),
            Value::Context(entries) => entries.values().any(Value::has_function),
            _ => false,
        }
    }

    /// Whether lists and contexts are nested at most so deep.
    pub(crate) fn nests_within(&self, levels: usize) -> bool {
        match self {
            Value::List(items) => {
                levels > 0 && items.iter().all(|item| item.nests_within(levels - 1))
            }
            Value::Context(entries) => {
                levels > 0 && entries.values().all(|entry| entry.nests_within(levels - 1))
            }
            Value::Range(range) => {
                levels > 0
                    && [&range.start, &range.end]
                        .into_iter()
                        .all(|bound| match bound {
                            Bound::Included(value) | Bound::Excluded(value) => {
                                value.nests_within(levels - 1)
                            }
                            Bound::Unbounded => true,
                        })
            }
            _ => true,
        }
    }
}

macro_rules! value_from {
    ($($from:ty => $into:expr),* $(,)?) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Value {
                $into(value)
            }
        }
    )*};
}

value_from! {
    bool => Value::Boolean,
    Number => Value::Number,
    i32 => |whole| Value::Number(Number::from(whole)),
    i64 => |whole| Value::Number(Number::from(whole)),
    u32 => |whole| Value::Number(Number::from(whole)),
    u64 => |whole| Value::Number(Number::from(whole)),
    usize => |whole| Value::Number(Number::from(whole)),
    &str => |text: &str| Value::String(text.into()),
    String => |text: String| Value::String(text.into()),
    Date => Value::Date,
    Time => Value::Time,
    DateTime => Value::DateTime,
    Duration => Value::Duration,
    YearsMonths => Value::YearsMonths,
    Vec<Value> => Value::list,
    BTreeMap<String, Value> => Value::context,
    Function => Value::Function,
}
