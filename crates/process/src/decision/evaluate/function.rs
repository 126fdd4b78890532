//! Knowledge models, decision services and boxed functions as functions that FEEL can call.

use super::logic::{Place, value};
use super::{Record, Session, Variables, broken, convert, function, scope};
use crate::decision::compile::{Body, ElementId, Lambda, Program};
use feel::{Callable, EvalError, Evaluation, Parameter, Span, Type, Value};
use std::fmt;
use std::sync::Arc;

/// A business knowledge model.
pub(super) struct Knowledge {
    pub program: Arc<Program>,
    pub element: ElementId,
    pub record: Record,
}

/// A decision service.
pub(super) struct Served {
    pub program: Arc<Program>,
    pub element: ElementId,
    pub record: Record,
}

/// A boxed function with the values around it.
pub(super) struct Closure {
    pub lambda: Arc<Lambda>,
    pub scope: Variables,
    /// The name it has where it is defined: by it, it may call itself.
    pub own_name: Option<String>,
    pub element: String,
    pub record: Record,
}

impl Callable for Knowledge {
    fn parameters(&self) -> &[Parameter] {
        match &self.program.elements[self.element.0].body {
            Body::Knowledge(lambda) => &lambda.parameters,
            _ => &[],
        }
    }

    fn gives(&self) -> Type {
        self.program.elements[self.element.0].shape.to_type()
    }

    fn call(
        &self,
        arguments: Vec<Value>,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, EvalError> {
        let compiled = &self.program.elements[self.element.0];
        let lambda = match &compiled.body {
            Body::Knowledge(lambda) => lambda,
            Body::Broken(reason) => return Err(broken(reason)),
            _ => return Ok(Value::Null),
        };
        evaluation.spend(compiled.needs.len() as u64, Span::default())?;
        let own = |element| Value::Function(function(&self.program, element, &self.record));
        let mut scope = scope(&self.program, compiled, own);
        scope.insert(compiled.variable.clone(), own(self.element));
        let place = Place {
            element: &compiled.name,
            record: &self.record,
        };
        let result = run(lambda, arguments, scope, place, evaluation)?;
        convert(&result, &compiled.shape, &compiled.name, evaluation)
    }
}

impl Callable for Served {
    fn parameters(&self) -> &[Parameter] {
        match &self.program.elements[self.element.0].body {
            Body::Service(service) => &service.parameters,
            _ => &[],
        }
    }

    fn gives(&self) -> Type {
        self.program.elements[self.element.0].shape.to_type()
    }

    fn call(
        &self,
        arguments: Vec<Value>,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, EvalError> {
        let compiled = &self.program.elements[self.element.0];
        match &compiled.body {
            Body::Service(service) => evaluation.deeper(|evaluation| {
                Session::new(&self.program, &self.record)
                    .serve(compiled, service, arguments, evaluation)
            }),
            Body::Broken(reason) => Err(broken(reason)),
            _ => Ok(Value::Null),
        }
    }
}

impl Callable for Closure {
    fn parameters(&self) -> &[Parameter] {
        &self.lambda.parameters
    }

    fn call(
        &self,
        arguments: Vec<Value>,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, EvalError> {
        let copies = self.scope.len() as u64 * 2;
        evaluation.spend(copies, Span::default())?;
        let mut scope = self.scope.clone();
        if let Some(name) = &self.own_name {
            // A copy of itself: a function that held itself would never be freed.
            let own = Closure {
                lambda: self.lambda.clone(),
                scope: self.scope.clone(),
                own_name: self.own_name.clone(),
                element: self.element.clone(),
                record: self.record.clone(),
            };
            scope.insert(name.clone(), Value::Function(feel::Function::new(own)));
        }
        let place = Place {
            element: &self.element,
            record: &self.record,
        };
        run(&self.lambda, arguments, scope, place, evaluation)
    }
}

fn run(
    lambda: &Lambda,
    arguments: Vec<Value>,
    mut scope: Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    let parameters = lambda.parameters.iter().zip(&lambda.shapes);
    for ((parameter, shape), argument) in parameters.zip(&arguments) {
        // FEEL has converted it to the type; here its conditions are looked at as well.
        let argument = convert(argument, shape, &parameter.name, evaluation)?;
        scope.insert(parameter.name.clone(), argument);
    }
    evaluation.deeper(|evaluation| value(&lambda.body, &mut scope, place, evaluation))
}

macro_rules! shown_by_its_parameters {
    ($($name:ty),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.parameters()).finish()
            }
        }
    )*};
}

shown_by_its_parameters!(Knowledge, Served, Closure);
