//! Works decisions out: what they require first, each once.

mod boxed;
mod function;
mod hits;
mod logic;
mod loops;
mod table;

use super::answer::{Answer, Fired, Inputs, Mistake};
use super::compile::{Body, Compiled, ElementId, Program, Service, TableLogic};
use super::shape::Shape;
use feel::{ErrorKind, EvalContext, EvalError, Evaluation, Function, Mode, Span, Value};
use function::{Knowledge, Served};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

pub(crate) use hits::Decided;
pub(crate) use table::NO_RULE;

pub(crate) type Variables = BTreeMap<String, Value>;

/// Which rules fired, noted by whoever works out a table.
pub(crate) type Record = Arc<Mutex<Vec<Fired>>>;

/// Asks one element.
pub(crate) fn ask(
    program: &Arc<Program>,
    element: ElementId,
    inputs: &Inputs,
    context: &EvalContext,
    mode: Mode,
) -> Result<Answer, EvalError> {
    let mut evaluation = Evaluation::new(context, mode);
    let record = Record::default();
    let mut session = Session::new(program, &record);
    let value = session.ask(element, inputs, &mut evaluation)?;
    let value = evaluation.deliver(value, Span::default())?;
    let fired = record.lock().map(|fired| fired.clone());
    Ok(Answer {
        value,
        fired: fired.unwrap_or_default(),
        mistakes: evaluation
            .into_noted()
            .into_iter()
            .map(Mistake::from)
            .collect(),
    })
}

/// A table on its own.
pub(crate) fn decide(
    table: &TableLogic,
    variables: &Variables,
    evaluation: &mut Evaluation<'_>,
) -> Result<Decided, EvalError> {
    let place = logic::Place {
        element: "",
        record: &Record::default(),
    };
    table::decide(table, &mut variables.clone(), place, evaluation)
}

/// Decisions that see the same inputs.
struct Session<'p> {
    program: &'p Arc<Program>,
    record: &'p Record,
    known: BTreeMap<ElementId, Value>,
}

impl<'p> Session<'p> {
    fn new(program: &'p Arc<Program>, record: &'p Record) -> Self {
        Self {
            program,
            record,
            known: BTreeMap::new(),
        }
    }

    fn element(&self, element: ElementId) -> &'p Compiled {
        &self.program.elements[element.0]
    }

    fn ask(
        &mut self,
        element: ElementId,
        inputs: &Inputs,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, EvalError> {
        let compiled = self.element(element);
        match &compiled.body {
            Body::Service(service) => {
                let given = |input: &ElementId| {
                    let input = self.element(*input);
                    let value = inputs.get(&input.namespace, &input.name);
                    value.cloned().unwrap_or_default()
                };
                let arguments = service.inputs.iter().map(given).collect();
                let result = self.serve(compiled, service, arguments, evaluation);
                evaluation.forgive(result)
            }
            Body::Knowledge(lambda) => {
                let given = |name: &str| inputs.get(&compiled.namespace, name);
                let parameters = lambda.parameters.iter();
                let arguments = parameters.map(|it| given(&it.name).cloned().unwrap_or_default());
                let function = self.function(element);
                evaluation.call(&function, arguments.collect())
            }
            _ => {
                self.require(element, Some(inputs), evaluation)?;
                Ok(self.known.remove(&element).unwrap_or_default())
            }
        }
    }

    /// Works out a decision service with arguments in the order of its parameters.
    fn serve(
        &mut self,
        compiled: &Compiled,
        service: &Service,
        arguments: Vec<Value>,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, EvalError> {
        for (input, value) in service.inputs.iter().zip(arguments) {
            let it = self.element(*input);
            let value = convert(&value, &it.shape, &it.name, evaluation)?;
            self.known.insert(*input, value);
        }
        let mut results = BTreeMap::new();
        for output in &service.outputs {
            self.require(*output, None, evaluation)?;
            let value = self.known.get(output).cloned().unwrap_or_default();
            results.insert(self.element(*output).name.clone(), value);
        }
        let value = match service.outputs.as_slice() {
            [_] => results.into_values().next().unwrap_or_default(),
            _ => Value::context(results),
        };
        convert(&value, &compiled.shape, &compiled.name, evaluation)
    }

    /// Works out an element and all that it requires. Without inputs, input data that is not known yet is null.
    fn require(
        &mut self,
        element: ElementId,
        inputs: Option<&Inputs>,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<(), EvalError> {
        let mut all = BTreeSet::new();
        let mut open = vec![element];
        while let Some(next) = open.pop() {
            let compiled = self.element(next);
            if self.known.contains_key(&next) || !all.insert((compiled.rank, next)) {
                continue;
            }
            evaluation.spend(1, Span::default())?;
            let given = inputs
                .filter(|_| matches!(compiled.body, Body::Input | Body::Decision(_)))
                .and_then(|inputs| inputs.get(&compiled.namespace, &compiled.name));
            match given {
                Some(value) if next != element || matches!(compiled.body, Body::Input) => {
                    let value = convert(value, &compiled.shape, &compiled.name, evaluation);
                    let value = evaluation.forgive(value)?;
                    self.known.insert(next, value);
                }
                _ => open.extend(compiled.needs.iter().map(|need| need.element)),
            }
        }
        for (_, next) in all {
            if !self.known.contains_key(&next) {
                let result = self.work_out(next, evaluation);
                let value = evaluation.forgive(result)?;
                self.known.insert(next, value);
            }
        }
        Ok(())
    }

    fn work_out(
        &self,
        element: ElementId,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, EvalError> {
        let compiled = self.element(element);
        match &compiled.body {
            Body::Input | Body::Decision(None) => Ok(Value::Null),
            Body::Broken(reason) => Err(broken(reason)),
            Body::Knowledge(_) | Body::Service(_) => Ok(Value::Function(self.function(element))),
            Body::Decision(Some(logic)) => {
                evaluation.spend(compiled.needs.len() as u64, Span::default())?;
                let mut scope = self.scope(compiled);
                let place = logic::Place {
                    element: &compiled.name,
                    record: self.record,
                };
                let value = logic::value(logic, &mut scope, place, evaluation)?;
                convert(&value, &compiled.shape, &compiled.name, evaluation)
            }
        }
    }

    fn function(&self, element: ElementId) -> Function {
        function(self.program, element, self.record)
    }

    /// What the logic of an element can name.
    fn scope(&self, compiled: &Compiled) -> Variables {
        scope(self.program, compiled, |element| {
            match self.known.get(&element) {
                Some(value) => value.clone(),
                None => Value::Null,
            }
        })
    }
}

/// A knowledge model or a service as a function.
fn function(program: &Arc<Program>, element: ElementId, record: &Record) -> Function {
    let program = program.clone();
    let record = record.clone();
    match &program.elements[element.0].body {
        Body::Service(_) => Function::new(Served {
            program,
            element,
            record,
        }),
        _ => Function::new(Knowledge {
            program,
            element,
            record,
        }),
    }
}

/// What an element requires, by the names its logic uses.
fn scope(program: &Program, compiled: &Compiled, value: impl Fn(ElementId) -> Value) -> Variables {
    let mut scope = Variables::new();
    let mut imports: BTreeMap<&str, Variables> = BTreeMap::new();
    for need in &compiled.needs {
        let name = program.elements[need.element.0].variable.clone();
        let value = value(need.element);
        match &need.import {
            Some(import) => imports.entry(import).or_default().insert(name, value),
            None => scope.insert(name, value),
        };
    }
    for (import, values) in imports {
        scope.insert(import.to_owned(), Value::context(values));
    }
    scope
}

/// A value as the type that was declared for it.
fn convert(
    value: &Value,
    shape: &Shape,
    name: &str,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    if shape.is_any() {
        return Ok(value.clone());
    }
    match shape.convert(value, evaluation)? {
        Some(converted) => Ok(converted),
        None => Err(EvalError::new(
            Span::default(),
            ErrorKind::WrongType,
            format!(
                "“{name}” is {}, which is not what it was declared to be.",
                value.kind_in_words()
            ),
        )),
    }
}

fn broken(reason: &str) -> EvalError {
    EvalError::new(Span::default(), ErrorKind::Unreadable, reason)
}
