//! The canvas as one thing: what is drawn, what is chosen, what is going on. The screen hands it what the user
//! does and draws what it says has changed.

use crate::changes::{Changes, Request};
use crate::drawing::{Drawing, Redraw, reading_order};
use crate::geometry::Rect;
use crate::gesture::{Aids, Connecting, Gesture, Input, Modifiers, Outcome, Placing};
use crate::routing::Route;
use crate::rules;
use crate::scene::Scene;
use crate::selection::Selection;
use crate::viewport::{Spot, Viewport};
use process::diagram::edit::intent::{self, Fresh};
use process::diagram::edit::{Edit, History, Ids, Refused, Touched};
use process::diagram::shape::{Size, size};
use process::diagram::{Diagram, Point};
use process::step::StepKind;
use process::{FlowId, StepId};

pub struct Canvas {
    pub(crate) drawing: Drawing,
    pub(crate) history: History,
    pub(crate) selection: Selection,
    pub(crate) viewport: Viewport,
    pub(crate) gesture: Gesture,
    pub(crate) ids: Box<dyn Ids + Send + Sync>,
    pub(crate) read_only: bool,
    /// How often the same thing was pasted, so that copies do not cover each other.
    pub(crate) pastes: i32,
}

/// Words can be read from this zoom on.
const READABLE: f64 = 0.45;
const FIRST_ZOOM: f64 = 0.75;
/// Something held this near to an edge pulls the canvas along, so many pixels a frame at most.
const EDGE: f64 = 32.0;
const FASTEST: f64 = 12.0;
/// A wheel's click zooms by about this much.
const WHEEL_ZOOM: f64 = 0.0022;

impl Canvas {
    /// `ids` gives ids that were never used before, also not by other authors.
    pub fn new(diagram: Diagram, ids: Box<dyn Ids + Send + Sync>) -> Self {
        Self {
            drawing: Drawing::new(diagram),
            history: History::default(),
            selection: Selection::default(),
            viewport: Viewport::default(),
            gesture: Gesture::default(),
            ids,
            read_only: false,
            pastes: 0,
        }
    }

    /// For looking only: live cases, versions.
    pub fn read_only(diagram: Diagram) -> Self {
        Self {
            read_only: true,
            ..Self::new(diagram, Box::new(String::new))
        }
    }

    pub fn diagram(&self) -> &Diagram {
        self.drawing.diagram()
    }

    pub fn drawing(&self) -> &Drawing {
        &self.drawing
    }

    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    pub fn viewport(&self) -> &Viewport {
        &self.viewport
    }

    pub fn gesture(&self) -> &Gesture {
        &self.gesture
    }

    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    pub fn scene(&self) -> Scene<'_> {
        Scene {
            drawing: &self.drawing,
            selection: &self.selection,
            viewport: &self.viewport,
            read_only: self.read_only,
        }
    }

    pub fn aids(&self) -> Aids {
        self.gesture.aids(&self.scene())
    }

    /// What the pointer did.
    pub fn handle(&mut self, input: Input) -> Changes {
        let mut changes = Changes::default();
        let quiet = self.gesture.clone();
        let scene = Scene {
            drawing: &self.drawing,
            selection: &self.selection,
            viewport: &self.viewport,
            read_only: self.read_only,
        };
        let outcomes = self.gesture.handle(input, &scene);
        changes.aids = quiet != self.gesture;
        for outcome in outcomes {
            self.carry_out(outcome, &mut changes);
        }
        changes
    }

    fn carry_out(&mut self, outcome: Outcome, changes: &mut Changes) {
        match outcome {
            Outcome::Select(selection) => self.choose(selection, changes),
            Outcome::Look(viewport) => self.look(viewport, changes),
            Outcome::Say(text) => changes.requests.push(Request::Say(text)),
            Outcome::Menu { after, at, here } => changes.requests.push(Request::Menu {
                after: Some(after),
                on: None,
                at,
                here,
            }),
            Outcome::Preview(preview) => {
                let redraw = self.drawing.preview(preview);
                changes.redraw(redraw);
            }
            Outcome::Unpreview => {
                let redraw = self.drawing.unpreview();
                changes.redraw(redraw);
            }
            _ if self.read_only => {}
            Outcome::Move { steps, by } => {
                let edit = intent::move_steps(self.diagram(), &steps, by);
                self.commit(edit, changes);
            }
            Outcome::DropOnFlow {
                step,
                flow,
                position,
            } => {
                let edit = intent::drop_on_flow(
                    self.drawing.diagram(),
                    &flow,
                    &step,
                    position,
                    &mut *self.ids,
                );
                self.commit_all(edit, changes);
            }
            Outcome::Bend { flow, bends } => self.commit(Edit::SetBends { flow, bends }, changes),
            Outcome::Connect { from, to } => self.connect(&from, &to, changes),
            Outcome::Reconnect { flow, from, to } => {
                let edit = Edit::batch(vec![
                    Edit::Reconnect {
                        flow: flow.clone(),
                        from,
                        to,
                    },
                    // Bends were made for the old ends.
                    Edit::SetBends {
                        flow,
                        bends: Vec::new(),
                    },
                ]);
                self.commit(edit, changes);
            }
            Outcome::Place { fresh, center, on } => self.place(fresh, center, on, changes),
        }
    }

    fn connect(&mut self, from: &StepId, to: &StepId, changes: &mut Changes) {
        match rules::may_connect(self.diagram(), from, to, None) {
            Ok(()) => {
                let (edit, flow) = intent::connect(from, to, &mut *self.ids);
                self.commit(edit, changes);
                let focus = Some(to.clone());
                self.choose(Selection::of_flow(&flow, focus), changes);
            }
            Err(refusal) => changes.requests.push(Request::Say(refusal.to_string())),
        }
    }

    fn place(&mut self, fresh: Fresh, center: Point, on: Option<FlowId>, changes: &mut Changes) {
        let made = match on {
            Some(flow) => intent::insert_on_flow(
                self.drawing.diagram(),
                &flow,
                fresh,
                Some(center),
                &mut *self.ids,
            ),
            None => {
                let Size { width, height } = size(&fresh.kind);
                let corner = Point::new(center.x - width / 2, center.y - height / 2);
                Ok(intent::add_step(fresh, corner, &mut *self.ids))
            }
        };
        self.commit_fresh(made, changes);
    }

    /// Adds a step after another one, as the menu of `+` does.
    pub fn add_after(&mut self, after: &StepId, fresh: Fresh) -> Changes {
        let mut changes = Changes::default();
        let made = intent::append_after(self.drawing.diagram(), after, fresh, &mut *self.ids);
        self.commit_fresh(made, &mut changes);
        changes
    }

    /// Adds a step where a flow was let go on nothing, and connects it.
    pub fn add_after_at(&mut self, after: &StepId, fresh: Fresh, at: Point) -> Changes {
        let mut changes = Changes::default();
        let Size { height, .. } = size(&fresh.kind);
        let corner = crate::snap::on_grid(Point::new(at.x, at.y - height / 2));
        let (add, id) = intent::add_step(fresh, corner, &mut *self.ids);
        let (flow, _) = intent::connect(after, &id, &mut *self.ids);
        self.commit_fresh(Ok((Edit::batch(vec![add, flow]), id)), &mut changes);
        changes
    }

    /// Adds a step in the middle of a flow.
    pub fn add_on(&mut self, flow: &FlowId, fresh: Fresh) -> Changes {
        let mut changes = Changes::default();
        let made =
            intent::insert_on_flow(self.drawing.diagram(), flow, fresh, None, &mut *self.ids);
        self.commit_fresh(made, &mut changes);
        changes
    }

    /// Adds a step where the user looks: after the focused step, or in the middle of what is seen.
    pub fn add(&mut self, fresh: Fresh) -> Changes {
        let after = self.selection.single_step().cloned();
        let fits = |after: &StepId| {
            let diagram = self.diagram();
            let open = rules::may_leave(diagram, after, None).is_ok();
            let starts = matches!(fresh.kind, StepKind::Start(_));
            !starts
                && (open
                    || rules::may_stand_between(&fresh.kind).is_ok()
                        && diagram.outgoing(after).next().is_some())
        };
        match after.filter(fits) {
            Some(after) => self.add_after(&after, fresh),
            None => {
                let mut changes = Changes::default();
                let measure = size(&fresh.kind);
                let middle = self.viewport.to_canvas(self.viewport.center());
                let wish = Point::new(middle.x - measure.width / 2, middle.y - measure.height / 2);
                let wish = crate::snap::on_grid(wish);
                let corner = intent::free_place(self.diagram(), wish, measure);
                let made = intent::add_step(fresh, corner, &mut *self.ids);
                self.commit_fresh(Ok(made), &mut changes);
                changes
            }
        }
    }

    fn commit_fresh(&mut self, made: Result<(Edit, StepId), Refused>, changes: &mut Changes) {
        match made {
            Ok((edit, id)) => {
                self.commit(edit, changes);
                self.choose(Selection::of_step(&id), changes);
                self.reveal(&id, changes);
                changes.requests.push(Request::Focus(id));
            }
            Err(refused) => changes.requests.push(Request::Say(refused.to_string())),
        }
    }

    /// A palette item was pressed: `armed` when it was a click, and the next click on the canvas places it.
    pub fn pick(&mut self, fresh: Fresh, armed: bool) -> Changes {
        self.gesture = Gesture::Placing(Placing::new(fresh, armed));
        Changes {
            aids: true,
            ..Changes::default()
        }
    }

    /// Begins a flow that the next click (or a key on the next step) ends.
    pub fn start_connecting(&mut self, from: &StepId) -> Changes {
        let mut changes = Changes::default();
        match rules::may_leave(self.diagram(), from, None) {
            Ok(()) => {
                let at = self
                    .drawing
                    .rect(from)
                    .map(|rect| Point::new(rect.right + 40, rect.center().y));
                self.gesture =
                    Gesture::Connecting(Connecting::armed(from.clone(), at.unwrap_or_default()));
                changes.aids = true;
                let hint = "Choose the step it leads to, with a click or with the arrow keys and Enter. Esc cancels.";
                changes.requests.push(Request::Say(hint.to_owned()));
            }
            Err(refusal) => changes.requests.push(Request::Say(refusal.to_string())),
        }
        changes
    }

    /// Ends a flow begun with a key on the focused step.
    pub(crate) fn connect_to_focus(&mut self, changes: &mut Changes) -> bool {
        let Gesture::Connecting(connecting) = &self.gesture else {
            return false;
        };
        let from = connecting.fixed.clone();
        let Some(to) = self.selection.focus.clone().filter(|to| *to != from) else {
            return true;
        };
        self.gesture = Gesture::default();
        changes.aids = true;
        self.connect(&from, &to, changes);
        changes.requests.push(Request::Focus(to));
        true
    }

    /// An edit of the side panel or any other.
    pub fn edit(&mut self, edit: Edit) -> Changes {
        let mut changes = Changes::default();
        self.commit(edit, &mut changes);
        changes
    }

    /// A keystroke's worth of typing in a field; typing on in it is one undo.
    pub fn type_into(&mut self, field: &str, edit: Edit) -> Changes {
        let mut changes = Changes::default();
        let done = self
            .history
            .type_into(&mut self.drawing.diagram, field, edit);
        self.took(done, &mut changes);
        changes
    }

    /// The user left a field.
    pub fn pause_typing(&mut self) {
        self.history.pause();
    }

    pub(crate) fn commit(&mut self, edit: Edit, changes: &mut Changes) {
        let redraw = self.drawing.unpreview();
        changes.redraw(redraw);
        let done = self.history.apply(&mut self.drawing.diagram, edit);
        self.took(done, changes);
    }

    pub(crate) fn commit_all(&mut self, edit: Result<Edit, Refused>, changes: &mut Changes) {
        match edit {
            Ok(edit) => self.commit(edit, changes),
            Err(refused) => changes.requests.push(Request::Say(refused.to_string())),
        }
    }

    pub(crate) fn took(&mut self, done: Result<Touched, Refused>, changes: &mut Changes) {
        match done {
            Ok(touched) if touched.is_nothing() => {}
            Ok(touched) => {
                let Redraw { steps, flows } = self.drawing.refresh(&touched);
                changes.steps.extend(steps);
                changes.flows.extend(flows);
                changes.structure |= touched.structure;
                changes.diagram = true;
                let kept = self.selection.clone().kept_in(self.drawing.diagram());
                self.choose(kept, changes);
            }
            Err(refused) => changes.requests.push(Request::Say(refused.to_string())),
        }
    }

    pub(crate) fn choose(&mut self, selection: Selection, changes: &mut Changes) {
        if selection != self.selection {
            self.selection = selection;
            self.history.pause();
            changes.selection = true;
        }
    }

    pub fn select(&mut self, selection: Selection) -> Changes {
        let mut changes = Changes::default();
        self.choose(selection.kept_in(self.drawing.diagram()), &mut changes);
        changes
    }

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

    /// The canvas element has this size now.
    pub fn resize(&mut self, width: f64, height: f64) -> Changes {
        let mut changes = Changes::default();
        let viewport = Viewport {
            width,
            height,
            ..self.viewport
        };
        self.look(viewport, &mut changes);
        changes
    }

    /// The first look: everything when that can be read, else the beginning.
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
                let first = reading_order(self.diagram())
                    .first()
                    .and_then(|id| self.drawing.rect(id));
                near.centered_on(bounds).revealing(first.unwrap_or(bounds))
            }
            _ => whole,
        };
        self.look(viewport, &mut changes);
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

    /// What was picked from the palette and waits for its place.
    pub fn picked(&self) -> Option<StepKind> {
        match &self.gesture {
            Gesture::Placing(placing) => Some(placing.fresh.kind.clone()),
            _ => None,
        }
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
