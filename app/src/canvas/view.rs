//! The two ways the canvas stands on a page: to draw, and to look.

use super::keys;
use super::overlay::Overlay;
use super::palette::Palette;
use super::stage::Stage;
use super::state::EditorState;
use leptos::{ev, html, prelude::*};
use process::{Catalog, Diagram, StepId};

/// The palette and the drawing. Fills the element it is put in.
#[component]
pub fn CanvasEditor(state: EditorState) -> impl IntoView {
    let stage = NodeRef::<html::Div>::new();
    Effect::new(move || {
        let heard = window_event_listener(ev::keydown, move |event| {
            keys::pressed_elsewhere(state, &event)
        });
        // Whoever leaves a field has said what they wanted to; what they type next is another undo.
        let left = window_event_listener(ev::focusout, move |_| state.pause_typing());
        on_cleanup(move || {
            heard.remove();
            left.remove();
        });
    });
    view! {
        <div class="canvas" on:keydown=move |event| keys::cancelled(state, &event)>
            <Palette state stage/>
            <Stage state stage label="Steps of this process"/>
        </div>
    }
}

/// The same drawing for looking only, with how each step stands. Fills the element it is put in.
#[component]
pub fn CanvasView(
    diagram: Diagram,
    #[prop(into)] overlay: Signal<Overlay>,
    /// What a screen reader calls the list of steps.
    #[prop(into)]
    label: String,
    /// For the names of people, teams and connections on the cards.
    #[prop(optional)]
    catalog: Catalog,
    /// The step the user chose, or none.
    #[prop(optional)]
    on_select: Option<Callback<Option<StepId>>>,
) -> impl IntoView {
    let matters = overlay.with_untracked(Overlay::matters);
    let state = EditorState::read_only(diagram, catalog, matters);
    let stage = NodeRef::<html::Div>::new();
    if let Some(chosen) = on_select {
        Effect::watch(
            move || {
                state
                    .selection
                    .with(|selection| selection.single_step().cloned())
            },
            move |step, before, _| {
                if before != Some(step) {
                    chosen.run(step.clone());
                }
            },
            false,
        );
    }
    Effect::watch(
        move || overlay.with(|overlay| overlay.now_at.clone()),
        move |step, before, _| {
            if let Some(step) = step.as_ref().filter(|_| before != Some(step)) {
                state.act(|canvas| canvas.follow(step));
            }
        },
        false,
    );
    view! {
        <div class="canvas">
            <Stage state stage label live=Some(overlay)/>
        </div>
    }
}
