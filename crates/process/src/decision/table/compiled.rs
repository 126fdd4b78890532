//! A table with its cells parsed, ready to be asked often.

use super::{Input, Output, Table};
use crate::decision::compile::{
    Cell, Logic, LogicKind, TableInput, TableLogic, TableOutput, TableRow,
};
use crate::decision::evaluate::decide;
use crate::decision::shape::Shape;
use crate::decision::table::fits_everything;
use crate::diagram::FieldKind;
use feel::{EvalContext, EvalError, Evaluation, Mode, Names, Value, parse, parse_unary_tests};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Cloning is cheap.
#[derive(Clone, Debug)]
pub struct CompiledTable {
    logic: Arc<TableLogic>,
    keys: Arc<[String]>,
}

/// What a table says about a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// By the keys of the outputs. Where all rules that fit count, each is a list.
    pub values: BTreeMap<String, Value>,
    /// The rules whose results count, from 0, in the order of the results. Empty where none fits and the results are
    /// what they are otherwise.
    pub fired: Vec<usize>,
}

impl Table {
    /// Parses all cells. What cannot be read is an error when it is looked at.
    pub fn compile(&self) -> CompiledTable {
        let rules = self.rules.iter().map(|rule| TableRow {
            when: (0..self.inputs.len())
                .map(|input| condition(rule.when(input)))
                .collect(),
            then: (0..self.outputs.len())
                .map(|output| expression(rule.then(output), None))
                .collect(),
        });
        CompiledTable {
            logic: Arc::new(TableLogic {
                hit_policy: self.hit_policy,
                inputs: self.inputs.iter().map(input).collect(),
                outputs: self.outputs.iter().map(output).collect(),
                rules: rules.collect(),
            }),
            keys: self
                .outputs
                .iter()
                .map(|output| output.key.trim().to_owned())
                .collect(),
        }
    }
}

impl CompiledTable {
    /// Decides strictly: the first mistake is the error, and so is a case that no rule fits.
    pub fn decide(
        &self,
        variables: &BTreeMap<String, Value>,
        context: &EvalContext,
    ) -> Result<Decided, EvalError> {
        self.decide_measured(variables, context).0
    }

    /// The same, with how much of the fuel is left.
    pub fn decide_measured(
        &self,
        variables: &BTreeMap<String, Value>,
        context: &EvalContext,
    ) -> (Result<Decided, EvalError>, u64) {
        let mut evaluation = Evaluation::new(context, Mode::Strict);
        let decided = self.decide_in(variables, &mut evaluation);
        (decided, evaluation.fuel())
    }

    fn decide_in(
        &self,
        variables: &BTreeMap<String, Value>,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Decided, EvalError> {
        let decided = decide(&self.logic, variables, evaluation)?;
        let mut values = BTreeMap::new();
        match (&*self.keys, decided.value) {
            ([key], value) => {
                values.insert(key.clone(), value);
            }
            (keys, Value::List(rows)) => {
                for key in keys {
                    let column = rows.iter().map(|row| field(row, key)).collect();
                    values.insert(key.clone(), Value::list(column));
                }
            }
            (keys, row) => {
                values.extend(keys.iter().map(|key| (key.clone(), field(&row, key))));
            }
        }
        Ok(Decided {
            values,
            fired: decided.fired,
        })
    }
}

fn field(row: &Value, key: &str) -> Value {
    match row {
        Value::Context(fields) => fields.get(key).cloned().unwrap_or_default(),
        _ => Value::Null,
    }
}

fn input(input: &Input) -> TableInput {
    TableInput {
        title: input.title().to_owned(),
        value: expression(&input.expression, shape(input.kind.as_ref())),
        allowed: None,
    }
}

fn output(output: &Output) -> TableOutput {
    let otherwise = output.otherwise.trim();
    let ranking = match &output.kind {
        Some(FieldKind::Choice { options }) => {
            let options = options.iter().map(|option| Value::from(option.as_str()));
            parse(&Value::list(options.collect()).to_source()).ok()
        }
        _ => None,
    };
    TableOutput {
        name: output.key.trim().to_owned(),
        shape: shape(output.kind.as_ref()),
        ranking,
        otherwise: (!otherwise.is_empty()).then(|| expression(otherwise, None)),
    }
}

fn shape(kind: Option<&FieldKind>) -> Option<Arc<Shape>> {
    kind.map(|kind| Arc::new(Shape::plain(kind.value_type())))
}

fn expression(source: &str, shape: Option<Arc<Shape>>) -> Logic {
    let kind = match parse(source) {
        Ok(expression) => LogicKind::Literal(expression),
        Err(error) => LogicKind::Broken(format!("“{source}” cannot be read: {error}")),
    };
    Logic { shape, kind }
}

fn condition(source: &str) -> Option<Cell> {
    if fits_everything(source) {
        return None;
    }
    Some(match parse_unary_tests(source, &Names::new()) {
        Ok(tests) => Cell::Tests(tests),
        Err(error) => Cell::Broken(format!("“{source}” cannot be read: {error}")),
    })
}
