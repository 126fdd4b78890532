//! The canvas as one thing: what is drawn, what is chosen, what is going on. The screen hands it what the user
//! does and draws what it says has changed.

use crate::changes::{Changes, Request};
use crate::drawing::{Drawing, Redraw};
use crate::gesture::{Aids, Gesture, Input, Outcome};
use crate::scene::Scene;
use crate::selection::Selection;
use crate::viewport::Viewport;
use process::diagram::edit::{Edit, History, Ids, Refused, Touched, intent};
use process::{Diagram, StepId};

pub struct Canvas {
    pub(crate) drawing: Drawing,
    pub(crate) history: History,
    pub(crate) selection: Selection,
    pub(crate) viewport: Viewport,
    pub(crate) gesture: Gesture,
    pub(crate) ids: Box<dyn Ids + Send + Sync>,
    pub(crate) read_only: bool,
    /// The step a first look must show; the beginning where there is none.
    pub(crate) matters: Option<StepId>,
    /// What the first look showed. As long as nobody has looked elsewhere it follows the size of the canvas.
    pub(crate) first_look: Option<Viewport>,
    /// How often the same thing was pasted, so that copies do not cover each other.
    pub(crate) pastes: i32,
}

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
            matters: None,
            first_look: None,
            pastes: 0,
        }
    }

    /// For looking only: live cases, versions. `matters` is the step a first look must show.
    pub fn read_only(diagram: Diagram, matters: Option<StepId>) -> Self {
        Self {
            read_only: true,
            matters,
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
            Outcome::MoveInto { steps, by, into } => {
                self.move_into(&steps, by, into.as_ref(), changes);
            }
            Outcome::MoveOnEdge {
                event,
                host,
                center,
            } => {
                let edit = intent::move_on_edge(self.diagram(), &event, &host, center);
                self.commit_all(edit, changes);
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
                // Bends were made for the old ends.
                let edit = Edit::batch(Edit::lead(flow, from, to, Vec::new()).into());
                self.commit(edit, changes);
            }
            Outcome::Place {
                fresh,
                center,
                on,
                at,
            } => self.place(fresh, center, on, at, changes),
        }
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
        let edit = self.with_room(edit);
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
}
