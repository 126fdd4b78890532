//! Decision tables into logic.

use super::logic::Writer;
use super::program::{Cell, TableInput, TableLogic, TableOutput, TableRow};
use crate::decision::model::{Boxed, DecisionTable, InputClause, OutputClause, Tests};
use crate::decision::shape::Shape;
use crate::decision::table::fits_everything;
use feel::{Expression, UnaryTests, parse_in, parse_unary_tests};
use std::sync::Arc;

impl Writer<'_, '_> {
    /// `shape` is what the whole table gives, where that is known.
    pub(super) fn table(
        &mut self,
        table: &DecisionTable,
        shape: Option<&Arc<Shape>>,
    ) -> TableLogic {
        let inputs: Vec<_> = table.inputs.iter().map(|it| self.input(it)).collect();
        let single = table.outputs.len() == 1;
        let outputs: Vec<_> = table
            .outputs
            .iter()
            .map(|it| self.output(it, shape.filter(|_| single)))
            .collect();
        let rules = table.rules.iter().map(|rule| {
            let when = (0..inputs.len()).map(|at| self.cell(rule.inputs.get(at)));
            let when = when.collect();
            let then = (0..outputs.len()).map(|at| self.optional(rule.outputs.get(at)));
            TableRow {
                when,
                then: then.collect(),
            }
        });
        let rules = rules.collect();
        TableLogic {
            hit_policy: table.hit_policy,
            inputs,
            outputs,
            rules,
        }
    }

    fn input(&mut self, input: &InputClause) -> TableInput {
        let value = self.optional(input.expression.as_ref());
        let text = input.expression.as_ref().map(source);
        TableInput {
            title: input.label.clone().or(text).unwrap_or_default(),
            value,
            allowed: self.tests(input.values.as_ref()),
        }
    }

    fn output(&mut self, output: &OutputClause, whole: Option<&Arc<Shape>>) -> TableOutput {
        let shape = self.types.reference(self.model, output.type_ref.as_deref());
        let listed = output.values.as_ref().map(|values| values.text.clone());
        let allowed = shape.as_ref().or(whole).and_then(|shape| shape.allowed());
        TableOutput {
            name: output.name.clone().unwrap_or_default(),
            shape: shape.filter(|shape| !shape.is_any()),
            ranking: listed.or(allowed).and_then(|it| self.ranking(&it)),
            otherwise: output.default.as_ref().map(|it| self.boxed(it)),
        }
    }

    /// Values in their order, as a list that can be looked through.
    fn ranking(&mut self, values: &str) -> Option<Expression> {
        parse_in(&format!("[{values}]"), &self.names).ok()
    }

    fn tests(&mut self, tests: Option<&Tests>) -> Option<UnaryTests> {
        let text = tests?.text.trim();
        match parse_unary_tests(text, &self.names) {
            Ok(tests) => Some(tests).filter(|tests| !tests.is_any()),
            Err(error) => {
                self.broken(format!("“{text}” cannot be read: {error}"));
                None
            }
        }
    }

    fn cell(&mut self, tests: Option<&Tests>) -> Option<Cell> {
        let text = tests.map_or("", |tests| tests.text.trim());
        if fits_everything(text) {
            return None;
        }
        match parse_unary_tests(text, &self.names) {
            Ok(tests) if tests.is_any() => None,
            Ok(tests) => Some(Cell::Tests(tests)),
            Err(error) => {
                let reason = format!("“{text}” cannot be read: {error}");
                self.broken(reason.clone());
                Some(Cell::Broken(reason))
            }
        }
    }
}

fn source(boxed: &Boxed) -> String {
    match &boxed.logic {
        crate::decision::model::Logic::Literal(literal) => literal.text.trim().to_owned(),
        _ => String::new(),
    }
}
