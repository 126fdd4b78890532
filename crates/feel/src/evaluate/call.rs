//! Calls: of functions that are values, and of those built in.

use std::sync::Arc;

use super::{ErrorKind, EvalError, Evaluation, Evaluator, Failure, Rules, equal, weight};
use crate::ast::{Arguments, Name, Node};
use crate::builtin::{self, Form, Forms, Takes};
use crate::nearest::nearest;
use crate::value::Inner;
use crate::{Callable, Function, Span, Type, Value};

impl<'a> Evaluator<'a, '_, '_> {
    pub(super) fn call(
        &mut self,
        name: &'a Name,
        forms: Forms,
        arguments: &'a Arguments,
        span: Span,
    ) -> Result<Value, EvalError> {
        // What is in scope comes before what is built in, if it can be called at all.
        match self.look_up(&name.text) {
            Some(Value::Function(function)) => {
                let function = function.clone();
                self.call_value(&function, arguments, span)
            }
            _ if !forms.is_empty() => self.call_builtin(forms, arguments, span),
            Some(other) => {
                let found = other.kind_in_words();
                let reason = format!("\"{}\" is {found}, which cannot be called.", name.text);
                Err(EvalError::new(name.span, ErrorKind::WrongType, reason))
            }
            None => Err(EvalError::new(
                name.span,
                ErrorKind::UnknownName,
                unknown_function(&name.text),
            )),
        }
    }

    /// Calls the function that a value is.
    pub(super) fn call_value(
        &mut self,
        function: &Function,
        arguments: &'a Arguments,
        span: Span,
    ) -> Result<Value, EvalError> {
        let callable = match &function.0 {
            Inner::Builtin(_, forms) => return self.call_builtin(*forms, arguments, span),
            Inner::Custom(callable) => callable,
        };
        let values = self.arguments(callable.as_ref(), arguments, span)?;
        let noted = self.state.noted().len();
        let result = self
            .state
            .deeper_at(span, |state| callable.call(values, state));
        let is_own = callable
            .source()
            .is_some_and(|source| Arc::ptr_eq(source, self.source));
        if is_own {
            return result;
        }
        // What went wrong inside stands in another source.
        self.state.move_notes(noted, span);
        result.map_err(|error| EvalError { span, ..error })
    }

    fn arguments(
        &mut self,
        callable: &dyn Callable,
        arguments: &'a Arguments,
        span: Span,
    ) -> Result<Vec<Value>, EvalError> {
        match arguments {
            Arguments::Positional(nodes) => {
                let values = nodes.iter().map(|node| self.value(node));
                let values = values.collect::<Result<_, _>>()?;
                fit(self.state, callable, values, span)
            }
            Arguments::Named(named) => {
                let values = named
                    .iter()
                    .map(|(name, node)| Ok((name.text.as_str(), self.value(node)?)));
                let values = values.collect::<Result<_, EvalError>>()?;
                fit_named(self.state, callable, values, span)
            }
        }
    }

    fn call_builtin(
        &mut self,
        forms: Forms,
        arguments: &'a Arguments,
        span: Span,
    ) -> Result<Value, EvalError> {
        if let Arguments::Positional(nodes) = arguments
            && let Some(form) = forms.0.iter().find(|form| form.fits(nodes.len()))
        {
            let mut values = Vec::with_capacity(nodes.len().max(form.parameters.len()));
            for (index, node) in nodes.iter().enumerate() {
                values.push(self.argument(form, index, node)?);
            }
            while values.len() < form.parameters.len() {
                values.push(Value::Null);
            }
            return run(self.state, form, values, span);
        }
        let (form, nodes) = match choose(forms, arguments) {
            Ok(chosen) => chosen,
            Err(reason) => self
                .choose_by_name(forms, arguments)
                .ok_or_else(|| EvalError::new(span, ErrorKind::WrongArguments, reason))?,
        };
        let mut values = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.iter().enumerate() {
            let value = match node {
                Some(node) => self.argument(form, index, node)?,
                None => Value::Null,
            };
            values.push(value);
        }
        run(self.state, form, values, span)
    }

    fn argument(&mut self, form: &Form, index: usize, node: &'a Node) -> Result<Value, EvalError> {
        let value = self.value(node)?;
        let takes = form.takes(index);
        if takes.accepts(&value) {
            Ok(value)
        } else {
            self.fitting(takes, value, node)
        }
    }

    /// In the standard, what is not given by name is null, if the function takes that.
    fn choose_by_name(
        &self,
        forms: Forms,
        arguments: &'a Arguments,
    ) -> Option<(&'static Form, Vec<Option<&'a Node>>)> {
        let Arguments::Named(named) = arguments else {
            return None;
        };
        forms.0.iter().filter(|_| self.is_kind()).find_map(|form| {
            let nodes = form.by_some_names(named)?;
            let mut missing = nodes.iter().enumerate().take(form.required);
            missing
                .all(|(index, node)| node.is_some() || form.takes(index).accepts(&Value::Null))
                .then_some((*form, nodes))
        })
    }

    /// Makes a value fit what the function takes: a single value stands for a list of it,
    /// in the kind mode a list of one value for that value.
    fn fitting(&self, takes: Takes, value: Value, node: &Node) -> Result<Value, EvalError> {
        if let Some(fitting) = fitted(takes, &value, self.state.is_kind()) {
            return Ok(fitting);
        }
        let is_list = value.is_null() || !takes.is_list();
        if is_list {
            return Err(self.wrong_type(node, &value, takes.in_words()));
        }
        match &value {
            Value::List(items) if items.iter().any(Value::is_null) => {
                let reason = format!("An item of {} has no value yet.", self.describe(node));
                Err(EvalError::new(node.span, ErrorKind::NoValue, reason))
            }
            _ => {
                let reason = format!("{} must be {}.", self.describe(node), takes.in_words());
                Err(EvalError::new(node.span, ErrorKind::WrongType, reason))
            }
        }
    }
}

/// The value as the function takes it, where that is not simply the value.
fn fitted(takes: Takes, value: &Value, is_kind: bool) -> Option<Value> {
    let other = match value {
        Value::Null => return None,
        Value::List(items) if is_kind && !takes.is_list() => match items.as_slice() {
            [single] => single.clone(),
            _ => return None,
        },
        Value::List(_) => return None,
        single if takes.is_list() => Value::list(vec![single.clone()]),
        _ => return None,
    };
    takes.accepts(&other).then_some(other)
}

/// Runs a built-in function whose arguments fit.
fn run(
    state: &mut Evaluation<'_>,
    form: &'static Form,
    values: Vec<Value>,
    span: Span,
) -> Result<Value, EvalError> {
    let cost: u64 = values.iter().map(builtin::cost).sum();
    state.spend(cost, span)?;
    let mut call = builtin::Call {
        values,
        context: state.context(),
        state,
    };
    (form.run)(&mut call).map_err(|failure| failure.at(span))
}

/// Calls any function with values.
pub(crate) fn positional(
    state: &mut Evaluation<'_>,
    function: &Function,
    arguments: Vec<Value>,
) -> Result<Value, EvalError> {
    match &function.0 {
        Inner::Custom(callable) => {
            let values = fit(state, callable.as_ref(), arguments, Span::default())?;
            callable.call(values, state)
        }
        Inner::Builtin(_, forms) => {
            let count = arguments.len();
            let form = forms.0.iter().find(|form| form.fits(count));
            let form = form.ok_or_else(|| wrong_arguments(*forms))?;
            let missing = form.parameters.len().saturating_sub(count);
            let given = arguments.into_iter().map(Some);
            let values = given.chain(std::iter::repeat_n(None, missing)).collect();
            builtin_with(state, form, values)
        }
    }
}

/// Calls any function with values by the names of its parameters.
pub(crate) fn named(
    state: &mut Evaluation<'_>,
    function: &Function,
    arguments: Vec<(String, Value)>,
) -> Result<Value, EvalError> {
    match &function.0 {
        Inner::Custom(callable) => {
            let arguments = arguments
                .iter()
                .map(|(name, value)| (name.as_str(), value.clone()))
                .collect();
            let values = fit_named(state, callable.as_ref(), arguments, Span::default())?;
            callable.call(values, state)
        }
        Inner::Builtin(_, forms) => {
            let fits = forms.0.iter().find_map(|form| {
                let names = arguments.iter().map(|(name, _)| name.as_str());
                Some((*form, form.by_name(&names.collect::<Vec<_>>())?))
            });
            let (form, places) = fits.ok_or_else(|| wrong_arguments(*forms))?;
            let value = |place: Option<usize>| Some(arguments.get(place?)?.1.clone());
            builtin_with(state, form, places.into_iter().map(value).collect())
        }
    }
}

fn builtin_with(
    state: &mut Evaluation<'_>,
    form: &'static Form,
    arguments: Vec<Option<Value>>,
) -> Result<Value, EvalError> {
    let is_kind = state.is_kind();
    let values = arguments.into_iter().enumerate().map(|(index, value)| {
        let takes = form.takes(index);
        match value {
            Some(value) if takes.accepts(&value) => Ok(value),
            Some(value) => fitted(takes, &value, is_kind).ok_or_else(|| {
                let found = value.kind_in_words();
                let reason = format!("This is {found}, and {} is needed here.", takes.in_words());
                EvalError::new(Span::default(), ErrorKind::WrongType, reason)
            }),
            None => Ok(Value::Null),
        }
    });
    let values = values.collect::<Result<_, _>>()?;
    run(state, form, values, Span::default())
}

fn wrong_arguments(forms: Forms) -> EvalError {
    let reason = format!("Write {}.", forms.signatures());
    EvalError::new(Span::default(), ErrorKind::WrongArguments, reason)
}

/// One argument for each parameter, converted to its type.
fn fit(
    state: &mut Evaluation<'_>,
    callable: &dyn Callable,
    values: Vec<Value>,
    span: Span,
) -> Result<Vec<Value>, EvalError> {
    let parameters = callable.parameters();
    if values.len() != parameters.len() {
        let reason = wrong_count(parameters.len(), values.len());
        return Err(EvalError::new(span, ErrorKind::WrongArguments, reason));
    }
    let mut fitting = Vec::with_capacity(values.len());
    for (value, parameter) in values.into_iter().zip(parameters) {
        if parameter.of == Type::Any {
            fitting.push(value);
            continue;
        }
        // Whether it fits is seen by walking through it.
        state.spend(weight(&value, state.fuel + 1), span)?;
        let Some(converted) = parameter.of.convert(&value) else {
            let reason = format!(
                "\"{}\" is {}, and {} is needed here.",
                parameter.name,
                value.kind_in_words(),
                parameter.of
            );
            return Err(EvalError::new(span, ErrorKind::WrongType, reason));
        };
        fitting.push(converted);
    }
    Ok(fitting)
}

pub(crate) fn wrong_count(wanted: usize, given: usize) -> String {
    let wanted = match wanted {
        0 => "no inputs".to_owned(),
        1 => "1 input".to_owned(),
        count => format!("{count} inputs"),
    };
    let given = match given {
        1 => "1 is".to_owned(),
        count => format!("{count} are"),
    };
    format!("This function takes {wanted}, and {given} given.")
}

fn fit_named(
    state: &mut Evaluation<'_>,
    callable: &dyn Callable,
    named: Vec<(&str, Value)>,
    span: Span,
) -> Result<Vec<Value>, EvalError> {
    let parameters = callable.parameters();
    let mut values = vec![Value::Null; parameters.len()];
    for (name, value) in named {
        let place = parameters
            .iter()
            .position(|parameter| parameter.name == name);
        match place.and_then(|place| values.get_mut(place)) {
            Some(place) => *place = value,
            None => {
                let known = parameters.iter().map(|parameter| parameter.name.as_str());
                let reason = match nearest(name, known) {
                    Some(near) => {
                        format!("There is no input \"{name}\". Perhaps \"{near}\" is meant.")
                    }
                    None => format!("There is no input \"{name}\"."),
                };
                return Err(EvalError::new(span, ErrorKind::WrongArguments, reason));
            }
        }
    }
    fit(state, callable, values, span)
}

/// Which of the forms fits the arguments, and the argument for each of its parameters.
pub(crate) fn choose(
    forms: Forms,
    arguments: &Arguments,
) -> Result<(&'static Form, Vec<Option<&Node>>), String> {
    let found = forms
        .0
        .iter()
        .find_map(|form| Some((*form, form.assign(arguments)?)));
    found.ok_or_else(|| format!("Write {}.", forms.signatures()))
}

pub(crate) fn unknown_function(name: &str) -> String {
    match nearest(name, builtin::names()) {
        Some(near) => format!("There is no function \"{name}\". Perhaps \"{near}\" is meant."),
        None => format!("There is no function \"{name}\"."),
    }
}

/// Used by functions that look for a value in a list: other kinds are simply not it.
pub(crate) fn is_same(a: &Value, b: &Value, rules: Rules<'_>) -> Result<bool, Failure> {
    match equal(a, b, rules) {
        Err(failure) if failure.kind == ErrorKind::WrongType => Ok(false),
        result => result,
    }
}
