//! Adding, removing, ordering and sizing lanes. What stands in them and after them moves along.

use super::lane::{MARGIN, taken};
use super::room::move_steps;
use crate::diagram::edit::{Edit, Ids};
use crate::diagram::{Diagram, Lane, Point, Size, Step};
use crate::id::{LaneId, StepId};
use crate::step::Assignment;
use std::collections::BTreeSet;

/// The name of a lane, or of a pool, stands in a strip so wide.
pub const STRIP: i32 = 32;
/// How high a new lane is, and how long where nothing is drawn yet.
const USUAL: Size = Size {
    width: 960,
    height: 160,
};
/// A lane is never lower than this.
const LOWEST: i32 = 80;

/// Lanes side by side: below each other, or, in files of other tools, next to each other.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    lanes: Vec<(LaneId, Point, Size)>,
    upright: bool,
}

impl Run {
    /// A lane with those beside it, in order; none while it is not drawn.
    pub fn of(diagram: &Diagram, lane: &LaneId) -> Option<Self> {
        let lane = diagram.lane(lane)?;
        let own = lane.size?;
        let beside = diagram.lanes.iter();
        let beside = beside.filter(|other| other.pool == lane.pool && other.inside == lane.inside);
        let mut lanes: Vec<_> = beside
            .filter_map(|lane| Some((lane.id.clone(), lane.position, lane.size?)))
            .collect();
        let upright = match lanes.as_slice() {
            [(_, a, _), (_, b, _), ..] => a.y.abs_diff(b.y) < a.x.abs_diff(b.x),
            _ => own.height > own.width,
        };
        lanes.sort_by_key(|(_, at, _)| if upright { at.x } else { at.y });
        Some(Self { lanes, upright })
    }

    pub fn lanes(&self) -> &[(LaneId, Point, Size)] {
        &self.lanes
    }

    /// Where a place lies across the lanes.
    pub fn across(&self, at: Point) -> i32 {
        if self.upright { at.x } else { at.y }
    }

    fn along(&self, at: Point) -> i32 {
        if self.upright { at.y } else { at.x }
    }

    /// How high a lane is; of an upright one, how wide.
    fn depth(&self, size: Size) -> i32 {
        if self.upright {
            size.width
        } else {
            size.height
        }
    }

    fn length(&self, size: Size) -> i32 {
        if self.upright {
            size.height
        } else {
            size.width
        }
    }

    fn shift(&self, across: i32) -> Point {
        match self.upright {
            true => Point::new(across, 0),
            false => Point::new(0, across),
        }
    }

    fn deeper(&self, size: Size, by: i32) -> Size {
        let mut size = size;
        let depth = if self.upright {
            &mut size.width
        } else {
            &mut size.height
        };
        *depth = depth.saturating_add(by);
        size
    }

    pub fn first(&self) -> i32 {
        let lanes = self.lanes.iter();
        lanes
            .map(|(_, at, _)| self.across(*at))
            .min()
            .unwrap_or_default()
    }

    pub fn last(&self) -> i32 {
        let ends = self.lanes.iter().map(|(_, at, size)| self.low(*at, *size));
        ends.max().unwrap_or_default()
    }

    /// Where a lane ends across.
    fn low(&self, at: Point, size: Size) -> i32 {
        self.across(at).saturating_add(self.depth(size))
    }

    /// Where the lanes begin for steps: after the strip with their names.
    pub fn begin(&self) -> i32 {
        let begins = self.lanes.iter().map(|(_, at, _)| self.along(*at));
        begins.min().unwrap_or_default().saturating_add(STRIP)
    }

    pub fn end(&self) -> i32 {
        let ends = self
            .lanes
            .iter()
            .map(|(_, at, size)| self.along(*at).saturating_add(self.length(*size)));
        ends.max().unwrap_or_default()
    }

    /// From where to where a step stands along the lanes.
    pub fn reach(&self, step: &Step) -> (i32, i32) {
        match self.upright {
            true => (step.top(), step.bottom()),
            false => (step.left(), step.right()),
        }
    }

    fn reach_across(&self, step: &Step) -> (i32, i32) {
        match self.upright {
            true => (step.left(), step.right()),
            false => (step.top(), step.bottom()),
        }
    }

    /// All lanes of the run, those in them, and the pool, made longer at their beginning and end.
    pub fn stretched(&self, diagram: &Diagram, before: i32, after: i32) -> Vec<Edit> {
        if before == 0 && after == 0 {
            return Vec::new();
        }
        let longer = |at: Point, size: Size| {
            let more = before.saturating_add(after);
            match self.upright {
                true => (
                    at.shifted(Point::new(0, -before)),
                    Size {
                        height: size.height.saturating_add(more),
                        ..size
                    },
                ),
                false => (
                    at.shifted(Point::new(-before, 0)),
                    Size {
                        width: size.width.saturating_add(more),
                        ..size
                    },
                ),
            }
        };
        let pool = self
            .lanes
            .first()
            .and_then(|(id, ..)| diagram.lane(id)?.pool.as_ref());
        let mut edits = Vec::new();
        for lane in &diagram.lanes {
            let own = |id: &LaneId| self.lanes.iter().any(|(own, ..)| own == id);
            let (Some(size), true) = (lane.size, lineage(diagram, lane).any(own)) else {
                continue;
            };
            let (position, size) = longer(lane.position, size);
            edits.push(placed(lane, position, size));
        }
        let pools = diagram.pools.iter().filter(|one| Some(&one.id) == pool);
        edits.extend(pools.filter_map(|pool| {
            let (position, size) = longer(pool.position, pool.size?);
            Some(Edit::PlacePool {
                pool: pool.id.clone(),
                position,
                size: Some(size),
            })
        }));
        edits
    }

    /// Everything from a line on moves away from it by a distance, and what `grows` and ends there or beyond takes
    /// the room.
    fn make_room(
        &self,
        diagram: &Diagram,
        from: i32,
        by: i32,
        grows: &dyn Fn(&Lane) -> bool,
    ) -> Vec<Edit> {
        let beyond = diagram
            .steps
            .iter()
            .filter(|step| step.inside.is_none() && step.host().is_none())
            .filter(|step| self.across(step.center()) >= from);
        let moved: BTreeSet<StepId> = beyond.map(|step| step.id.clone()).collect();
        let mut edits = vec![carried(diagram, &moved, self.shift(by))];
        for lane in &diagram.lanes {
            let Some(size) = lane.size else { continue };
            if self.across(lane.position) >= from {
                edits.push(placed(lane, lane.position.shifted(self.shift(by)), size));
            } else if self.low(lane.position, size) >= from && grows(lane) {
                edits.push(placed(lane, lane.position, self.deeper(size, by)));
            }
        }
        for pool in &diagram.pools {
            let Some(size) = pool.size else { continue };
            let (position, size) = if self.across(pool.position) >= from {
                (pool.position.shifted(self.shift(by)), size)
            } else if self.low(pool.position, size) >= from {
                (pool.position, self.deeper(size, by))
            } else {
                continue;
            };
            edits.push(Edit::PlacePool {
                pool: pool.id.clone(),
                position,
                size: Some(size),
            });
        }
        edits
    }
}

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
