//! All scenarios of a process at once, and what they say about publishing it.

use super::{Outcome, Tests, run};
use crate::definition::Definition;
use crate::problem::{Place, Problem, Severity};
use std::sync::Arc;

/// One scenario and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tested {
    pub id: String,
    pub title: String,
    pub outcome: Outcome,
}

pub fn run_all(definition: &Arc<Definition>, tests: &Tests) -> Vec<Tested> {
    let tested = tests.scenarios.iter().map(|scenario| Tested {
        id: scenario.id.clone(),
        title: scenario.title().to_owned(),
        outcome: run(definition, scenario),
    });
    tested.collect()
}

/// Why a process that asks for it must not be published: one error for each scenario that fails.
pub fn gate(definition: &Arc<Definition>, tests: &Tests) -> Vec<Problem> {
    if !tests.gate {
        return Vec::new();
    }
    let failed = run_all(definition, tests).into_iter().filter_map(|tested| {
        let failure = tested.outcome.failures.first()?;
        Some(Problem {
            severity: Severity::Error,
            place: Place::Diagram,
            rule: "scenario-fails".to_owned(),
            message: format!(
                "The scenario “{}” fails: {} Mend the process, or change the scenario.",
                tested.title, failure.sentence
            ),
        })
    });
    failed.collect()
}
