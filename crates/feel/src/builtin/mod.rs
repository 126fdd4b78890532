//! The built-in functions: one file a family, one table of all.

mod contexts;
mod lists;
mod numbers;
mod order;
mod patterns;
mod ranges;
mod statistics;
mod strings;
mod takes;
mod temporal;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::ast::{Arguments, Name, Node};
use crate::evaluate::{self, ErrorKind, Failure, Rules, weight};
use crate::value::Inner;
use crate::{EvalContext, Evaluation, Number, Rounding, Type, Value};
pub(crate) use takes::{Gives, Takes};

/// A built-in function in one of its forms. Several forms may have one name.
#[derive(Debug)]
pub(crate) struct Form {
    pub name: &'static str,
    pub parameters: &'static [(&'static str, Takes)],
    /// How many parameters must be given; the others are null when they are not.
    pub required: usize,
    /// Whether the last parameter may be given any number of times.
    pub repeats: bool,
    pub gives: Gives,
    pub run: fn(&mut Call<'_, '_>) -> Result<Value, Failure>,
}

const fn function(
    name: &'static str,
    parameters: &'static [(&'static str, Takes)],
    gives: Gives,
    run: fn(&mut Call<'_, '_>) -> Result<Value, Failure>,
) -> Form {
    Form {
        name,
        parameters,
        required: parameters.len(),
        repeats: false,
        gives,
        run,
    }
}

impl Form {
    const fn optional(self, count: usize) -> Form {
        Form {
            required: self.parameters.len() - count,
            ..self
        }
    }

    const fn repeating(self) -> Form {
        Form {
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

    /// Whether so many arguments fit.
    pub fn fits(&self, count: usize) -> bool {
        count >= self.required && (self.repeats || count <= self.parameters.len())
    }

    /// The place of each parameter among arguments with names, if all names are known.
    fn places(&self, names: &[&str]) -> Option<Vec<Option<usize>>> {
        let known = |name: &str| {
            self.parameters
                .iter()
                .any(|(parameter, _)| *parameter == name)
        };
        names.iter().all(|name| known(name)).then(|| {
            self.parameters
                .iter()
                .map(|(parameter, _)| names.iter().position(|name| name == parameter))
                .collect()
        })
    }

    /// The same, if nothing is missing.
    pub fn by_name(&self, names: &[&str]) -> Option<Vec<Option<usize>>> {
        let places = self.places(names)?;
        let mut needed = places.iter().take(self.required);
        needed.all(Option::is_some).then_some(places)
    }

    /// The argument for each parameter, if all names are known; some may be missing.
    pub fn by_some_names<'a>(&self, named: &'a [(Name, Node)]) -> Option<Vec<Option<&'a Node>>> {
        let names: Vec<_> = named.iter().map(|(name, _)| name.text.as_str()).collect();
        let places = self.places(&names)?.into_iter();
        Some(
            places
                .map(|place| named.get(place?).map(|(_, node)| node))
                .collect(),
        )
    }

    /// The argument for each parameter, if they fit by number or by name.
    pub fn assign<'a>(&self, arguments: &'a Arguments) -> Option<Vec<Option<&'a Node>>> {
        match arguments {
            Arguments::Positional(nodes) => self.fits(nodes.len()).then(|| {
                let missing = self.parameters.len().saturating_sub(nodes.len());
                let given = nodes.iter().map(Some);
                given.chain(std::iter::repeat_n(None, missing)).collect()
            }),
            Arguments::Named(named) => {
                let nodes = self.by_some_names(named)?;
                let mut needed = nodes.iter().take(self.required);
                needed.all(Option::is_some).then_some(nodes)
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

static FUNCTIONS: LazyLock<BTreeMap<&'static str, Vec<&'static Form>>> = LazyLock::new(|| {
    let mut functions: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let families = [
        strings::FUNCTIONS,
        patterns::FUNCTIONS,
        numbers::FUNCTIONS,
        statistics::FUNCTIONS,
        lists::FUNCTIONS,
        contexts::FUNCTIONS,
        order::FUNCTIONS,
        temporal::FUNCTIONS,
    ];
    let families = families.iter().chain(ranges::FAMILIES);
    for function in families.copied().flatten() {
        functions.entry(function.name).or_default().push(function);
    }
    functions
});

/// All forms of the function of this name; none when there is no such function.
pub(crate) fn find(name: &str) -> Forms {
    Forms(FUNCTIONS.get(name).map_or(&[], Vec::as_slice))
}

/// The function of this name as a value.
pub(crate) fn value(name: &str) -> Option<crate::Function> {
    let (name, forms) = FUNCTIONS.get_key_value(name)?;
    Some(crate::Function(Inner::Builtin(name, Forms(forms))))
}

/// The forms of one built-in function.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Forms(pub &'static [&'static Form]);

impl Forms {
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// How to write it, in all its forms.
    pub fn signatures(self) -> String {
        let forms: Vec<_> = self.0.iter().map(|form| form.signature()).collect();
        forms.join(", or ")
    }

    /// The type of the function when it is called with so many arguments.
    pub fn type_for(self, count: usize) -> Type {
        let form = self.0.iter().find(|form| form.fits(count));
        let gives = form.map(|form| form.gives.type_for(None));
        Type::Function {
            parameters: vec![Type::Any; form.map_or(0, |_| count)],
            gives: Box::new(gives.unwrap_or_default()),
        }
    }
}

impl PartialEq for Forms {
    fn eq(&self, other: &Forms) -> bool {
        std::ptr::eq(self.0, other.0)
    }
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
pub(crate) struct Call<'a, 'c> {
    pub values: Vec<Value>,
    pub context: &'c EvalContext,
    pub state: &'a mut Evaluation<'c>,
}

impl<'c> Call<'_, 'c> {
    fn rules(&self) -> Rules<'c> {
        self.state.rules()
    }

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

    /// A whole number. In the kind mode what is behind the point is left away.
    fn whole(&self, index: usize) -> Result<i64, Failure> {
        let mut number = self.number(index)?;
        if self.state.is_kind() {
            number = number.round_to(0, Rounding::Down).unwrap_or(number);
        }
        number
            .to_i64()
            .ok_or_else(|| Failure::new(ErrorKind::OutOfRange, "Here a whole number is needed."))
    }

    fn list(&self, index: usize) -> Result<Arc<Vec<Value>>, Failure> {
        match self.value(index) {
            Value::List(items) => Ok(items.clone()),
            other => Err(unfit(other, "a list")),
        }
    }

    fn function(&self, index: usize) -> Result<crate::Function, Failure> {
        match self.value(index) {
            Value::Function(function) => Ok(function.clone()),
            other => Err(unfit(other, "a function")),
        }
    }

    /// Calls a function that was given.
    fn apply(
        &mut self,
        function: &crate::Function,
        arguments: Vec<Value>,
    ) -> Result<Value, Failure> {
        self.spend(1)?;
        let result = self
            .state
            .deeper(|state| evaluate::positional(state, function, arguments));
        result.map_err(|error| Failure::new(error.kind, error.reason))
    }

    /// The items of a list that is the only argument, or the arguments themselves.
    fn items(&self) -> &[Value] {
        match self.values.as_slice() {
            [Value::List(items)] => items,
            values => values,
        }
    }

    /// Pays for walking through all of an argument so many times, before it is done.
    fn spend_walk(&mut self, index: usize, times: usize) -> Result<(), Failure> {
        let size = weight(self.value(index), self.state.fuel + 1);
        self.spend(
            usize::try_from(size)
                .unwrap_or(usize::MAX)
                .saturating_mul(times),
        )
    }

    fn spend(&mut self, amount: usize) -> Result<(), Failure> {
        match self.state.fuel.checked_sub(amount as u64) {
            Some(left) => {
                self.state.fuel = left;
                Ok(())
            }
            None => {
                self.state.fuel = 0;
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
