//! All scenarios of a process at once, and what they say about publishing it.

use super::{Outcome, Scenario, Tests, run};
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
    guards(tests)
        .filter_map(|scenario| unmet(definition, scenario))
        .collect()
}

/// The scenarios that have to pass before the process is published.
pub fn guards(tests: &Tests) -> impl Iterator<Item = &Scenario> {
    tests.scenarios.iter().filter(|_| tests.gate)
}

/// What a scenario that fails says about publishing.
pub fn unmet(definition: &Arc<Definition>, scenario: &Scenario) -> Option<Problem> {
    let outcome = run(definition, scenario);
    let failure = outcome.failures.first()?;
    Some(Problem {
        severity: Severity::Error,
        place: Place::Diagram,
        rule: "scenario-fails".to_owned(),
        message: format!(
            "The scenario “{}” fails: {} Mend the process, or change the scenario.",
            scenario.title(),
            failure.sentence
        ),
    })
}
