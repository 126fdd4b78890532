//! The scenarios of a diagram that belongs to no workspace, such as a file.

use crate::check::catalog;
use process::scenario::run_all;
use process::{Definition, Diagram};
use std::sync::Arc;

pub use process::scenario::{Tested, junit};

/// Runs all of them with the connectors of this build, whatever else is wrong with the diagram.
pub fn test(diagram: &Diagram) -> Vec<Tested> {
    let definition = Arc::new(Definition::of_deployed(diagram, &catalog(diagram)));
    run_all(&definition, &diagram.tests)
}
