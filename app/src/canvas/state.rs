//! The editor's state: the canvas crate's [`Canvas`] made reactive. One signal for each step and flow, so that a
//! change draws only what changed.

use super::behaviour::Behaviour;
use canvas::gesture::Aids;
use canvas::{Canvas, Changes, Input, Request, Selection, Verb, Viewport};
use leptos::prelude::*;
use process::diagram::edit::Edit;
use process::diagram::edit::intent::Fresh;
use process::diagram::{Flow, Point, Step};
use process::{Catalog, Datum, Diagram, FlowId, Problem, StepId};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// Typing and dragging settle for so long before the diagram is checked again.
const CHECK_AFTER: Duration = Duration::from_millis(120);

const EDITOR_ROOM: (f64, f64) = (860.0, 760.0);
const LIVE_ROOM: (f64, f64) = (1000.0, 420.0);

#[derive(Clone, Copy)]
pub struct EditorState {
    canvas: StoredValue<Canvas>,
    seen: StoredValue<Seen>,
    /// What steps may refer to.
    pub catalog: RwSignal<Catalog>,
    pub selection: RwSignal<Selection>,
    pub problems: RwSignal<Vec<Problem>>,
    /// What the checker proves about the drawing.
    pub behaviour: Behaviour,
    /// Grows with every change of the diagram: save when it does.
    pub changed: RwSignal<u64>,
    /// All data of the diagram with what people call it; worked out once somebody asks.
    pub names: Memo<Arc<Vec<Datum>>>,
    /// Grows when a lane or a pool became another.
    lanes_changed: Memo<u64>,
    /// Grows when steps or flows were added, removed or reconnected.
    pub(super) structure: RwSignal<u64>,
    pub(super) viewport: RwSignal<Viewport>,
    pub(super) aids: RwSignal<Aids>,
    pub(super) menu: RwSignal<Option<AddAt>>,
    pub(super) renaming: RwSignal<Option<StepId>>,
    pub(super) focus: RwSignal<Option<(StepId, u64)>>,
    /// The last sentence for the user, and a number that makes the same sentence new again.
    pub(super) said: RwSignal<(String, u64)>,
    /// Someone asked for the settings (Enter): the panel takes the keyboard when this grows.
    pub open_panel: RwSignal<u64>,
}

impl PartialEq for EditorState {
    fn eq(&self, other: &Self) -> bool {
        self.canvas == other.canvas
    }
}

/// Who looks at which step and flow.
#[derive(Default)]
struct Seen {
    steps: HashMap<StepId, ArcTrigger>,
    flows: HashMap<FlowId, ArcTrigger>,
    check_is_due: bool,
}

/// Where the menu of steps is open, and what the chosen one is put after or on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AddAt {
    pub after: Option<StepId>,
    pub on: Option<FlowId>,
    pub at: Point,
    /// A flow was let go here, so the step goes here too.
    pub here: bool,
}

impl EditorState {
    pub fn new(diagram: Diagram, catalog: Catalog) -> Self {
        Self::of(Canvas::new(diagram, Box::new(fresh_id)), catalog)
    }

    /// For looking only, first of all at the step that matters.
    pub(super) fn read_only(diagram: Diagram, catalog: Catalog, matters: Option<StepId>) -> Self {
        Self::of(Canvas::read_only(diagram, matters), catalog)
    }

    fn of(mut canvas: Canvas, catalog: Catalog) -> Self {
        let read_only = canvas.is_read_only();
        // A guess at the room there will be, so that the page as it comes from the server shows the drawing
        // about where it stays.
        let (width, height) = if read_only { LIVE_ROOM } else { EDITOR_ROOM };
        canvas.resize(width, height);
        canvas.first_look();
        let problems = match read_only {
            true => Vec::new(),
            false => process::compile(canvas.diagram(), &catalog).1,
        };
        let viewport = RwSignal::new(*canvas.viewport());
        let canvas = StoredValue::new(canvas);
        let changed = RwSignal::new(0);
        let structure = RwSignal::new(0);
        let frames = Memo::new(move |_| {
            structure.track();
            canvas.with_value(|canvas| {
                (
                    canvas.diagram().lanes.clone(),
                    canvas.diagram().pools.clone(),
                )
            })
        });
        let lanes_changed = Memo::new(move |before: Option<&u64>| {
            frames.with(|_| before.map_or(0, |before| before + 1))
        });
        let names = Memo::new(move |_| {
            changed.track();
            canvas.with_value(|canvas| Arc::new(process::data_of(canvas.diagram())))
        });
        let state = Self {
            viewport,
            canvas,
            seen: StoredValue::new(Seen::default()),
            catalog: RwSignal::new(catalog),
            selection: RwSignal::default(),
            problems: RwSignal::new(problems),
            behaviour: Behaviour::new(),
            changed,
            names,
            lanes_changed,
            structure,
            aids: RwSignal::default(),
            menu: RwSignal::new(None),
            renaming: RwSignal::new(None),
            focus: RwSignal::new(None),
            said: RwSignal::default(),
            open_panel: RwSignal::new(0),
        };
        if !read_only {
            Effect::new(move || state.check_soon());
            Effect::watch(
                move || (state.changed.get(), state.catalog.track()),
                move |_, _, _| state.check_soon(),
                false,
            );
        }
        state
    }

    /// A step as it is now. Tracked: runs again when it changes.
    pub fn step(&self, id: &StepId) -> Option<Step> {
        self.track_step(id);
        self.canvas
            .with_value(|canvas| canvas.drawing().step(id).cloned())
    }

    /// A flow as it is now. Tracked.
    pub fn flow(&self, id: &FlowId) -> Option<Flow> {
        self.track_flow(id);
        self.canvas
            .with_value(|canvas| canvas.drawing().flow(id).cloned())
    }

    /// The flows that leave a step, in the order a decision tries them. Tracked.
    pub fn ways_out(&self, id: &StepId) -> Vec<FlowId> {
        if is_tracking() {
            self.structure.track();
        }
        self.canvas.with_value(|canvas| {
            canvas
                .diagram()
                .outgoing(id)
                .map(|flow| flow.id.clone())
                .collect()
        })
    }

    /// Reads the whole diagram. Tracked: runs again on every change, so prefer `step` and `flow`.
    pub fn with_diagram<T>(&self, read: impl FnOnce(&Diagram) -> T) -> T {
        if is_tracking() {
            self.changed.track();
        }
        self.canvas.with_value(|canvas| read(canvas.diagram()))
    }

    /// The diagram, for saving. Not tracked.
    pub fn to_diagram(&self) -> Diagram {
        self.canvas.with_value(|canvas| canvas.diagram().clone())
    }

    /// Makes one change that one undo takes back.
    pub fn edit(&self, edit: Edit) {
        self.act(|canvas| canvas.edit(edit));
    }

    /// Makes a change while someone types in `field`; all of it is taken back by one undo.
    pub fn type_into(&self, field: &str, edit: Edit) {
        self.act(|canvas| canvas.type_into(field, edit));
    }

    pub(super) fn pause_typing(&self) {
        self.canvas.try_update_value(Canvas::pause_typing);
    }

    pub fn undo(&self) {
        self.perform(Verb::Undo);
    }

    pub fn redo(&self) {
        self.perform(Verb::Redo);
    }

    /// Tracked.
    pub fn can_undo(&self) -> bool {
        self.changed.track();
        self.canvas.with_value(Canvas::can_undo)
    }

    /// Tracked.
    pub fn can_redo(&self) -> bool {
        self.changed.track();
        self.canvas.with_value(Canvas::can_redo)
    }

    pub fn select(&self, selection: Selection) {
        self.act(|canvas| canvas.select(selection));
    }

    pub fn clear_selection(&self) {
        let focus = self
            .selection
            .with_untracked(|selection| selection.focus.clone());
        self.select(Selection::nothing(focus));
    }

    /// Chooses a step and brings it into sight.
    pub fn show_step(&self, id: &StepId) {
        self.act(|canvas| canvas.show_step(id));
    }

    /// Chooses a flow and brings it into sight.
    pub fn show_flow(&self, id: &FlowId) {
        self.act(|canvas| canvas.show_flow(id));
    }

    /// Adds an event on the edge of a step.
    pub fn add_event(&self, host: &StepId, event: Fresh) {
        self.act(|canvas| canvas.add_after(host, event));
    }

    /// Deletes a step; what came in goes on to where it led.
    pub fn delete_step(&self, id: &StepId) {
        self.act(|canvas| canvas.select(Selection::of_step(id)));
        self.perform(Verb::Delete);
    }

    /// Does what a key or a button says.
    pub fn perform(&self, verb: Verb) {
        match verb {
            Verb::NextProblem => self.next_problem(),
            verb => self.act(|canvas| canvas.perform(verb)),
        }
    }

    pub(super) fn handle(&self, input: Input) {
        self.act(|canvas| canvas.handle(input));
    }

    /// Reads the canvas without tracking anything.
    pub(super) fn with<T>(&self, read: impl FnOnce(&Canvas) -> T) -> T {
        self.canvas.with_value(read)
    }

    /// Does something to the canvas and draws what changed.
    pub(super) fn act(&self, act: impl FnOnce(&mut Canvas) -> Changes) {
        // The page may be gone while a late event still arrives.
        if let Some(changes) = self.canvas.try_update_value(act) {
            self.show(changes);
        }
    }

    fn show(&self, changes: Changes) {
        let seen = |ids: &mut dyn FnMut(&Seen)| self.seen.with_value(|seen| ids(seen));
        seen(&mut |seen| {
            changes
                .steps
                .iter()
                .filter_map(|id| seen.steps.get(id))
                .for_each(ArcTrigger::notify);
            changes
                .flows
                .iter()
                .filter_map(|id| seen.flows.get(id))
                .for_each(ArcTrigger::notify);
        });
        if changes.structure {
            self.structure.update(|count| *count += 1);
        }
        if changes.diagram {
            self.changed.update(|count| *count += 1);
        }
        if changes.selection {
            self.selection
                .set(self.with(|canvas| canvas.selection().clone()));
        }
        if changes.viewport {
            self.viewport.set(self.with(|canvas| *canvas.viewport()));
        }
        if changes.aids || changes.viewport {
            let aids = self.with(Canvas::aids);
            if self.aids.with_untracked(|before| *before != aids) {
                self.aids.set(aids);
            }
        }
        changes
            .requests
            .into_iter()
            .for_each(|request| self.grant(request));
    }

    fn grant(&self, request: Request) {
        match request {
            Request::Menu {
                after,
                on,
                at,
                here,
            } => self.menu.set(Some(AddAt {
                after,
                on,
                at,
                here,
            })),
            Request::Rename(step) => self.renaming.set(Some(step)),
            Request::OpenPanel => self.open_panel.update(|count| *count += 1),
            Request::Focus(step) => self.focus_step(step),
            Request::Say(text) => self.say(text),
        }
    }

    /// Gives the keyboard back to the step one was at.
    pub fn focus_chosen(&self) {
        let focus = self
            .selection
            .with_untracked(|selection| selection.focus.clone());
        if let Some(step) = focus {
            self.focus_step(step);
        }
    }

    pub(super) fn focus_step(&self, step: StepId) {
        self.focus.update(|focus| {
            let count = focus.as_ref().map_or(0, |(_, count)| *count);
            *focus = Some((step, count + 1));
        });
    }

    pub(super) fn say(&self, text: String) {
        self.said.update(|said| *said = (text, said.1 + 1));
    }

    fn next_problem(&self) {
        let place = self.problems.with_untracked(|problems| {
            let steps = problems.iter().filter_map(|problem| match &problem.place {
                process::problem::Place::Step { step, .. } => Some(step),
                _ => None,
            });
            let steps: Vec<&StepId> = steps.collect();
            let here = self
                .selection
                .with_untracked(|selection| selection.focus.clone());
            let at = here.and_then(|here| steps.iter().rposition(|step| **step == here));
            let next = at.map_or(0, |at| at + 1);
            steps
                .get(next)
                .or_else(|| steps.first())
                .map(|step| (*step).clone())
        });
        match place {
            Some(step) => {
                self.show_step(&step);
                self.focus_step(step);
            }
            None => self.say("There are no problems at any step.".to_owned()),
        }
    }

    /// Follows where a step is and what it says.
    pub(super) fn track_step(&self, id: &StepId) {
        if is_tracking() {
            let look = |seen: &mut Seen| seen.steps.entry(id.clone()).or_default().clone();
            self.seen.try_update_value(look).inspect(Track::track);
        }
    }

    /// Follows the lanes and pools.
    pub(super) fn track_lanes(&self) {
        if is_tracking() {
            // A memo that is tracked but never read is never worked out.
            self.lanes_changed.with(|_| ());
        }
    }

    /// Follows how a flow runs and what it says.
    pub(super) fn track_flow(&self, id: &FlowId) {
        if is_tracking() {
            let look = |seen: &mut Seen| seen.flows.entry(id.clone()).or_default().clone();
            self.seen.try_update_value(look).inspect(Track::track);
        }
    }

    fn check_soon(&self) {
        let state = *self;
        let due = self
            .seen
            .try_update_value(|seen| std::mem::replace(&mut seen.check_is_due, true));
        if due == Some(false) {
            set_timeout(move || state.check(), CHECK_AFTER);
        }
    }

    fn check(&self) {
        if self
            .seen
            .try_update_value(|seen| seen.check_is_due = false)
            .is_none()
        {
            return;
        }
        let problems = self.canvas.with_value(|canvas| {
            self.catalog
                .with_untracked(|catalog| process::compile(canvas.diagram(), catalog).1)
        });
        let state = *self;
        let tell = move |problems: Vec<Problem>| {
            let differ = state
                .problems
                .try_with_untracked(|before| *before != problems);
            if differ == Some(true) {
                state.problems.set(problems);
            }
        };
        self.canvas.with_value(|canvas| {
            self.catalog.with_untracked(|catalog| {
                let diagram = canvas.diagram();
                self.behaviour.look(diagram, catalog, problems, tell);
            });
        });
    }

    /// Steps in reading order. Tracked.
    pub(super) fn reading_order(&self) -> Arc<Vec<StepId>> {
        self.structure.track();
        Arc::new(self.with(|canvas| canvas::reading_order(canvas.diagram())))
    }
}

/// Reads in event handlers are fine too, and then there is nobody to tell.
fn is_tracking() -> bool {
    leptos::reactive::graph::Observer::get().is_some()
}

/// An id nobody used before: 50 random bits, readable in a file. Only the browser makes steps.
fn fresh_id() -> String {
    const LETTERS: &[u8] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let letter = || {
        LETTERS[(js_sys::Math::random() * LETTERS.len() as f64) as usize % LETTERS.len()] as char
    };
    (0..10).map(|_| letter()).collect()
}
