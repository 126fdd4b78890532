//! Collects what the rules find, and says it in the user's words.

use super::super::{Place, Problem, Severity};
use crate::diagram::{Diagram, Flow, Step};
use crate::id::{FlowId, StepId};
use std::collections::BTreeMap;

#[derive(Default)]
pub(crate) struct Report {
    problems: Vec<Problem>,
}

/// A name longer than this is cut in a message.
const LONGEST_NAME: usize = 60;

impl Report {
    pub fn error(&mut self, rule: &str, place: Place, message: impl Into<String>) {
        self.add(Severity::Error, rule, place, message.into());
    }

    pub fn warning(&mut self, rule: &str, place: Place, message: impl Into<String>) {
        self.add(Severity::Warning, rule, place, message.into());
    }

    pub fn add(&mut self, severity: Severity, rule: &str, place: Place, message: String) {
        self.problems.push(Problem {
            severity,
            place,
            rule: rule.to_owned(),
            // It may quote what somebody typed.
            message: message.chars().map(visible).collect(),
        });
    }

    /// Errors first, then in the order of the diagram.
    pub fn into_problems(self, diagram: &Diagram) -> Vec<Problem> {
        let steps = diagram.steps.iter().enumerate();
        let steps: BTreeMap<&StepId, usize> = steps.map(|(at, step)| (&step.id, at)).collect();
        let flows = diagram.flows.iter().enumerate();
        let flows: BTreeMap<&FlowId, usize> = flows.map(|(at, flow)| (&flow.id, at)).collect();
        let mut problems = self.problems;
        once(&mut problems);
        problems.sort_by_key(|problem| {
            let place = match &problem.place {
                Place::Diagram => (0, 0),
                Place::Step { step, .. } => (1, steps.get(step).copied().unwrap_or(usize::MAX)),
                Place::Flow { flow } => (2, flows.get(flow).copied().unwrap_or(usize::MAX)),
            };
            (problem.severity, place)
        });
        problems
    }
}

/// What came from another tool and cannot run is said once: the import has said in which language it is written.
fn once(problems: &mut Vec<Problem>) {
    let said: Vec<Place> = problems
        .iter()
        .filter(|problem| problem.rule == super::imported::RULE)
        .map(|problem| problem.place.clone())
        .collect();
    let same = |place: &Place| {
        said.iter().any(|said| match (said, place) {
            (Place::Step { step: said, .. }, Place::Step { step, .. }) => said == step,
            (said, place) => said == place,
        })
    };
    let again = |rule: &str| matches!(rule, "cannot-run" | "unreadable");
    problems.retain(|problem| !(again(&problem.rule) && same(&problem.place)));
    // A condition that cannot be right says nothing about cases.
    let wrong: Vec<Place> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| problem.place.clone())
        .collect();
    let follows = |rule: &str| matches!(rule, "never-taken" | "both-apply");
    problems.retain(|problem| !(follows(&problem.rule) && wrong.contains(&problem.place)));
}

pub(super) fn at_step(step: &Step) -> Place {
    Place::Step {
        step: step.id.clone(),
        setting: None,
    }
}

pub(super) fn at_setting(step: &Step, setting: impl Into<String>) -> Place {
    Place::Step {
        step: step.id.clone(),
        setting: Some(setting.into()),
    }
}

pub(super) fn at_flow(flow: &Flow) -> Place {
    Place::Flow {
        flow: flow.id.clone(),
    }
}

/// A name in quotation marks, fit to stand in a sentence whatever it holds.
pub(crate) fn quoted(name: &str) -> String {
    let letters = name.trim().chars();
    let mut shown: String = letters.map(visible).take(LONGEST_NAME + 1).collect();
    if shown.chars().count() > LONGEST_NAME {
        shown = shown.chars().take(LONGEST_NAME - 1).chain(['…']).collect();
    }
    format!("“{shown}”")
}

pub(crate) fn named(step: &Step) -> String {
    quoted(step.title())
}

/// Control characters and marks that turn the direction of writing would garble the sentence around them.
fn visible(letter: char) -> char {
    let turns = matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if letter.is_control() || turns {
        '\u{fffd}'
    } else {
        letter
    }
}
