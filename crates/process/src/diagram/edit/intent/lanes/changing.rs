//! Removing, ordering and sizing lanes.

use super::run::Run;
use super::{carried, is_within, lineage, placed, retaken};
use crate::diagram::edit::Edit;
use crate::diagram::edit::intent::lane::MARGIN;
use crate::diagram::{Diagram, Lane, Point};
use crate::id::{LaneId, StepId};
use std::collections::BTreeSet;

/// A lane is never lower than this.
const LOWEST: i32 = 80;

/// Removes a lane. The one beside it takes its room and what stands there.
pub fn remove_lane(diagram: &Diagram, lane: &LaneId) -> Edit {
    let Some(found) = diagram.lane(lane) else {
        return Edit::nothing();
    };
    let mut edits = Vec::new();
    for other in &diagram.lanes {
        if lineage(diagram, other).any(|id| id == lane) {
            edits.push(Edit::RemoveLane {
                lane: other.id.clone(),
            });
        }
    }
    if let Some(run) = Run::of(diagram, lane)
        && let Some(at) = run.lanes.iter().position(|(id, ..)| id == lane)
    {
        let heir = match at.checked_sub(1) {
            Some(before) => run.lanes.get(before),
            None => run.lanes.get(1),
        };
        if let Some((id, position, size)) = heir {
            let depth = found.size.map_or(0, |size| run.depth(size));
            let back = if at == 0 {
                run.shift(-depth)
            } else {
                Point::default()
            };
            edits.push(Edit::PlaceLane {
                lane: id.clone(),
                position: position.shifted(back),
                size: Some(run.deeper(*size, depth)),
            });
        }
    }
    retaken(diagram, edits)
}

/// Changes places with the lane before, or after; what stands in the two goes with them.
pub fn move_lane(diagram: &Diagram, lane: &LaneId, back: bool) -> Edit {
    let Some(run) = Run::of(diagram, lane) else {
        return Edit::nothing();
    };
    let at = run.lanes.iter().position(|(id, ..)| id == lane);
    let pair = at.and_then(|at| match back {
        true => Some((at.checked_sub(1)?, at)),
        false => Some((at, at + 1)),
    });
    let Some((upper, lower)) =
        pair.and_then(|(upper, lower)| Some((run.lanes.get(upper)?, run.lanes.get(lower)?)))
    else {
        return Edit::nothing();
    };
    let mut edits = Vec::new();
    for (own, by) in [(upper, run.depth(lower.2)), (lower, -run.depth(upper.2))] {
        let steps = diagram
            .steps
            .iter()
            .filter(|step| step.inside.is_none() && step.host().is_none())
            .filter(|step| is_within(step.center(), own.1, own.2));
        let steps: BTreeSet<StepId> = steps.map(|step| step.id.clone()).collect();
        edits.push(carried(diagram, &steps, run.shift(by)));
        for lane in &diagram.lanes {
            if let (Some(size), true) = (lane.size, lineage(diagram, lane).any(|id| *id == own.0)) {
                edits.push(placed(lane, lane.position.shifted(run.shift(by)), size));
            }
        }
    }
    Edit::batch(edits)
}

/// Makes a lane so high (an upright one so wide), but never lower than what stands in it.
pub fn size_lane(diagram: &Diagram, lane: &LaneId, depth: i32) -> Edit {
    let (Some(run), Some(found)) = (Run::of(diagram, lane), diagram.lane(lane)) else {
        return Edit::nothing();
    };
    let Some(size) = found.size else {
        return Edit::nothing();
    };
    let contents = diagram.steps.iter().filter(|step| step.inside.is_none());
    let contents = contents.filter(|step| is_within(step.center(), found.position, size));
    let lowest = contents
        .map(|step| run.reach_across(step).1 - run.across(found.position) + MARGIN / 2)
        .max()
        .unwrap_or_default()
        .max(LOWEST);
    let by = depth.max(lowest) - run.depth(size);
    if by == 0 {
        return Edit::nothing();
    }
    let around: BTreeSet<&LaneId> = lineage(diagram, found).collect();
    let grows =
        |one: &Lane| around.contains(&one.id) || lineage(diagram, one).any(|id| id == &found.id);
    let from = run.low(found.position, size);
    Edit::batch(run.make_room(diagram, from, by, &grows))
}
