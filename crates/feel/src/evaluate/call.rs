//! Calls of built-in functions: which one, and with what.

use super::{ErrorKind, EvalError, Evaluator, equal};
use crate::ast::{Arguments, Name, Node};
use crate::builtin::{self, Function, Takes};
use crate::nearest::nearest;
use crate::{Span, Value};

impl<'a> Evaluator<'a> {
    pub(super) fn call(
        &mut self,
        name: &Name,
        arguments: &'a Arguments,
        span: Span,
    ) -> Result<Value, EvalError> {
        let candidates = builtin::find(&name.text);
        if candidates.is_empty() {
            let reason = unknown_function(&name.text);
            return Err(EvalError {
                span: name.span,
                reason,
                kind: ErrorKind::UnknownName,
            });
        }
        let (function, nodes) = choose(candidates, arguments).map_err(|reason| EvalError {
            span,
            reason,
            kind: ErrorKind::WrongArguments,
        })?;
        let mut values = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.iter().enumerate() {
            let value = match node {
                Some(node) => {
                    let value = self.value(node)?;
                    self.fitting(function.takes(index), value, node)?
                }
                None => Value::Null,
            };
            values.push(value);
        }
        let cost: u64 = values.iter().map(builtin::cost).sum();
        self.spend(cost, span)?;
        let mut fuel = self.fuel;
        let mut call = builtin::Call {
            values,
            context: self.context,
            fuel: &mut fuel,
        };
        let result = (function.run)(&mut call);
        self.fuel = fuel;
        result.map_err(|failure| failure.at(span))
    }

    /// Checks a value against what the function takes; a single value stands for a list of it.
    fn fitting(&self, takes: Takes, value: Value, node: &Node) -> Result<Value, EvalError> {
        if takes.accepts(&value) {
            return Ok(value);
        }
        match takes {
            Takes::List | Takes::NumberList | Takes::TextList | Takes::BooleanList
                if !value.is_null() =>
            {
                let wrapped = match value {
                    Value::List(_) => value.clone(),
                    single => Value::list(vec![single]),
                };
                match &wrapped {
                    _ if takes.accepts(&wrapped) => Ok(wrapped),
                    Value::List(items) if items.iter().any(Value::is_null) => {
                        let reason =
                            format!("An item of {} has no value yet.", self.describe(node));
                        Err(EvalError {
                            span: node.span,
                            reason,
                            kind: ErrorKind::NoValue,
                        })
                    }
                    _ => {
                        let reason =
                            format!("{} must be {}.", self.describe(node), takes.in_words());
                        Err(EvalError {
                            span: node.span,
                            reason,
                            kind: ErrorKind::WrongType,
                        })
                    }
                }
            }
            _ => Err(self.wrong_type(node, &value, takes.in_words())),
        }
    }
}

/// Which of the functions of one name fits the arguments, and the argument for each of its parameters.
pub(crate) fn choose<'a>(
    candidates: &[&'static Function],
    arguments: &'a Arguments,
) -> Result<(&'static Function, Vec<Option<&'a Node>>), String> {
    let found = candidates
        .iter()
        .find_map(|function| Some((*function, function.assign(arguments)?)));
    found.ok_or_else(|| {
        let forms: Vec<_> = candidates
            .iter()
            .map(|function| function.signature())
            .collect();
        format!("Write {}.", forms.join(", or "))
    })
}

pub(crate) fn unknown_function(name: &str) -> String {
    match nearest(name, builtin::names()) {
        Some(near) => format!("There is no function \"{name}\". Perhaps \"{near}\" is meant."),
        None => format!("There is no function \"{name}\"."),
    }
}

/// Used by functions that look for a value in a list: other kinds are simply not it.
pub(crate) fn is_same(
    a: &Value,
    b: &Value,
    context: &crate::EvalContext,
) -> Result<bool, super::Failure> {
    match equal(a, b, context) {
        Err(failure) if failure.kind == ErrorKind::WrongType => Ok(false),
        result => result,
    }
}
