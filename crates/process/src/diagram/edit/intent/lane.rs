//! Lanes: a step that is put down in one takes it, and the lanes reach as far as their steps do.

use super::lanes::{Run, is_within};
use crate::diagram::edit::Edit;
use crate::diagram::{Diagram, Lane, Point, Pool, Step};
use crate::id::LaneId;

/// Lanes keep this much free before and after their steps.
pub(super) const MARGIN: i32 = 40;

/// What an edit leaves to do: lanes reach around the steps that were moved along them, and steps that it moved are in
/// the lane where they stand now. New ones that nothing leads to are in the pool where they stand.
pub fn settle(before: &Diagram, after: &Diagram) -> Option<Edit> {
    let drawn = after.lanes.iter().any(|lane| lane.size.is_some());
    let pools = after.pools.iter().any(|pool| pool.size.is_some());
    if !drawn && !pools {
        return None;
    }
    let moved = |step: &&Step| {
        let was = before.step(&step.id);
        was.is_none_or(|was| was.position != step.position)
    };
    let moved: Vec<&Step> = after.steps.iter().filter(moved).collect();
    let mut edits = stretch(after, &moved);
    let mut wide = after.clone();
    for edit in &edits {
        // These only place lanes and pools that are there.
        let _ = edit.clone().apply(&mut wide);
    }
    edits.extend(moved.iter().filter_map(|step| taken(&wide, step)));
    let in_lane = |step: &Step| lane_at(&wide, step.center()).is_some();
    let fresh = moved
        .into_iter()
        .filter(|step| step.pool.is_none() && !in_lane(step));
    edits.extend(fresh.filter_map(|step| pooled(&wide, step)));
    (!edits.is_empty()).then(|| Edit::batch(edits))
}

/// A step is in the pool of the sub-process around it, or where it stands, unless flows say where it belongs.
fn pooled(diagram: &Diagram, step: &Step) -> Option<Edit> {
    let connected = |step: &Step| {
        let mut flows = diagram.flows.iter();
        flows.any(|flow| flow.from == step.id || flow.to == step.id)
    };
    let pool = match step.inside.as_ref().and_then(|id| diagram.step(id)) {
        Some(around) => around.pool.clone()?,
        None if connected(step) => return None,
        None => pool_at(diagram, step.center())?.id.clone(),
    };
    Some(Edit::SetStep {
        step: Box::new(Step {
            pool: Some(pool),
            ..step.clone()
        }),
    })
}

fn pool_at(diagram: &Diagram, at: Point) -> Option<&Pool> {
    let holds = |pool: &&Pool| {
        pool.size
            .is_some_and(|size| is_within(at, pool.position, size))
    };
    diagram.pools.iter().find(holds)
}

/// A step takes the lane it stands in, or leaves its own.
pub(super) fn taken(diagram: &Diagram, step: &Step) -> Option<Edit> {
    let stands = step.host().and_then(|host| diagram.step(host));
    let here = lane_at(diagram, stands.unwrap_or(step).center());
    let own = |id: &LaneId| diagram.lanes.iter().find(|lane| &lane.id == id);
    let undrawn = |id: &LaneId| own(id).is_some_and(|lane| lane.size.is_none());
    if here.is_none() && step.lane.as_ref().is_none_or(undrawn) {
        return None;
    }
    let lane = here.map(|lane| lane.id.clone());
    (step.lane != lane).then(|| Edit::SetStep {
        step: Box::new(Step {
            pool: here
                .and_then(|lane| lane.pool.clone())
                .or_else(|| step.pool.clone()),
            lane,
            ..step.clone()
        }),
    })
}

/// Lanes and their pool are made long enough for steps that went beyond their ends.
fn stretch(diagram: &Diagram, moved: &[&Step]) -> Vec<Edit> {
    let outermost = |step: &&Step| {
        let mut lane = diagram.lane(step.lane.as_ref()?)?;
        for _ in 0..diagram.lanes.len() {
            match lane.inside.as_ref().and_then(|id| diagram.lane(id)) {
                Some(around) => lane = around,
                None => break,
            }
        }
        Some(lane)
    };
    let mut runs: Vec<(Run, i32, i32)> = Vec::new();
    for (step, lane) in moved
        .iter()
        .filter_map(|step| Some((*step, outermost(step)?)))
    {
        let Some(run) = Run::of(diagram, &lane.id) else {
            continue;
        };
        let across = run.across(step.center());
        if !(run.first()..=run.last()).contains(&across) {
            continue;
        }
        let (begin, end) = run.reach(step);
        let before = run.begin().saturating_sub(begin.saturating_sub(MARGIN));
        let after = end.saturating_add(MARGIN).saturating_sub(run.end());
        match runs
            .iter_mut()
            .find(|(known, ..)| known.lanes() == run.lanes())
        {
            Some((_, before_so_far, after_so_far)) => {
                *before_so_far = before.max(*before_so_far);
                *after_so_far = after.max(*after_so_far);
            }
            None => runs.push((run, before, after)),
        }
    }
    let runs = runs.into_iter();
    runs.flat_map(|(run, before, after)| run.stretched(diagram, before.max(0), after.max(0)))
        .collect()
}

/// The innermost lane at a place: the smallest one.
pub fn lane_at(diagram: &Diagram, at: Point) -> Option<&Lane> {
    let area = |lane: &&Lane| {
        let size = lane.size?;
        Some(i64::from(size.width) * i64::from(size.height))
    };
    let holds = |lane: &&Lane| {
        lane.size
            .is_some_and(|size| is_within(at, lane.position, size))
    };
    diagram.lanes.iter().filter(holds).min_by_key(area)
}
