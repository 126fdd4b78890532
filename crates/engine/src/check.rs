//! What can be said about a diagram that belongs to no workspace, such as a file.

use process::check::Checker;
use process::scenario::gate;
use process::{Catalog, Diagram, Problem, compile};
use std::sync::Arc;

/// Moves the check of a file may try.
const MOVES: usize = 200_000;

/// Its problems with the connectors of this build, and whether it could be published.
pub fn check(diagram: &Diagram) -> (bool, Vec<Problem>) {
    let (definition, mut problems) = compile(diagram, &catalog());
    let report = Checker::default().check(diagram, &catalog(), MOVES);
    problems = report.among(problems);
    let Some(definition) = definition else {
        return (false, problems);
    };
    let guarded = gate(&Arc::new(definition), &diagram.tests);
    let publishable = guarded.is_empty();
    problems.extend(guarded);
    (publishable, problems)
}

/// What is known without a workspace: the connectors of this build.
pub(crate) fn catalog() -> Catalog {
    Catalog {
        connectors: connectors::catalog(),
        ..Catalog::default()
    }
}
