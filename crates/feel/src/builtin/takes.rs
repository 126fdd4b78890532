//! What functions take and give.

use crate::{Type, Value};

/// What a parameter takes. Only [`Takes::Anything`] takes null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    Anything,
    /// Any value but null.
    Something,
    Boolean,
    Number,
    Text,
    TextOrNull,
    Function,
    /// A date, or a date with a time.
    Day,
    DateTime,
    /// A time, a date with a time, or the name of a time zone.
    ClockOrZone,
    /// A number or a duration.
    Amount,
    List,
    NumberList,
    /// Texts, some of them perhaps null.
    TextList,
    /// Meant for yes and no: what one item says may be enough.
    BooleanList,
    Context,
}

impl Takes {
    pub fn accepts(self, value: &Value) -> bool {
        match self {
            Takes::Anything => true,
            Takes::Something => !value.is_null(),
            Takes::Boolean => matches!(value, Value::Boolean(_)),
            Takes::Number => matches!(value, Value::Number(_)),
            Takes::Text => matches!(value, Value::String(_)),
            Takes::TextOrNull => matches!(value, Value::String(_) | Value::Null),
            Takes::Function => matches!(value, Value::Function(_)),
            Takes::Day => matches!(value, Value::Date(_) | Value::DateTime(_)),
            Takes::DateTime => matches!(value, Value::DateTime(_)),
            Takes::ClockOrZone => matches!(
                value,
                Value::Time(_) | Value::DateTime(_) | Value::String(_)
            ),
            Takes::Amount => matches!(
                value,
                Value::Number(_) | Value::Duration(_) | Value::YearsMonths(_)
            ),
            Takes::List | Takes::BooleanList => matches!(value, Value::List(_)),
            Takes::NumberList => is_list_of(value, |item| matches!(item, Value::Number(_))),
            Takes::TextList => {
                is_list_of(value, |item| matches!(item, Value::String(_) | Value::Null))
            }
            Takes::Context => matches!(value, Value::Context(_)),
        }
    }

    /// Whether a list is taken, so that one value stands for a list of it.
    pub fn is_list(self) -> bool {
        matches!(
            self,
            Takes::List | Takes::NumberList | Takes::TextList | Takes::BooleanList
        )
    }

    /// Whether a value of this type could be taken: false only when it surely is not.
    pub fn may_accept(self, given: &Type) -> bool {
        let one_of = |types: &[Type]| types.iter().any(|wanted| given.may_be(wanted));
        let list_of = |item: Type| match given {
            Type::List(of) => of.may_be(&item),
            single => single.may_be(&item),
        };
        match self {
            Takes::Anything => true,
            Takes::Something => *given != Type::Null,
            Takes::Boolean => one_of(&[Type::Boolean]),
            Takes::Number => one_of(&[Type::Number]),
            Takes::Text => one_of(&[Type::String]),
            Takes::TextOrNull => one_of(&[Type::String, Type::Null]),
            Takes::Function => matches!(given, Type::Any | Type::Function { .. }),
            Takes::Day => one_of(&[Type::Date, Type::DateTime]),
            Takes::DateTime => one_of(&[Type::DateTime]),
            Takes::ClockOrZone => one_of(&[Type::Time, Type::DateTime, Type::String]),
            Takes::Amount => one_of(&[Type::Number, Type::Duration, Type::YearsMonths]),
            // One value stands for a list of it.
            Takes::List => *given != Type::Null,
            Takes::NumberList => list_of(Type::Number),
            Takes::TextList => list_of(Type::String),
            Takes::BooleanList => list_of(Type::Boolean),
            Takes::Context => matches!(given, Type::Any | Type::Context(_)),
        }
    }

    /// The type it is closest to.
    pub fn as_type(self) -> Type {
        match self {
            Takes::Anything | Takes::Something | Takes::ClockOrZone | Takes::Amount => Type::Any,
            Takes::Boolean => Type::Boolean,
            Takes::Number => Type::Number,
            Takes::Text | Takes::TextOrNull => Type::String,
            Takes::Day => Type::Date,
            Takes::DateTime => Type::DateTime,
            Takes::List => Type::list(Type::Any),
            Takes::NumberList => Type::list(Type::Number),
            Takes::TextList => Type::list(Type::String),
            Takes::BooleanList => Type::list(Type::Boolean),
            Takes::Context => Type::Context(Default::default()),
            Takes::Function => Type::Function {
                parameters: vec![Type::Any, Type::Any],
                gives: Box::new(Type::Boolean),
            },
        }
    }

    /// In words that follow "must be".
    pub fn in_words(self) -> &'static str {
        match self {
            Takes::Anything | Takes::Something => "a value",
            Takes::Boolean => "a yes or no",
            Takes::Number => "a number",
            Takes::Text | Takes::TextOrNull => "a text",
            Takes::Function => "a function",
            Takes::Day => "a date",
            Takes::DateTime => "a date with a time",
            Takes::ClockOrZone => "a time or a time zone",
            Takes::Amount => "a number or a duration",
            Takes::List => "a list",
            Takes::NumberList => "a list of numbers",
            Takes::TextList => "a list of texts",
            Takes::BooleanList => "a list of yes and no",
            Takes::Context => "a group of fields",
        }
    }
}

fn is_list_of(value: &Value, is_item: impl Fn(&Value) -> bool) -> bool {
    matches!(value, Value::List(items) if items.iter().all(is_item))
}

/// What a function gives, as far as its name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gives {
    Anything,
    Boolean,
    Number,
    Text,
    Date,
    Time,
    DateTime,
    YearsMonths,
    /// What it was given first.
    Same,
    /// An item of the list it was given first.
    Item,
    List,
    TextList,
    NumberList,
    Context,
}

impl Gives {
    pub fn type_for(self, first: Option<&Type>) -> Type {
        match self {
            Gives::Anything => Type::Any,
            Gives::Boolean => Type::Boolean,
            Gives::Number => Type::Number,
            Gives::Text => Type::String,
            Gives::Date => Type::Date,
            Gives::Time => Type::Time,
            Gives::DateTime => Type::DateTime,
            Gives::YearsMonths => Type::YearsMonths,
            Gives::Same => first.cloned().unwrap_or_default(),
            Gives::Item => match first {
                Some(Type::List(item)) => item.as_ref().clone(),
                other => other.cloned().unwrap_or_default(),
            },
            Gives::List => match first {
                Some(list @ Type::List(_)) => list.clone(),
                _ => Type::list(Type::Any),
            },
            Gives::TextList => Type::list(Type::String),
            Gives::NumberList => Type::list(Type::Number),
            Gives::Context => Type::Context(Default::default()),
        }
    }
}
