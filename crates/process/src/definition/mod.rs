//! A compiled process: the diagram with every rule parsed and every reference looked up. Immutable; an instance runs
//! the definition it started on.

mod around;
mod begins;
mod build;
mod calendars;
mod declared;
mod formula;
mod plan;
mod structure;
mod table;
mod trigger;

use crate::calendar::WorkingTime;
use crate::catalog::{Catalog, Repeat};
use crate::diagram::{Diagram, Form, Step};
use crate::graph::Graph;
use crate::id::StepId;
use crate::step::{Stands, StepKind};

pub(crate) use around::{Around, EachPlan, OverPlan, RepeatPlan, TellWhen};
pub use begins::{Begins, BeginsBy, Schedule};
pub(crate) use declared::DatumPlan;
pub use formula::Formula;
pub(crate) use formula::Moment;
pub(crate) use plan::{
    Asking, ComplexPlan, Plan, RelativePlan, ScriptPlan, ServicePlan, SettingPlan, TakePlan,
    Waiting, Way,
};
pub(crate) use structure::{Reaching, Structure, parents};
pub use table::{Decided, TablePlan, Undecided};
pub(crate) use trigger::{MessagePlan, TimerPlan, TimerSort, TriggerPlan};

#[derive(Clone, Debug)]
pub struct Definition {
    diagram: Diagram,
    pub(crate) graph: Graph,
    pub(crate) plans: Vec<Plan>,
    /// By step; none for the many that have nothing of the kind.
    pub(crate) around: Vec<Option<Box<Around>>>,
    pub(crate) structure: Structure,
    pub(crate) start: Option<usize>,
    calendars: calendars::Calendars,
    declared: declared::Declared,
}

impl Definition {
    /// The definition of a diagram that was deployed before. It is taken as it is: what the catalog no longer
    /// knows, or a rule that can no longer be read, becomes an incident where a case reaches it, and never keeps
    /// the other cases from running. Whoever publishes calls [`crate::compile()`] instead.
    pub fn of_deployed(diagram: &Diagram, catalog: &Catalog) -> Self {
        let diagram = &*diagram.that_runs();
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

    /// Whether the work of a step may be done twice; none for a step that asks no system.
    pub(crate) fn repeat_of(&self, step: &StepId) -> Option<Repeat> {
        match self.plans.get(self.graph.step(step)?)? {
            Plan::Service(plan) => Some(plan.repeat),
            _ => None,
        }
    }

    /// Whether a step waits for all its incoming flows before it goes on.
    pub(crate) fn is_join(&self, step: usize) -> bool {
        matches!(self.diagram.steps[step].kind, StepKind::Parallel)
            && self.graph.incoming[step].len() > 1
    }

    /// Whether nothing at the edge of a step is waited for.
    pub fn opens_nothing(&self, step: &StepId) -> bool {
        let step = self.graph.step(step);
        step.is_none_or(|step| self.structure.boundaries(step).is_empty())
    }

    /// Whether a visit to this step may wait for messages or signals: itself, at its edge, or by what begins inside it.
    pub(crate) fn listens(&self, step: &StepId) -> bool {
        let Some(step) = self.graph.step(step) else {
            return false;
        };
        let hears = |step: usize| match &self.plans[step] {
            Plan::Catching { triggers, .. } => triggers
                .iter()
                .any(|trigger| matches!(trigger, TriggerPlan::Message(_) | TriggerPlan::Signal(_))),
            _ => false,
        };
        let inside = self.structure.event_subs(step + 1).iter();
        let mut starts = inside.flat_map(|group| self.structure.starts(group + 1));
        hears(step)
            || matches!(self.diagram.steps[step].kind, StepKind::FirstEvent(_))
            || self
                .structure
                .boundaries(step)
                .iter()
                .any(|event| hears(*event))
            || starts.any(|start| hears(*start))
    }

    pub(crate) fn calls(&self, step: &StepId) -> bool {
        let step = self.graph.step(step);
        step.is_some_and(|step| matches!(self.plans[step], Plan::Call(_)))
    }

    /// Where a case begins that nothing but somebody's wish begins.
    pub fn plain_starts(&self) -> Vec<StepId> {
        let steps = &self.diagram.steps;
        let plain = self
            .structure
            .starts(0)
            .iter()
            .filter(|start| match &steps[**start].kind {
                StepKind::Event(happening) => happening.triggers.is_empty(),
                StepKind::Receive(receive) => !receive.begins,
                StepKind::FirstEvent(first) => !first.begins,
                _ => true,
            });
        plain.map(|start| steps[*start].id.clone()).collect()
    }

    /// Where an event stands; none for other steps.
    pub(crate) fn stands(&self, step: usize) -> Option<&Stands> {
        match &self.diagram.steps[step].kind {
            StepKind::Event(happening) => Some(&happening.at),
            _ => None,
        }
    }

    /// The business calendar of a key, or the sentence that says why it cannot be counted in; none for none.
    pub(crate) fn working(&self, calendar: Option<&str>) -> Result<Option<&WorkingTime>, String> {
        self.calendars.working(calendar)
    }

    /// How many steps stand inside a step, also inside those.
    pub(crate) fn inside(&self, step: usize) -> usize {
        self.structure.inside.get(step).copied().unwrap_or(0)
    }

    /// What a slot of the structure declares.
    pub(crate) fn declared(&self, slot: usize) -> &[DatumPlan] {
        self.declared.of_slot(slot)
    }

    /// Whether only one of the steps in a slot of the structure is at work at any time.
    pub(crate) fn is_one_at_a_time(&self, slot: usize) -> bool {
        self.structure.one_at_a_time.contains(&slot)
    }

    pub(crate) fn around(&self, step: usize) -> Option<&Around> {
        self.around[step].as_deref()
    }

    /// The name users gave a step, or what it does.
    pub(crate) fn name(&self, step: usize) -> &str {
        self.diagram.steps[step].title()
    }
}
