//! The built-in functions: one file a family, one table of all.

mod contexts;
mod lists;
mod numbers;
mod statistics;
mod strings;
mod takes;
mod temporal;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::ast::{Arguments, Node};
use crate::evaluate::{ErrorKind, Failure, weight};
use crate::{EvalContext, Number, Value};
pub(crate) use takes::{Gives, Takes};

/// A built-in function in one of its forms. Several forms may have one name.
pub(crate) struct Function {
    pub name: &'static str,
    pub parameters: &'static [(&'static str, Takes)],
    /// How many parameters must be given; the others are null when they are not.
    pub required: usize,
    /// Whether the last parameter may be given any number of times.
    pub repeats: bool,
    pub gives: Gives,
    pub run: fn(&mut Call<'_>) -> Result<Value, Failure>,
}

const fn function(
    name: &'static str,
    parameters: &'static [(&'static str, Takes)],
    gives: Gives,
    run: fn(&mut Call<'_>) -> Result<Value, Failure>,
) -> Function {
    Function {
        name,
        parameters,
        required: parameters.len(),
        repeats: false,
        gives,
        run,
    }
}

impl Function {
    const fn optional(self, count: usize) -> Function {
        Function {
            required: self.parameters.len() - count,
            ..self
        }
    }

    const fn repeating(self) -> Function {
        Function {
            repeats: true,
            ..self
        }
    }

    pub fn takes(&self, index: usize) -> Takes {
        let last = self.parameters.len().saturating_sub(1);
        self.parameters
            .get(index.min(last))
            .map_or(Takes::Anything, |(_, takes)| *takes)
    }

    /// The argument for each parameter, if they fit by number or by name.
    pub fn assign<'a>(&self, arguments: &'a Arguments) -> Option<Vec<Option<&'a Node>>> {
        match arguments {
            Arguments::Positional(nodes) => {
                let fits = nodes.len() >= self.required
                    && (self.repeats || nodes.len() <= self.parameters.len());
                fits.then(|| {
                    let missing = self.parameters.len().saturating_sub(nodes.len());
                    nodes
                        .iter()
                        .map(Some)
                        .chain(std::iter::repeat_n(None, missing))
                        .collect()
                })
            }
            Arguments::Named(named) => {
                let known = |name: &str| {
                    self.parameters
                        .iter()
                        .any(|(parameter, _)| *parameter == name)
                };
                if !named.iter().all(|(name, _)| known(&name.text)) {
                    return None;
                }
                let given: Vec<_> = self
                    .parameters
                    .iter()
                    .map(|(parameter, _)| {
                        named
                            .iter()
                            .find(|(name, _)| name.text == *parameter)
                            .map(|(_, node)| node)
                    })
                    .collect();
                given
                    .iter()
                    .take(self.required)
                    .all(Option::is_some)
                    .then_some(given)
            }
        }
    }

    /// How to write it: `substring(string, start position, length)`.
    pub fn signature(&self) -> String {
        let names: Vec<_> = self.parameters.iter().map(|(name, _)| *name).collect();
        let more = if self.repeats { ", …" } else { "" };
        format!("{}({}{more})", self.name, names.join(", "))
    }
}

static FUNCTIONS: LazyLock<BTreeMap<&'static str, Vec<&'static Function>>> = LazyLock::new(|| {
    let mut functions: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let families = [
        strings::FUNCTIONS,
        numbers::FUNCTIONS,
        statistics::FUNCTIONS,
        lists::FUNCTIONS,
        contexts::FUNCTIONS,
        temporal::FUNCTIONS,
    ];
    for function in families.into_iter().flatten() {
        functions.entry(function.name).or_default().push(function);
    }
    functions
});

/// All forms of the function of this name; none when there is no such function.
pub(crate) fn find(name: &str) -> &'static [&'static Function] {
    FUNCTIONS.get(name).map_or(&[], Vec::as_slice)
}

pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.keys().copied()
}

/// Fuel for taking a value in: most functions look at all of a text, and once at each item.
pub(crate) fn cost(value: &Value) -> u64 {
    match value {
        Value::String(text) => text.len() as u64 / 16,
        Value::List(items) => items.len() as u64,
        Value::Context(fields) => fields.len() as u64,
        _ => 1,
    }
}

/// One call: its arguments, already checked against what the function takes.
pub(crate) struct Call<'a> {
    pub values: Vec<Value>,
    pub context: &'a EvalContext,
    pub fuel: &'a mut u64,
}

impl Call<'_> {
    fn value(&self, index: usize) -> &Value {
        self.values.get(index).unwrap_or(&Value::Null)
    }

    fn is_given(&self, index: usize) -> bool {
        !self.value(index).is_null()
    }

    fn text(&self, index: usize) -> Result<Arc<str>, Failure> {
        match self.value(index) {
            Value::String(text) => Ok(text.clone()),
            other => Err(unfit(other, "a text")),
        }
    }

    fn number(&self, index: usize) -> Result<Number, Failure> {
        match self.value(index) {
            Value::Number(number) => Ok(*number),
            other => Err(unfit(other, "a number")),
        }
    }

    fn whole(&self, index: usize) -> Result<i64, Failure> {
        self.number(index)?
            .to_i64()
            .ok_or_else(|| Failure::new(ErrorKind::OutOfRange, "Here a whole number is needed."))
    }

    fn list(&self, index: usize) -> Result<Arc<Vec<Value>>, Failure> {
        match self.value(index) {
            Value::List(items) => Ok(items.clone()),
            other => Err(unfit(other, "a list")),
        }
    }

    /// The items of a list that is the only argument, or the arguments themselves.
    fn items(&self) -> Vec<Value> {
        match self.values.as_slice() {
            [Value::List(items)] => items.to_vec(),
            values => values.to_vec(),
        }
    }

    /// Pays for walking through all of an argument so many times, before it is done.
    fn spend_walk(&mut self, index: usize, times: usize) -> Result<(), Failure> {
        let size = weight(self.value(index), *self.fuel + 1);
        self.spend(
            usize::try_from(size)
                .unwrap_or(usize::MAX)
                .saturating_mul(times),
        )
    }

    fn spend(&mut self, amount: usize) -> Result<(), Failure> {
        match self.fuel.checked_sub(amount as u64) {
            Some(left) => {
                *self.fuel = left;
                Ok(())
            }
            None => {
                *self.fuel = 0;
                let reason = "This takes too long to work out. Use shorter lists or texts.";
                Err(Failure::new(ErrorKind::OutOfFuel, reason))
            }
        }
    }
}

fn unfit(found: &Value, wanted: &str) -> Failure {
    Failure::new(
        ErrorKind::WrongType,
        format!(
            "This is {}, and {wanted} is needed here.",
            found.kind_in_words()
        ),
    )
}

fn number(result: Option<Number>) -> Result<Value, Failure> {
    result
        .map(Value::Number)
        .ok_or_else(Failure::number_too_large)
}
