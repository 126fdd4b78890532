//! Where things go that have no place yet, and how arrows run between them: a layered layout made for processes.
//!
//! Deterministic: the same drawing always comes out the same. Nothing overlaps, and a new step moves little else.

mod arrange;
mod clear;
mod grid;
mod level;
mod route;

use super::edit::intent::free_place;
use super::{Diagram, Point};
use crate::id::StepId;
use std::collections::BTreeSet;

pub use arrange::{Arrangement, arrange, arrange_some};
pub use clear::clear_route;
pub use route::{Area, bends_of, route};

/// Where a drawing begins that comes without places.
const CORNER: Point = Point { x: 40, y: 40 };

/// Gives places to steps that have none. When that is all of them, the whole drawing is laid out.
pub fn place(diagram: &mut Diagram, steps: &BTreeSet<StepId>) {
    let arranged = arrange(diagram, CORNER);
    let all = diagram.steps.iter().all(|step| steps.contains(&step.id));
    if all {
        apply(diagram, &arranged);
        return;
    }
    // Where they would stand, but clear of what stands there already.
    for at in 0..diagram.steps.len() {
        let step = &diagram.steps[at];
        if !steps.contains(&step.id) {
            continue;
        }
        let wish = arranged.steps.get(&step.id).copied().unwrap_or_default();
        let shown = step.inside.is_none() && diagram.steps.len() < CROWDED;
        let place = if shown {
            free_place(diagram, wish, step.size())
        } else {
            wish
        };
        diagram.steps[at].position = place;
    }
}

/// With more steps than this, those without a place are not kept clear of the others one by one.
const CROWDED: usize = 1_000;

/// Puts everything where it goes.
pub fn apply(diagram: &mut Diagram, arranged: &Arrangement) {
    for step in &mut diagram.steps {
        if let Some(place) = arranged.steps.get(&step.id) {
            step.position = *place;
        }
        if let Some(size) = arranged.sizes.get(&step.id) {
            step.extent = Some(*size);
        }
    }
    for flow in &mut diagram.flows {
        flow.bends.clear();
    }
    for flow in &mut diagram.message_flows {
        flow.bends.clear();
    }
    for pool in &mut diagram.pools {
        if let Some((place, size)) = arranged.pools.get(&pool.id) {
            (pool.position, pool.size) = (*place, Some(*size));
        }
    }
    for lane in &mut diagram.lanes {
        if let Some((place, size)) = arranged.lanes.get(&lane.id) {
            (lane.position, lane.size) = (*place, Some(*size));
        }
    }
}
