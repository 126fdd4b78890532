//! What a place wants: what fits it is offered first.

use crate::Type;
use crate::builtin::Takes;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wanted {
    Anything,
    /// A value of one of these types.
    Types(Vec<Type>),
    /// What one of these parameters takes.
    Takes(Vec<Takes>),
    /// A condition; whatever can be compared may begin one.
    Condition,
}

impl Wanted {
    pub fn of(expected: Option<&Type>) -> Wanted {
        match expected {
            None | Some(Type::Any) => Wanted::Anything,
            Some(Type::Boolean) => Wanted::Condition,
            Some(of) => Wanted::Types(vec![of.clone()]),
        }
    }

    /// What an item of a list is wanted to be.
    pub fn item(&self) -> Wanted {
        let Wanted::Types(types) = self else {
            return Wanted::Anything;
        };
        let items = types.iter().filter_map(|of| match of {
            Type::List(item) => Some(item.as_ref().clone()),
            _ => None,
        });
        Wanted::any_of(items)
    }

    /// What the ends of a range are wanted to be.
    pub fn end(&self) -> Wanted {
        let Wanted::Types(types) = self else {
            return Wanted::Anything;
        };
        let ends = types.iter().filter_map(|of| match of {
            Type::Range(end) => Some(end.as_ref().clone()),
            _ => None,
        });
        Wanted::any_of(ends)
    }

    /// What a field of a group is wanted to be.
    pub fn field(&self, name: &str) -> Wanted {
        let Wanted::Types(types) = self else {
            return Wanted::Anything;
        };
        let fields = types.iter().filter_map(|of| match of {
            Type::Context(fields) => fields.get(name).cloned(),
            _ => None,
        });
        Wanted::any_of(fields)
    }

    pub fn any_of(types: impl IntoIterator<Item = Type>) -> Wanted {
        let types: Vec<_> = types.into_iter().filter(|of| *of != Type::Any).collect();
        if types.is_empty() {
            Wanted::Anything
        } else {
            Wanted::Types(types)
        }
    }

    /// How well a value of a type fits: 0 does, 1 may, 2 does not.
    pub fn fit(&self, of: &Type) -> u8 {
        let fits = match self {
            Wanted::Anything => true,
            Wanted::Condition => return u8::from(matches!(of, Type::Function { .. })),
            Wanted::Types(types) => types.iter().any(|wanted| of.may_be(wanted)),
            Wanted::Takes(takes) => takes.iter().any(|takes| takes.may_accept(of)),
        };
        match of {
            Type::Any => u8::from(*self != Wanted::Anything),
            _ if fits => 0,
            // One of its fields may.
            Type::Context(_) => 1,
            _ => 2,
        }
    }

    /// The choices and the yes and no that can be written out here.
    pub fn values(&self) -> Vec<(String, Type)> {
        let types: &[Type] = match self {
            Wanted::Types(types) => types,
            Wanted::Takes(takes) if takes.contains(&Takes::Boolean) => &[Type::Boolean],
            Wanted::Takes(_) | Wanted::Anything | Wanted::Condition => &[],
        };
        let mut values = Vec::new();
        for of in types {
            match of {
                Type::Choice(choices) => {
                    values.extend(choices.iter().map(|choice| {
                        (crate::Value::from(choice.as_str()).to_source(), of.clone())
                    }))
                }
                Type::Boolean => {
                    values.extend(["true", "false"].map(|word| (word.to_owned(), Type::Boolean)))
                }
                _ => {}
            }
        }
        values
    }
}
