//! A decision table ready to be asked about a case, with what it looked at kept for the case's history.

use super::{Formula, Moment};
use crate::decision::table::{CompiledTable, Input, NO_RULE, Table};
use crate::words;
use feel::{Timestamp, Value, Zone};
use std::collections::BTreeMap;

/// Steps of evaluation the whole table may take before it is stopped.
const FUEL: u64 = 2_000_000;

#[derive(Clone, Debug)]
pub struct TablePlan {
    /// Heading and what is looked at, by input.
    inputs: Vec<(String, Formula)>,
    compiled: CompiledTable,
}

/// What a table answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// What was looked at, one value for each input.
    pub looked_at: Vec<Value>,
    /// The rules whose results count, from 0; empty where no rule fits.
    pub rules: Vec<usize>,
    /// By the key of each output.
    pub results: BTreeMap<String, Value>,
}

/// Why a table has no answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Undecided {
    pub message: String,
    /// Nothing is wrong with any cell, but no rule fits.
    pub no_rule: bool,
}

impl TablePlan {
    pub fn of(table: &Table) -> Self {
        let input = |input: &Input| {
            let formula = Formula::parse(input.expression.trim());
            (input.title().to_owned(), formula)
        };
        Self {
            inputs: table.inputs.iter().map(input).collect(),
            compiled: table.compile(),
        }
    }

    /// Asks the table about sample values, one for each input, whatever these look at. Formulas see the values of
    /// the inputs that are variables.
    pub fn try_out(
        table: &Table,
        values: Vec<Value>,
        at: Timestamp,
        zone: Zone,
    ) -> Result<Decided, Undecided> {
        let mut sampled = table.clone();
        let mut variables = BTreeMap::new();
        for (number, (input, value)) in sampled.inputs.iter_mut().zip(values).enumerate() {
            let sample = format!("sample_{number}");
            if input.label.is_empty() {
                input.label.clone_from(&input.expression);
            }
            let looks_at = std::mem::replace(&mut input.expression, sample.clone());
            variables.insert(looks_at.trim().to_owned(), value.clone());
            variables.insert(sample, value);
        }
        Self::of(&sampled).ask(&variables, &Moment::new(at, zone))
    }

    /// Asks the table about a case.
    pub(crate) fn ask(
        &self,
        variables: &BTreeMap<String, Value>,
        moment: &Moment,
    ) -> Result<Decided, Undecided> {
        let looked_at = self.look_at(variables, moment)?;
        let decided = moment.spend(FUEL, |context| {
            self.compiled.decide_measured(variables, context)
        });
        match decided {
            Ok(decided) => Ok(Decided {
                looked_at,
                rules: decided.fired,
                results: decided.values,
            }),
            Err(error) if error.reason == NO_RULE => Err(self.no_rule(&looked_at)),
            Err(error) => Err(Undecided {
                message: format!("The table could not decide. {}", error.reason),
                no_rule: false,
            }),
        }
    }

    fn look_at(
        &self,
        variables: &BTreeMap<String, Value>,
        moment: &Moment,
    ) -> Result<Vec<Value>, Undecided> {
        let inputs = self.inputs.iter();
        inputs
            .map(|(title, formula)| {
                formula
                    .evaluate(variables, moment)
                    .map_err(|message| Undecided {
                        message: format!("“{title}”: {message}"),
                        no_rule: false,
                    })
            })
            .collect()
    }

    fn no_rule(&self, looked_at: &[Value]) -> Undecided {
        let values = self.inputs.iter().zip(looked_at);
        let values: Vec<_> = values
            .map(|((title, _), value)| format!("“{title}” is {}", in_words(value)))
            .collect();
        Undecided {
            message: format!(
                "No rule of the table fits: {}. Add a rule for this case, or say what holds when no rule fits.",
                values.join(", ")
            ),
            no_rule: true,
        }
    }
}

/// A value in the middle of a sentence.
fn in_words(value: &Value) -> String {
    match value {
        Value::Null => "empty".to_owned(),
        Value::String(text) => format!("“{text}”"),
        other => words::value(other),
    }
}
