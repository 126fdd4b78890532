//! A compiled process: the diagram with every rule parsed and every reference looked up. Immutable; an instance runs
//! the definition it started on.

mod build;
mod formula;
mod plan;
mod table;

use crate::catalog::Catalog;
use crate::diagram::{Diagram, Form, Step};
use crate::graph::Graph;
use crate::id::StepId;
use crate::step::StepKind;

pub use formula::Formula;
pub(crate) use formula::Moment;
pub(crate) use plan::{Asking, Plan, ServicePlan, SettingPlan, TakePlan, Waiting, Way};
pub use table::{Decided, TablePlan, Undecided};

#[derive(Clone, Debug)]
pub struct Definition {
    diagram: Diagram,
    pub(crate) graph: Graph,
    pub(crate) plans: Vec<Plan>,
    pub(crate) start: Option<usize>,
}

impl Definition {
    /// The definition of a diagram that was deployed before. It is taken as it is: what the catalog no longer
    /// knows, or a rule that can no longer be read, becomes an incident where a case reaches it, and never keeps
    /// the other cases from running. Whoever publishes calls [`crate::compile()`] instead.
    pub fn of_deployed(diagram: &Diagram, catalog: &Catalog) -> Self {
        build::build(diagram, Graph::of(diagram), catalog)
    }

    pub(crate) fn build(diagram: &Diagram, graph: Graph, catalog: &Catalog) -> Self {
        build::build(diagram, graph, catalog)
    }

    pub fn diagram(&self) -> &Diagram {
        &self.diagram
    }

    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.graph.step(id).map(|index| &self.diagram.steps[index])
    }

    /// The step a case begins with.
    pub fn start(&self) -> Option<&Step> {
        self.start.map(|index| &self.diagram.steps[index])
    }

    /// The form its requester fills.
    pub fn start_form(&self) -> Option<&Form> {
        self.start().and_then(Step::form)
    }

    /// The form of a start or of a user task.
    pub fn form(&self, step: &StepId) -> Option<&Form> {
        self.step(step).and_then(Step::form)
    }

    /// Whether a step waits for all its incoming flows before it goes on.
    pub(crate) fn is_join(&self, step: usize) -> bool {
        matches!(self.diagram.steps[step].kind, StepKind::Parallel)
            && self.graph.incoming[step].len() > 1
    }

    /// The name users gave a step, or what it does.
    pub(crate) fn name(&self, step: usize) -> &str {
        self.diagram.steps[step].title()
    }
}
