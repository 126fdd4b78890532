//! Functions that an expression defines: what they remember, and how they run.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::{EvalError, Evaluation, Evaluator, Local};
use crate::ast::Definition;
use crate::check;
use crate::{Callable, Function, Parameter, Type, Value};

/// A defined function with the values it took from around it.
#[derive(Clone)]
pub(super) struct Lambda {
    source: Arc<str>,
    definition: Arc<Definition>,
    parameters: Vec<Parameter>,
    taken: Vec<(String, Value)>,
    /// The key it stands under: by this name it may call itself.
    own_name: Option<String>,
}

/// Nothing but what the function took is in scope inside.
static NO_VARIABLES: BTreeMap<String, Value> = BTreeMap::new();

impl<'a> Evaluator<'a, '_, '_> {
    pub(super) fn function(
        &mut self,
        definition: &'a Arc<Definition>,
        own_name: Option<&str>,
    ) -> Value {
        let taken = definition.takes.iter().filter_map(|name| {
            let value = self.look_up(name)?;
            Some((name.clone(), value.clone()))
        });
        let taken = taken.collect();
        let parameters = definition
            .parameters
            .iter()
            .map(|(name, of)| Parameter::new(name.text.clone(), of.clone()));
        Value::Function(Function::new(Lambda {
            source: self.source.clone(),
            definition: definition.clone(),
            parameters: parameters.collect(),
            taken,
            own_name: own_name.map(str::to_owned),
        }))
    }
}

impl fmt::Debug for Lambda {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.definition.body.span.text(&self.source))
    }
}

impl Callable for Lambda {
    fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    fn gives(&self) -> Type {
        let own = self
            .parameters
            .iter()
            .map(|parameter| (parameter.name.clone(), parameter.of.clone()));
        let taken = self
            .taken
            .iter()
            .map(|(name, value)| (name.clone(), Type::of(value)));
        check::type_of(
            &self.definition.body,
            &self.source,
            &taken.chain(own).collect(),
        )
    }

    fn source(&self) -> Option<&Arc<str>> {
        Some(&self.source)
    }

    fn call(
        &self,
        arguments: Vec<Value>,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, EvalError> {
        let span = self.definition.body.span;
        evaluation.spend(self.taken.len() as u64 / 8, span)?;
        let mut evaluator = Evaluator::new(&self.source, &NO_VARIABLES, evaluation);
        if let Some(name) = &self.own_name {
            // A copy of itself: a function that held itself would never be freed.
            let own = Value::Function(Function::new(self.clone()));
            evaluator.locals.push(Local::Named(name, own));
        }
        for (name, value) in &self.taken {
            evaluator.locals.push(Local::Named(name, value.clone()));
        }
        for (parameter, value) in self.parameters.iter().zip(arguments) {
            evaluator.locals.push(Local::Named(&parameter.name, value));
        }
        evaluator.value(&self.definition.body)
    }
}
