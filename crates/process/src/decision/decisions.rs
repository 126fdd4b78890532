//! Compiled models, ready to be asked.

use super::answer::{Answer, Inputs};
use super::compile::{self, ElementId, Problem, Program};
use super::evaluate;
use super::model::Model;
use feel::{EvalContext, EvalError, Mode};
use std::sync::Arc;

/// One or several models that may import each other, compiled. Compile once, ask often; cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    program: Arc<Program>,
}

impl Decisions {
    /// Never fails: what is broken is a problem now and a mistake when it is asked.
    pub fn compile(models: &[Model]) -> (Self, Vec<Problem>) {
        let (program, problems) = compile::compile(models);
        let program = Arc::new(program);
        (Self { program }, problems)
    }

    /// A decision, knowledge model, service or input of a model by its name or id. Models count in the order in
    /// which they were given.
    pub fn find(&self, model: usize, name: &str) -> Option<ElementId> {
        let names = self.program.models.get(model)?;
        let found = names.by_name.get(name).or_else(|| names.by_id.get(name));
        found.copied()
    }

    pub fn name(&self, element: ElementId) -> Option<&str> {
        let element = self.program.elements.get(element.0)?;
        Some(&element.name)
    }

    /// Works an element out. In the strict mode the first mistake is the error; in the kind mode mistakes are null,
    /// and only running out of fuel or depth is an error.
    pub fn evaluate(
        &self,
        element: ElementId,
        inputs: &Inputs,
        context: &EvalContext,
        mode: Mode,
    ) -> Result<Answer, EvalError> {
        evaluate::ask(&self.program, element, inputs, context, mode)
    }
}
