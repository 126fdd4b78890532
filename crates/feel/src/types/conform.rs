//! Which values are of which type, and what is converted to fit (DMN 1.5, 10.3.2.9).

use std::ops::Bound;

use crate::value::temporal::{Time, Zone};
use crate::{DateTime, Range, RangeKind, Type, Value};

impl Type {
    /// Whether every value of this type is one of `wanted`: the standard's "conforms to".
    pub fn conforms_to(&self, wanted: &Type) -> bool {
        match (self, wanted) {
            (_, Type::Any) | (Type::Null, _) => true,
            (Type::Choice(_), Type::String) => true,
            (Type::Choice(own), Type::Choice(wanted)) => {
                own.iter().all(|choice| wanted.contains(choice))
            }
            (Type::List(own), Type::List(wanted)) | (Type::Range(own), Type::Range(wanted)) => {
                own.conforms_to(wanted)
            }
            // More fields than are wanted do no harm.
            (Type::Context(own), Type::Context(wanted)) => wanted
                .iter()
                .all(|(name, wanted)| own.get(name).is_some_and(|own| own.conforms_to(wanted))),
            // What takes more and gives less fits.
            (
                Type::Function { parameters, gives },
                Type::Function {
                    parameters: wanted,
                    gives: result,
                },
            ) => {
                parameters.len() == wanted.len()
                    && wanted
                        .iter()
                        .zip(parameters)
                        .all(|(wanted, own)| wanted.conforms_to(own))
                    // Of most functions it is not known what they give.
                    && (**gives == Type::Any || gives.conforms_to(result))
            }
            _ => self == wanted,
        }
    }

    /// The value as this type, when it fits or can be made to: a list of one value becomes that value, a value a
    /// list of it, a date the date with the time at which it begins in UTC. Null fits every type.
    pub fn convert(&self, value: &Value) -> Option<Value> {
        if value.conforms_to(self) {
            return Some(value.clone());
        }
        match (self, value) {
            (Type::DateTime, Value::Date(date)) => Some(Value::DateTime(DateTime::new(
                *date,
                Time::midnight(Some(Zone::Utc)),
            ))),
            (Type::List(item), single) if !matches!(single, Value::List(_)) => {
                Some(Value::list(vec![item.convert(single)?]))
            }
            (_, Value::List(items)) => match items.as_slice() {
                [single] if !matches!(self, Type::List(_)) => self.convert(single),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Value {
    /// Whether this value is of a type. Null is of every type; a list or a context is when its parts are.
    pub fn conforms_to(&self, wanted: &Type) -> bool {
        match (self, wanted) {
            (_, Type::Any) | (Value::Null, _) => true,
            (Value::String(text), Type::Choice(choices)) => choices
                .iter()
                .any(|choice| choice.as_str() == text.as_ref()),
            (Value::List(items), Type::List(of)) => items.iter().all(|item| item.conforms_to(of)),
            (Value::Range(range), Type::Range(of)) => range.conforms_to(of),
            (Value::Context(fields), Type::Context(wanted)) => wanted
                .iter()
                .all(|(name, of)| fields.get(name).is_some_and(|field| field.conforms_to(of))),
            (Value::Function(function), wanted @ Type::Function { parameters, .. }) => {
                function.type_for(parameters.len()).conforms_to(wanted)
            }
            (Value::Boolean(_), Type::Boolean)
            | (Value::Number(_), Type::Number)
            | (Value::String(_), Type::String)
            | (Value::Date(_), Type::Date)
            | (Value::Time(_), Type::Time)
            | (Value::DateTime(_), Type::DateTime)
            | (Value::Duration(_), Type::Duration)
            | (Value::YearsMonths(_), Type::YearsMonths) => true,
            _ => false,
        }
    }

    /// `instance of`: as [`Value::conforms_to`], but null is only an instance of `null`.
    pub fn is_instance_of(&self, wanted: &Type) -> bool {
        match self {
            Value::Null => *wanted == Type::Null,
            _ => self.conforms_to(wanted),
        }
    }

    /// Is a list of exactly one value that value? Then that value; otherwise the value as it is.
    pub fn singleton(self) -> Value {
        match &self {
            Value::List(items) => match items.as_slice() {
                [single] => single.clone(),
                _ => self,
            },
            _ => self,
        }
    }

    /// The list, or the list of this one value. Null stays null.
    pub fn listed(self) -> Value {
        match self {
            Value::List(_) | Value::Null => self,
            single => Value::list(vec![single]),
        }
    }
}

impl Range {
    fn conforms_to(&self, of: &Type) -> bool {
        let fits = |bound: &Bound<Value>| match bound {
            Bound::Included(value) | Bound::Excluded(value) => value.conforms_to(of),
            Bound::Unbounded => true,
        };
        fits(&self.start) && (self.kind != RangeKind::Between || fits(&self.end))
    }
}
