//! Lanes side by side, and what moves when one of them needs room.

use super::{STRIP, carried, lineage, placed};
use crate::diagram::edit::Edit;
use crate::diagram::{Diagram, Lane, Point, Size, Step};
use crate::id::{LaneId, StepId};
use std::collections::BTreeSet;

/// Lanes side by side: below each other, or, in files of other tools, next to each other.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Run {
    pub(super) lanes: Vec<(LaneId, Point, Size)>,
    pub(super) upright: bool,
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
    pub(super) fn depth(&self, size: Size) -> i32 {
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

    pub(super) fn shift(&self, across: i32) -> Point {
        match self.upright {
            true => Point::new(across, 0),
            false => Point::new(0, across),
        }
    }

    pub(super) fn deeper(&self, size: Size, by: i32) -> Size {
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
    pub(super) fn low(&self, at: Point, size: Size) -> i32 {
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

    pub(super) fn reach_across(&self, step: &Step) -> (i32, i32) {
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
    pub(super) fn make_room(
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
