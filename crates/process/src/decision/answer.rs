//! What a decision is asked with, and what it answers.

use feel::{EvalError, Value};
use std::collections::BTreeMap;

/// Values for input data, for the parameters of a service or a knowledge model, and for decisions that are not to be
/// worked out because their result is known.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// By name; by namespace and name where models that import each other use one name for several things.
    values: BTreeMap<(Option<String>, String), Value>,
}

impl Inputs {
    pub fn insert(&mut self, namespace: Option<&str>, name: &str, value: Value) {
        let key = (namespace.map(str::to_owned), name.to_owned());
        self.values.insert(key, value);
    }

    pub(crate) fn get(&self, namespace: &str, name: &str) -> Option<&Value> {
        let exact = (Some(namespace.to_owned()), name.to_owned());
        self.values
            .get(&exact)
            .or_else(|| self.values.get(&(None, exact.1)))
    }
}

impl<N: AsRef<str>> FromIterator<(N, Value)> for Inputs {
    fn from_iter<I: IntoIterator<Item = (N, Value)>>(values: I) -> Self {
        let mut inputs = Self::default();
        for (name, value) in values {
            inputs.insert(None, name.as_ref(), value);
        }
        inputs
    }
}

/// A result, and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub value: Value,
    /// The rules that fired, table by table in the order in which they were worked out.
    pub fired: Vec<Fired>,
    /// What went wrong on the way; only in the kind mode, where mistakes are null.
    pub mistakes: Vec<Mistake>,
}

/// The rules of one table that fired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fired {
    /// The decision or knowledge model that holds the table.
    pub element: String,
    /// The rules whose results count, from 0.
    pub rules: Vec<usize>,
}

/// Something that became null, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub reason: String,
}

impl From<EvalError> for Mistake {
    fn from(error: EvalError) -> Self {
        Self {
            reason: error.reason,
        }
    }
}
