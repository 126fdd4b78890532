//! Lanes on the canvas: added, ordered, sized and removed.

use crate::canvas::Canvas;
use crate::changes::Changes;
use crate::geometry::Rect;
use crate::selection::Selection;
use process::diagram::edit::intent;
use process::{Diagram, LaneId};

impl Canvas {
    /// Adds a lane around all that is drawn, or after the lanes that are there, and chooses it.
    pub fn add_lane(&mut self) -> Changes {
        let mut changes = Changes::default();
        let beside = self.selection.lane.clone();
        let (edit, lane) =
            intent::add_lane(self.drawing.diagram(), beside.as_ref(), &mut *self.ids);
        self.commit(edit, &mut changes);
        let focus = self.selection.focus.clone();
        self.choose(Selection::of_lane(&lane, focus), &mut changes);
        self.reveal_lane(&lane, &mut changes);
        changes
    }

    /// Chooses a lane and brings it into sight.
    pub fn show_lane(&mut self, lane: &LaneId) -> Changes {
        let focus = self.selection.focus.clone();
        let mut changes = self.select(Selection::of_lane(lane, focus));
        self.reveal_lane(lane, &mut changes);
        changes
    }

    /// Changes places with the lane before it, or after it.
    pub fn move_lane(&mut self, lane: &LaneId, back: bool) -> Changes {
        let mut changes = Changes::default();
        let edit = intent::move_lane(self.diagram(), lane, back);
        self.commit(edit, &mut changes);
        changes
    }

    /// Makes a lane so high; an upright one so wide.
    pub fn size_lane(&mut self, lane: &LaneId, depth: i32) -> Changes {
        let mut changes = Changes::default();
        let edit = intent::size_lane(self.diagram(), lane, depth);
        self.commit(edit, &mut changes);
        changes
    }

    /// Removes the chosen lane and leaves its steps; whether there was one.
    pub(crate) fn remove_lane(&mut self, changes: &mut Changes) -> bool {
        let Some(lane) = self.selection.lane.clone() else {
            return false;
        };
        let edit = intent::remove_lane(self.diagram(), &lane);
        self.commit(edit, changes);
        true
    }

    fn reveal_lane(&mut self, lane: &LaneId, changes: &mut Changes) {
        let frames = frames(self.diagram(), |one| one == lane);
        if let Some(frame) = frames {
            let viewport = self.viewport.revealing(frame);
            self.look(viewport, changes);
        }
    }
}

/// What the drawn lanes that are wanted cover together.
fn frames(diagram: &Diagram, wanted: impl Fn(&LaneId) -> bool) -> Option<Rect> {
    let lanes = diagram.lanes.iter().filter(|lane| wanted(&lane.id));
    lanes
        .filter_map(|lane| Some(Rect::at(lane.position, lane.size?)))
        .reduce(|all, one| all.union(one))
}

/// What all pools and lanes cover.
pub(crate) fn bounds(diagram: &Diagram) -> Option<Rect> {
    let pools = diagram.pools.iter();
    let pools = pools.filter_map(|pool| Some(Rect::at(pool.position, pool.size?)));
    pools
        .chain(frames(diagram, |_| true))
        .reduce(|all, one| all.union(one))
}
