//! The table of a step as a grid below the drawing: wide enough to work in, and never over the step it belongs to.

mod bar;
mod cell;
mod clipboard;
mod column;
mod editor;
mod exchange;
mod findings;
mod grid;
mod heading;
mod row;
mod state;
mod status;
mod summary;
mod trial;

use crate::canvas::EditorState;
use bar::TableBar;
use findings::Findings;
use grid::Grid;
use leptos::prelude::*;
use process::StepId;
use process::decision::table::Cell;
use process::step::StepKind;
use state::SheetState;
use status::Status;
pub use summary::TableSettings;

/// Which table is open below the drawing, and how much room it takes.
#[derive(Clone, Copy)]
pub struct OpenTable {
    step: RwSignal<Option<StepId>>,
    /// A cell somebody asked to see.
    wanted: RwSignal<Option<Cell>>,
    pub whole: RwSignal<bool>,
}

impl OpenTable {
    /// Makes it known to everything below, so that the panel can open a table.
    pub fn provide() -> Self {
        let open = Self {
            step: RwSignal::new(None),
            wanted: RwSignal::new(None),
            whole: RwSignal::new(false),
        };
        provide_context(open);
        open
    }

    /// The step whose table is open. Tracked.
    pub fn shown(self, state: EditorState) -> Option<StepId> {
        self.step.get().filter(|id| has_table(state, id))
    }

    pub fn open(self, state: EditorState, id: StepId) {
        self.step.set(Some(id.clone()));
        // The drawing gets its smaller room with the next picture; then the step comes into sight.
        request_animation_frame(move || {
            request_animation_frame(move || state.show_step(&id));
        });
    }

    /// Opens a table at one of its cells.
    pub fn show(self, state: EditorState, id: StepId, cell: Cell) {
        self.wanted.set(Some(cell));
        self.open(state, id);
    }

    pub fn close(self, state: EditorState) {
        self.step.set(None);
        state.focus_chosen();
    }
}

fn has_table(state: EditorState, id: &StepId) -> bool {
    state
        .step(id)
        .is_some_and(|step| matches!(step.kind, StepKind::DecideByTable(_)))
}

/// Nothing while no table is open. It follows the selection from one table to another.
#[component]
pub fn TableDrawer(state: EditorState, open: OpenTable) -> impl IntoView {
    let shown = Memo::new(move |_| open.shown(state));
    Effect::new(move || {
        let chosen = state
            .selection
            .with(|selection| selection.single_step().cloned());
        let other = chosen.filter(|id| has_table(state, id));
        if let Some(id) = other
            && open.step.with_untracked(Option::is_some)
        {
            open.step.set(Some(id));
        }
    });
    move || {
        shown.get().map(|id| {
            let sheet = SheetState::new(state, id);
            view! {
                <section class="table-drawer" aria-label=move || format!("Table of {}", sheet.name())>
                    <TableBar sheet open/>
                    <Grid sheet open/>
                    <Findings sheet/>
                    <Status sheet/>
                </section>
            }
        })
    }
}
