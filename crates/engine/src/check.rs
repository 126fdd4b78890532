//! What can be said about a diagram that belongs to no workspace, such as a file.

use process::{Catalog, Diagram, Problem, compile};

/// Its problems with the connectors of this build, and whether it could be published.
pub fn check(diagram: &Diagram) -> (bool, Vec<Problem>) {
    let catalog = Catalog {
        connectors: connectors::catalog(),
        ..Catalog::default()
    };
    let (definition, problems) = compile(diagram, &catalog);
    (definition.is_some(), problems)
}
