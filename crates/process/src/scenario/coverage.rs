//! What scenarios have walked: which steps, which flows, which rules of tables.

use crate::definition::Definition;
use crate::diagram::{Diagram, Flow, Step};
use crate::id::{FlowId, StepId};
use crate::run::{Event, Fact};
use crate::step::{Stands, StepKind, Trigger};
use std::collections::{BTreeMap, BTreeSet};

/// What was walked, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub steps: BTreeMap<StepId, usize>,
    pub flows: BTreeMap<FlowId, usize>,
    /// By the step that asks the table: the rules that decided, from 0.
    pub rules: BTreeMap<StepId, BTreeSet<usize>>,
}

/// Something no scenario has walked yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    Step(StepId),
    Flow(FlowId),
    Rule(StepId, usize),
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    pub walked: usize,
    pub all: usize,
}

impl Coverage {
    /// Adds what a case has walked.
    pub fn add(&mut self, log: &[Event]) {
        let mut at = BTreeMap::new();
        for event in log {
            match &event.fact {
                Fact::StepEntered {
                    step_instance,
                    step,
                    ..
                } => {
                    *self.steps.entry(step.clone()).or_default() += 1;
                    at.insert(*step_instance, step.clone());
                }
                Fact::FlowTaken { flow, .. } => {
                    *self.flows.entry(flow.clone()).or_default() += 1;
                }
                Fact::TableDecided {
                    step_instance,
                    rules,
                    ..
                } => {
                    if let Some(step) = at.get(step_instance) {
                        let known = self.rules.entry(step.clone()).or_default();
                        known.extend(rules.iter().copied());
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether this log walks anything that has not been walked.
    pub fn misses_any_of(&self, log: &[Event]) -> bool {
        let mut with = self.clone();
        with.add(log);
        with.steps.len() > self.steps.len()
            || with.flows.len() > self.flows.len()
            || with.rule_count() > self.rule_count()
    }

    fn rule_count(&self) -> usize {
        self.rules.values().map(BTreeSet::len).sum()
    }

    /// What of a process has not been walked, in the order of its diagram.
    pub fn missing(&self, definition: &Definition) -> Vec<Missing> {
        let diagram = definition.diagram();
        let steps = walkable_steps(diagram)
            .filter(|step| !self.steps.contains_key(step))
            .map(|step| Missing::Step(step.clone()));
        let flows = walkable_flows(diagram)
            .filter(|flow| !self.flows.contains_key(&flow.id))
            .map(|flow| Missing::Flow(flow.id.clone()));
        let rules = all_rules(diagram).filter(|(step, rule)| {
            self.rules
                .get(step)
                .is_none_or(|walked| !walked.contains(rule))
        });
        let rules = rules.map(|(step, rule)| Missing::Rule(step, rule));
        steps.chain(flows).chain(rules).collect()
    }

    pub fn steps_of(&self, definition: &Definition) -> Covered {
        let all: Vec<_> = walkable_steps(definition.diagram()).collect();
        let walked = all.iter().filter(|step| self.steps.contains_key(**step));
        Covered {
            walked: walked.count(),
            all: all.len(),
        }
    }

    pub fn flows_of(&self, definition: &Definition) -> Covered {
        let all: Vec<_> = walkable_flows(definition.diagram()).collect();
        let walked = all.iter().filter(|flow| self.flows.contains_key(&flow.id));
        Covered {
            walked: walked.count(),
            all: all.len(),
        }
    }

    pub fn rules_of(&self, definition: &Definition) -> Covered {
        let all: Vec<_> = all_rules(definition.diagram()).collect();
        let walked = all.iter().filter(|(step, rule)| {
            let walked = self.rules.get(step);
            walked.is_some_and(|walked| walked.contains(rule))
        });
        Covered {
            walked: walked.count(),
            all: all.len(),
        }
    }
}

/// Steps a case can be at.
fn walkable_steps(diagram: &Diagram) -> impl Iterator<Item = &StepId> {
    let steps = diagram.steps.iter().filter(|step| !is_mark(step));
    steps.map(|step| &step.id)
}

/// Flows a token can take.
fn walkable_flows(diagram: &Diagram) -> impl Iterator<Item = &Flow> {
    let marks: BTreeSet<&StepId> = diagram
        .steps
        .iter()
        .filter(|step| is_mark(step))
        .map(|step| &step.id)
        .collect();
    diagram
        .flows
        .iter()
        .filter(move |flow| !marks.contains(&flow.from))
}

/// A compensation event on a step is never entered: it only says what undoes that step.
fn is_mark(step: &Step) -> bool {
    match &step.kind {
        StepKind::Event(happening) => {
            matches!(happening.at, Stands::Boundary { .. })
                && matches!(
                    happening.triggers.as_slice(),
                    [Trigger::Compensation { .. }]
                )
        }
        _ => false,
    }
}

fn all_rules(diagram: &Diagram) -> impl Iterator<Item = (StepId, usize)> {
    diagram.steps.iter().flat_map(|step| {
        let rules = match &step.kind {
            StepKind::DecideByTable(decide) => decide.table.rules.len(),
            _ => 0,
        };
        (0..rules).map(|rule| (step.id.clone(), rule))
    })
}
