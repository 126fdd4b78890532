//! A new lane.

use super::run::Run;
use super::{STRIP, lineage, retaken};
use crate::diagram::edit::intent::lane::MARGIN;
use crate::diagram::edit::{Edit, Ids};
use crate::diagram::{Diagram, Lane, Point, Size, Step};
use crate::id::LaneId;
use crate::step::Assignment;
use std::collections::BTreeSet;

/// How high a new lane is, and how long where nothing is drawn yet.
const USUAL: Size = Size {
    width: 960,
    height: 160,
};

/// A new lane: after those beside `beside`, or after the last one; the first one around all that is drawn.
pub fn add_lane(diagram: &Diagram, beside: Option<&LaneId>, ids: &mut dyn Ids) -> (Edit, LaneId) {
    let id = LaneId::new(ids.fresh());
    let outer = diagram
        .lanes
        .iter()
        .rev()
        .find(|lane| lane.inside.is_none() && lane.size.is_some());
    let run = beside
        .or(outer.map(|lane| &lane.id))
        .and_then(|lane| Run::of(diagram, lane));
    let mut lane = Lane {
        id: id.clone(),
        name: format!("Lane {}", diagram.lanes.len() + 1),
        pool: None,
        inside: None,
        assignment: Assignment::Nobody,
        position: Point::default(),
        size: None,
    };
    let mut edits = Vec::new();
    let last = run
        .as_ref()
        .and_then(|run| Some((run, run.lanes.last()?)))
        .and_then(|(run, last)| Some((run, last, diagram.lane(&last.0)?)));
    match last {
        Some((run, (_, at, size), last)) => {
            let around: BTreeSet<&LaneId> = lineage(diagram, last).skip(1).collect();
            let depth = run.depth(*size);
            let grows = |lane: &Lane| around.contains(&lane.id);
            edits.extend(run.make_room(diagram, run.last(), depth, &grows));
            lane.pool.clone_from(&last.pool);
            lane.inside.clone_from(&last.inside);
            lane.position = at.shifted(run.shift(depth));
            lane.size = Some(*size);
        }
        None => {
            let (pool, position, size) = around_all(diagram);
            (lane.pool, lane.position, lane.size) = (pool, position, Some(size));
        }
    }
    edits.push(Edit::AddLane { lane, at: None });
    (retaken(diagram, edits), id)
}

/// Where the first lane goes: into the pool, or around everything.
fn around_all(diagram: &Diagram) -> (Option<crate::id::PoolId>, Point, Size) {
    let pool = diagram
        .pools
        .iter()
        .find_map(|pool| Some((pool, pool.size?)));
    if let Some((pool, size)) = pool {
        let position = pool.position.shifted(Point::new(STRIP, 0));
        let width = size.width.saturating_sub(STRIP).max(STRIP);
        return (Some(pool.id.clone()), position, Size { width, ..size });
    }
    let steps = || diagram.steps.iter().filter(|step| step.inside.is_none());
    let (Some(left), Some(top)) = (steps().map(Step::left).min(), steps().map(Step::top).min())
    else {
        return (None, Point::new(MARGIN, MARGIN), USUAL);
    };
    let right = steps().map(Step::right).max().unwrap_or(left);
    let bottom = steps().map(Step::bottom).max().unwrap_or(top);
    let position = Point::new(left - STRIP - MARGIN, top - MARGIN);
    let size = Size {
        width: (right + MARGIN - position.x).max(USUAL.width),
        height: (bottom + MARGIN - position.y).max(USUAL.height),
    };
    (None, position, size)
}
