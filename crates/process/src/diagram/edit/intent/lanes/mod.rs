//! Adding, removing, ordering and sizing lanes. What stands in them and after them moves along.

mod adding;
mod changing;
mod run;

use super::lane::taken;
use super::room::move_steps;
use crate::diagram::edit::Edit;
use crate::diagram::{Diagram, Lane, Point, Size, Step};
use crate::id::{LaneId, StepId};
use std::collections::BTreeSet;

pub use adding::add_lane;
pub use changing::{move_lane, remove_lane, size_lane};
pub(super) use run::Run;

/// The name of a lane, or of a pool, stands in a strip so wide.
pub const STRIP: i32 = 32;

/// Whether a lane stands upright, beside others and not below them.
pub fn stands_upright(diagram: &Diagram, lane: &LaneId) -> bool {
    Run::of(diagram, lane).is_some_and(|run| run.upright)
}

fn placed(lane: &Lane, position: Point, size: Size) -> Edit {
    Edit::PlaceLane {
        lane: lane.id.clone(),
        position,
        size: Some(size),
    }
}

/// A lane and those it is a part of, from inside out.
fn lineage<'a>(diagram: &'a Diagram, lane: &'a Lane) -> impl Iterator<Item = &'a LaneId> {
    let mut next = Some(&lane.id);
    // As many rounds as there are lanes: a file may put two lanes into each other.
    (0..=diagram.lanes.len()).map_while(move |_| {
        let here = next?;
        next = diagram.lane(here).and_then(|lane| lane.inside.as_ref());
        Some(here)
    })
}

/// Steps moved together. A flow that leads from them elsewhere finds a new way.
fn carried(diagram: &Diagram, steps: &BTreeSet<StepId>, by: Point) -> Edit {
    let bent = diagram.flows.iter().filter(|flow| !flow.bends.is_empty());
    let torn = bent.filter(|flow| steps.contains(&flow.from) != steps.contains(&flow.to));
    let straight = torn.map(|flow| Edit::SetBends {
        flow: flow.id.clone(),
        bends: Vec::new(),
    });
    let moved = std::iter::once(move_steps(diagram, steps, by));
    Edit::batch(moved.chain(straight).collect())
}

pub(super) fn is_within(at: Point, corner: Point, size: Size) -> bool {
    let (x, y) = (
        i64::from(at.x) - i64::from(corner.x),
        i64::from(at.y) - i64::from(corner.y),
    );
    (0..=i64::from(size.width)).contains(&x) && (0..=i64::from(size.height)).contains(&y)
}

/// These edits, and every step in the lane where it stands after them.
fn retaken(diagram: &Diagram, mut edits: Vec<Edit>) -> Edit {
    let mut after = diagram.clone();
    for edit in &edits {
        if edit.clone().apply(&mut after).is_err() {
            return Edit::batch(edits);
        }
    }
    let gone = |step: &Step| {
        let lane = step.lane.as_ref();
        lane.is_some_and(|lane| after.lane(lane).is_none())
    };
    for step in &after.steps {
        let taken = taken(&after, step).or_else(|| {
            gone(step).then(|| Edit::SetStep {
                step: Box::new(Step {
                    lane: None,
                    ..step.clone()
                }),
            })
        });
        edits.extend(taken);
    }
    Edit::batch(edits)
}
