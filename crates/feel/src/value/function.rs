//! Functions as values: those built in, those an expression defines, and those the caller brings along.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::builtin::Forms;
use crate::{EvalError, Evaluation, Type, Value};

/// A function as a value. Cloning is cheap. Two are equal only when they are one and the same.
///
/// A function can be called and passed on, but not stored: its serde form is an error.
#[derive(Clone)]
pub struct Function(pub(crate) Inner);

#[derive(Clone)]
pub(crate) enum Inner {
    Builtin(&'static str, Forms),
    Custom(Arc<dyn Callable>),
}

/// What a function takes: a name, and the type its argument is converted to (see [`Type::convert`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameter {
    pub name: String,
    pub of: Type,
}

impl Parameter {
    pub fn new(name: impl Into<String>, of: Type) -> Parameter {
        Parameter {
            name: name.into(),
            of,
        }
    }
}

/// A function that is not built in. Business knowledge models and decision services are such functions.
pub trait Callable: Send + Sync + fmt::Debug {
    fn parameters(&self) -> &[Parameter];

    /// The type of what it gives, as far as it is known. It is not enforced.
    fn gives(&self) -> Type {
        Type::Any
    }

    /// The source that the places of its errors refer to, when it was written as an expression.
    fn source(&self) -> Option<&Arc<str>> {
        None
    }

    /// Works the function out. There is one argument for each parameter, in that order, already converted to
    /// the parameter's type. Fuel and depth come from the evaluation that the call is part of: what the
    /// function evaluates itself it must evaluate through it.
    fn call(
        &self,
        arguments: Vec<Value>,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, EvalError>;
}

impl Function {
    pub fn new(callable: impl Callable + 'static) -> Function {
        Function(Inner::Custom(Arc::new(callable)))
    }

    pub fn shared(callable: Arc<dyn Callable>) -> Function {
        Function(Inner::Custom(callable))
    }

    /// How it is written: `sum(…)`, `function(a, b)`.
    pub fn signature(&self) -> String {
        match &self.0 {
            Inner::Builtin(_, forms) => forms.signatures(),
            Inner::Custom(callable) => {
                let names: Vec<_> = callable
                    .parameters()
                    .iter()
                    .map(|parameter| parameter.name.as_str())
                    .collect();
                format!("function({})", names.join(", "))
            }
        }
    }

    /// Its type, with the parameters of its first form.
    pub fn type_of(&self) -> Type {
        let first = match &self.0 {
            Inner::Builtin(_, forms) => forms.0.first().map_or(0, |form| form.parameters.len()),
            Inner::Custom(callable) => callable.parameters().len(),
        };
        self.type_for(first)
    }

    /// Its type when it is called with so many arguments, if it can be.
    pub(crate) fn type_for(&self, count: usize) -> Type {
        match &self.0 {
            Inner::Builtin(_, forms) => forms.type_for(count),
            Inner::Custom(callable) => Type::Function {
                parameters: callable
                    .parameters()
                    .iter()
                    .map(|parameter| parameter.of.clone())
                    .collect(),
                gives: Box::new(callable.gives()),
            },
        }
    }
}

impl PartialEq for Function {
    fn eq(&self, other: &Function) -> bool {
        match (&self.0, &other.0) {
            (Inner::Builtin(a, _), Inner::Builtin(b, _)) => a == b,
            (Inner::Custom(a), Inner::Custom(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Eq for Function {}

impl Hash for Function {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.0 {
            Inner::Builtin(name, _) => name.hash(state),
            Inner::Custom(callable) => Arc::as_ptr(callable).cast::<()>().hash(state),
        }
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.signature())
    }
}
