//! Types as models define them: what a value is, and which conditions it must meet.

use feel::{EvalError, Evaluation, Type, UnaryTests, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many parts of a type are spelled out for the parser and for signatures; what lies beyond may be anything.
const SPELLED_OUT: usize = 2_000;

#[derive(Debug, Default)]
pub(crate) struct Shape {
    pub kind: ShapeKind,
    /// All must hold for a value that is there.
    pub checks: Vec<UnaryTests>,
}

#[derive(Debug)]
pub(crate) enum ShapeKind {
    Plain(Type),
    List(Arc<Shape>),
    Fields(BTreeMap<String, Arc<Shape>>),
}

impl Default for ShapeKind {
    fn default() -> Self {
        Self::Plain(Type::Any)
    }
}

impl Shape {
    pub fn plain(of: Type) -> Self {
        Self {
            kind: ShapeKind::Plain(of),
            checks: Vec::new(),
        }
    }

    /// Whether nothing is asked of a value.
    pub fn is_any(&self) -> bool {
        self.checks.is_empty() && matches!(self.kind, ShapeKind::Plain(Type::Any))
    }

    pub fn is_function(&self) -> bool {
        matches!(self.kind, ShapeKind::Plain(Type::Function { .. }))
    }

    /// The values it can have as its author listed them; of a list, those of its items.
    pub fn allowed(&self) -> Option<String> {
        match (self.checks.first(), &self.kind) {
            (Some(tests), _) => Some(tests.source().to_owned()),
            (None, ShapeKind::List(item)) => item.allowed(),
            _ => None,
        }
    }

    /// The type as FEEL knows it, without conditions.
    pub fn to_type(&self) -> Type {
        self.spell_out(&mut SPELLED_OUT.clone())
    }

    fn spell_out(&self, left: &mut usize) -> Type {
        let Some(less) = left.checked_sub(1) else {
            return Type::Any;
        };
        *left = less;
        match &self.kind {
            ShapeKind::Plain(of) => of.clone(),
            ShapeKind::List(item) => Type::list(item.spell_out(left)),
            ShapeKind::Fields(fields) => Type::Context(
                fields
                    .iter()
                    .map(|(name, field)| (name.clone(), field.spell_out(left)))
                    .collect(),
            ),
        }
    }

    /// The value as this type, when it fits or can be made to (DMN 1.5, 10.3.2.9.4): a list of one value becomes the
    /// value, a value the list of it, a date the moment at which it begins. An error only when the fuel is used up.
    pub fn convert(
        &self,
        value: &Value,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Option<Value>, EvalError> {
        if self.fits(value, evaluation)? {
            return Ok(Some(value.clone()));
        }
        let changed = match (&self.kind, value) {
            (ShapeKind::List(_), Value::List(_)) => return Ok(None),
            (ShapeKind::List(_), single) => Value::list(vec![single.clone()]),
            (_, Value::List(items)) => match items.as_slice() {
                [single] => single.clone(),
                _ => return Ok(None),
            },
            (ShapeKind::Plain(of), value) => match of.convert(value) {
                Some(changed) => changed,
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        Ok(self.fits(&changed, evaluation)?.then_some(changed))
    }

    fn fits(&self, value: &Value, evaluation: &mut Evaluation<'_>) -> Result<bool, EvalError> {
        evaluation.spend(1, Default::default())?;
        if value.is_null() {
            return Ok(true);
        }
        let right = match (&self.kind, value) {
            (ShapeKind::Plain(of), value) => value.conforms_to(of),
            (ShapeKind::List(item), Value::List(items)) => {
                for each in items.iter() {
                    if !item.fits(each, evaluation)? {
                        return Ok(false);
                    }
                }
                true
            }
            (ShapeKind::Fields(fields), Value::Context(entries)) => {
                for (name, field) in fields {
                    match entries.get(name) {
                        Some(entry) if field.fits(entry, evaluation)? => {}
                        _ => return Ok(false),
                    }
                }
                true
            }
            _ => false,
        };
        if !right {
            return Ok(false);
        }
        let nothing = BTreeMap::new();
        for check in &self.checks {
            if evaluation.holds(check, value, &nothing)? != Value::Boolean(true) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
