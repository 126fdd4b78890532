//! Where things go that have no place yet, and how arrows run between them.

mod route;

use super::Diagram;
use crate::id::StepId;
use std::collections::BTreeSet;

pub use route::{Area, route};

/// Gives places to steps.
pub fn place(_diagram: &mut Diagram, _steps: &BTreeSet<StepId>) {}
