//! Lanes and pools: a step that is put down in one takes it.

use crate::diagram::edit::Edit;
use crate::diagram::{Diagram, Lane, Point, Pool, Size, Step};

/// What an edit leaves to do: steps that it moved are in the lane and the pool where they stand now.
pub fn settle(before: &Diagram, after: &Diagram) -> Option<Edit> {
    let lanes = after.lanes.iter().any(|lane| lane.size.is_some());
    let pools = after.pools.iter().any(|pool| pool.size.is_some());
    if !lanes && !pools {
        return None;
    }
    let moved = after.steps.iter().filter(|step| {
        let was = before.step(&step.id);
        was.is_none_or(|was| was.position != step.position)
    });
    let settled: Vec<Edit> = moved
        .filter_map(|step| {
            let lane = lane_at(after, step.center());
            let holder = step.inside.as_ref().and_then(|id| after.step(id));
            // What stands in a sub-process is in its pool, wherever that is drawn.
            let pool = match (holder, lane) {
                (Some(holder), _) => holder.pool.clone(),
                (None, Some(lane)) => lane.pool.clone(),
                // A step that flows lead to stays in the process they run in.
                (None, None) if is_connected(after, step) => None,
                (None, None) => pool_at(after, step.center()).map(|pool| pool.id.clone()),
            };
            let settled = Step {
                lane: lane
                    .map(|lane| lane.id.clone())
                    .or_else(|| step.lane.clone()),
                pool: pool.or_else(|| step.pool.clone()),
                ..step.clone()
            };
            (settled != *step).then(|| Edit::SetStep {
                step: Box::new(settled),
            })
        })
        .collect();
    (!settled.is_empty()).then(|| Edit::batch(settled))
}

fn is_connected(diagram: &Diagram, step: &Step) -> bool {
    let mut flows = diagram.flows.iter();
    flows.any(|flow| flow.from == step.id || flow.to == step.id)
}

/// The innermost lane at a place: the smallest one.
pub fn lane_at(diagram: &Diagram, at: Point) -> Option<&Lane> {
    let here = diagram
        .lanes
        .iter()
        .filter(|lane| holds(lane.position, lane.size, at));
    here.min_by_key(|lane| area(lane.size))
}

fn pool_at(diagram: &Diagram, at: Point) -> Option<&Pool> {
    let here = diagram
        .pools
        .iter()
        .filter(|pool| holds(pool.position, pool.size, at));
    here.min_by_key(|pool| area(pool.size))
}

fn area(size: Option<Size>) -> Option<i64> {
    size.map(|size| i64::from(size.width) * i64::from(size.height))
}

fn holds(corner: Point, size: Option<Size>, at: Point) -> bool {
    size.is_some_and(|size| {
        let (x, y) = (
            i64::from(at.x) - i64::from(corner.x),
            i64::from(at.y) - i64::from(corner.y),
        );
        (0..=i64::from(size.width)).contains(&x) && (0..=i64::from(size.height)).contains(&y)
    })
}
