//! What can be said about a diagram that belongs to no workspace, such as a file.

use process::check::Checker;
use process::problem::Severity;
use process::scenario::gate;
use process::{Catalog, Definition, Diagram, Problem, compile};
use std::sync::Arc;

/// Moves the check of a file may try.
const MOVES: usize = 200_000;

/// Its problems with the connectors of this build, and whether it could be published.
pub fn check(diagram: &Diagram) -> (bool, Vec<Problem>) {
    let catalog = catalog(diagram);
    let (definition, problems) = publishable(diagram, &catalog);
    let report = Checker::default().check(diagram, &catalog, MOVES);
    (definition.is_some(), report.among(problems))
}

/// What cases would run by, unless something stands in the way: what compiling finds, or a scenario that guards the
/// process and fails. Scenarios are played whatever else is wrong, so that all there is to mend is said at once.
pub(crate) fn publishable(
    diagram: &Diagram,
    catalog: &Catalog,
) -> (Option<Definition>, Vec<Problem>) {
    let (definition, mut problems) = compile(diagram, catalog);
    if diagram.tests.gate {
        let drawn = Arc::new(Definition::of_deployed(diagram, catalog));
        problems.extend(gate(&drawn, &diagram.tests));
    }
    let broken = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    (definition.filter(|_| !broken), problems)
}

/// What is known without a workspace: the connectors of this build, and the calendars that came with the diagram.
pub(crate) fn catalog(diagram: &Diagram) -> Catalog {
    Catalog {
        connectors: connectors::catalog(),
        calendars: diagram.calendars.clone(),
        ..Catalog::default()
    }
}
