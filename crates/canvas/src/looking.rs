//! Looking around: pan, zoom, fit, and bringing things into sight.

use crate::canvas::Canvas;
use crate::changes::Changes;
use crate::drawing::reading_order;
use crate::geometry::Rect;
use crate::gesture::{Input, Modifiers};
use crate::routing::Route;
use crate::selection::Selection;
use crate::viewport::{Spot, Viewport};
use process::diagram::Point;
use process::{FlowId, StepId};

/// Words can be read from this zoom on.
const READABLE: f64 = 0.45;
const FIRST_ZOOM: f64 = 0.75;
/// Something held this near to an edge pulls the canvas along, so many pixels a frame at most.
const EDGE: f64 = 32.0;
const FASTEST: f64 = 12.0;
/// A wheel's click zooms by about this much.
const WHEEL_ZOOM: f64 = 0.0022;

impl Canvas {
    /// Chooses a step and brings it into sight.
    pub fn show_step(&mut self, id: &StepId) -> Changes {
        let mut changes = self.select(Selection::of_step(id));
        self.reveal(id, &mut changes);
        changes
    }

    /// Chooses a flow and brings it into sight.
    pub fn show_flow(&mut self, id: &FlowId) -> Changes {
        let focus = self.diagram().flow(id).map(|flow| flow.from.clone());
        let mut changes = self.select(Selection::of_flow(id, focus));
        if let Some(bounds) = self.drawing.route(id).map(Route::bounds) {
            let viewport = self.viewport.revealing(bounds);
            self.look(viewport, &mut changes);
        }
        changes
    }

    /// Brings a step into sight and leaves what is chosen as it is.
    pub fn follow(&mut self, id: &StepId) -> Changes {
        let mut changes = Changes::default();
        self.reveal(id, &mut changes);
        changes
    }

    pub(crate) fn reveal(&mut self, id: &StepId, changes: &mut Changes) {
        if let Some(rect) = self.drawing.rect(id) {
            let viewport = self.viewport.revealing(rect);
            self.look(viewport, changes);
        }
    }

    pub(crate) fn look(&mut self, viewport: Viewport, changes: &mut Changes) {
        let viewport = viewport.clamped(self.drawing.bounds());
        if viewport != self.viewport {
            self.viewport = viewport;
            changes.viewport = true;
        }
    }

    /// The canvas element has this size now. As long as nobody has looked elsewhere or drawn anything, the first
    /// look is taken again. A chosen step that was in sight stays in sight: a panel must not cover what it is about.
    pub fn resize(&mut self, width: f64, height: f64) -> Changes {
        let mut changes = Changes::default();
        let untouched = self.first_look == Some(self.viewport) && !self.history.can_undo();
        let chosen = self.selection.single_step().cloned();
        let in_sight = chosen.filter(|id| {
            let rect = self.drawing.rect(id);
            rect.is_some_and(|rect| self.viewport.seen().intersects(&rect))
        });
        let viewport = Viewport {
            width,
            height,
            ..self.viewport
        };
        self.look(viewport, &mut changes);
        if untouched && !self.gesture.carries() {
            changes.add(self.first_look());
        }
        if let Some(chosen) = in_sight {
            self.reveal(&chosen, &mut changes);
        }
        changes
    }

    /// The first look: everything when that can be read, else what matters, else the beginning.
    pub fn first_look(&mut self) -> Changes {
        let mut changes = Changes::default();
        let bounds = self.drawing.bounds();
        let whole = self.viewport.fitted(bounds);
        let viewport = match (whole.zoom < READABLE, bounds) {
            (true, Some(bounds)) => {
                let near = Viewport {
                    zoom: FIRST_ZOOM,
                    ..whole
                };
                let matters = self.matters.as_ref().and_then(|id| self.drawing.rect(id));
                let first = || {
                    reading_order(self.diagram())
                        .first()
                        .and_then(|id| self.drawing.rect(id))
                };
                match matters {
                    Some(matters) => near.centered_on(matters),
                    None => near
                        .centered_on(bounds)
                        .revealing(first().unwrap_or(bounds)),
                }
            }
            _ => whole,
        };
        self.look(viewport, &mut changes);
        self.first_look = Some(self.viewport);
        changes
    }

    /// The wheel pans; with `zoom` (Ctrl, or a pinch) it zooms to the cursor.
    pub fn wheel(&mut self, at: Spot, x: f64, y: f64, zoom: bool) -> Changes {
        let mut changes = Changes::default();
        let viewport = match zoom {
            true => self
                .viewport
                .zoomed((-y.clamp(-240.0, 240.0) * WHEEL_ZOOM).exp(), at),
            false => self.viewport.panned(-x, -y),
        };
        self.look(viewport, &mut changes);
        changes
    }

    /// The pointer holds something at the edge of what is seen: the canvas moves along under it. To be called once
    /// a frame; `None` when there is nothing to do.
    pub fn drift(&mut self, at: Spot, modifiers: Modifiers) -> Option<Changes> {
        let (x, y) = (
            pull(at.x, self.viewport.width),
            pull(at.y, self.viewport.height),
        );
        if !self.gesture.carries() || (x == 0.0 && y == 0.0) {
            return None;
        }
        let mut changes = Changes::default();
        let viewport = self.viewport.panned(x, y);
        self.look(viewport, &mut changes);
        let moved = self.handle(Input::Move { at, modifiers });
        changes.add(moved);
        Some(changes)
    }

    /// Puts a place of the canvas in the middle.
    pub fn look_at(&mut self, at: Point) -> Changes {
        let mut changes = Changes::default();
        let viewport = self.viewport.centered_on(Rect::spanned(at, at));
        self.look(viewport, &mut changes);
        changes
    }

    /// Two fingers moved: what was between them stays between them.
    pub fn pinch(&mut self, from: Spot, to: Spot, factor: f64) -> Changes {
        let mut changes = Changes::default();
        let moved = self.viewport.panned(to.x - from.x, to.y - from.y);
        self.look(moved.zoomed(factor, to), &mut changes);
        changes
    }

    /// The area worth having in the page: what is seen and half as much around it.
    pub fn worth_drawing(&self) -> Rect {
        let seen = self.viewport.seen();
        let margin = (seen.width().max(seen.height()) / 2).max(200);
        seen.inflated(margin)
    }
}

/// How far the canvas moves in a frame for a pointer this near to an edge.
fn pull(at: f64, size: f64) -> f64 {
    let into = (EDGE - at).max(0.0) - (at - (size - EDGE)).max(0.0);
    (into / EDGE * FASTEST).clamp(-FASTEST, FASTEST)
}
