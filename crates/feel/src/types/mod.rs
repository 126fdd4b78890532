//! Types: what is known of a value before it is there.

mod conform;
mod fields;

use std::collections::BTreeMap;
use std::fmt;

use crate::Value;

/// The type of a value, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Type {
    /// Nothing is known; every use is allowed.
    #[default]
    Any,
    Null,
    Boolean,
    Number,
    String,
    Date,
    Time,
    DateTime,
    Duration,
    YearsMonths,
    Range(Box<Type>),
    List(Box<Type>),
    /// The fields that are known. A context without any is open: every field is allowed.
    Context(BTreeMap<String, Type>),
    /// A text that is one of these.
    Choice(Vec<String>),
    Function {
        parameters: Vec<Type>,
        gives: Box<Type>,
    },
}

impl Type {
    pub fn list(of: Type) -> Type {
        Type::List(Box::new(of))
    }

    /// The type of a value that is there.
    pub fn of(value: &Value) -> Type {
        match value {
            Value::Null => Type::Null,
            Value::Boolean(_) => Type::Boolean,
            Value::Number(_) => Type::Number,
            Value::String(_) => Type::String,
            Value::Date(_) => Type::Date,
            Value::Time(_) => Type::Time,
            Value::DateTime(_) => Type::DateTime,
            Value::Duration(_) => Type::Duration,
            Value::YearsMonths(_) => Type::YearsMonths,
            Value::Range(range) => Type::Range(Box::new(match (&range.start, &range.end) {
                (std::ops::Bound::Included(value) | std::ops::Bound::Excluded(value), _)
                | (_, std::ops::Bound::Included(value) | std::ops::Bound::Excluded(value)) => {
                    Type::of(value)
                }
                _ => Type::Any,
            })),
            Value::List(items) => Type::list(Type::common(items.iter().map(Type::of))),
            Value::Context(entries) => Type::Context(
                entries
                    .iter()
                    .map(|(key, entry)| (key.clone(), Type::of(entry)))
                    .collect(),
            ),
            Value::Function(function) => function.type_of(),
        }
    }

    /// The one type that several values share; [`Type::Any`] when they differ.
    pub fn common(types: impl IntoIterator<Item = Type>) -> Type {
        let mut types = types.into_iter();
        let Some(first) = types.next() else {
            return Type::Any;
        };
        types.fold(first, |common, next| match (common, next) {
            (common, next) if common == next => common,
            (Type::Null, other) | (other, Type::Null) => other,
            (Type::Choice(_) | Type::String, Type::Choice(_) | Type::String) => Type::String,
            _ => Type::Any,
        })
    }

    /// Whether a value of this type could be one of `wanted`: false only when it surely is not.
    pub fn may_be(&self, wanted: &Type) -> bool {
        match (self, wanted) {
            (Type::Any, _) | (_, Type::Any) => true,
            (Type::String | Type::Choice(_), Type::String | Type::Choice(_)) => true,
            (Type::List(item), Type::List(wanted)) | (Type::Range(item), Type::Range(wanted)) => {
                item.may_be(wanted)
            }
            (Type::Context(_), Type::Context(_)) => true,
            (Type::Function { .. }, Type::Function { .. }) => true,
            _ => self == wanted,
        }
    }
}

impl fmt::Display for Type {
    /// In words that follow "is": "a number", "a list of texts".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Type::Any => "anything",
            Type::Null => "nothing",
            Type::Boolean => "a yes or no",
            Type::Number => "a number",
            Type::String => "a text",
            Type::Date => "a date",
            Type::Time => "a time",
            Type::DateTime => "a date with a time",
            Type::Duration => "a duration",
            Type::YearsMonths => "a duration in years and months",
            Type::Range(_) => "a range",
            Type::List(_) => "a list",
            Type::Context(_) => "a group of fields",
            Type::Choice(_) => "a choice",
            Type::Function { .. } => "a function",
        })
    }
}
