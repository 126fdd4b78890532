//! An empty canvas: what will be here, and one button to begin.

use super::state::EditorState;
use crate::ui::{Button, Look};
use canvas::palette::OFFERS;
use leptos::prelude::*;

#[component]
pub fn EmptyCanvas(state: EditorState) -> impl IntoView {
    let empty = Memo::new(move |_| {
        state.structure.track();
        let placing = state.aids.with(|aids| aids.moment == "placing");
        !placing && state.with(|canvas| canvas.diagram().steps.is_empty())
    });
    let begin = Callback::new(move |_| {
        if let Some(start) = OFFERS.iter().find(|offer| offer.id == "start") {
            state.act(|canvas| canvas.add(start.fresh()));
        }
    });
    move || {
        empty.get().then(|| {
            view! {
                <div class="canvas-empty" on:pointerdown=|event| event.stop_propagation()>
                    <svg viewBox="0 0 320 72" aria-hidden="true" focusable="false">
                        <path d="M62 36h28M178 36h28M242 36h28" fill="none"></path>
                        <rect x="6" y="24" width="56" height="24" rx="12"></rect>
                        <rect x="90" y="16" width="88" height="40" rx="6"></rect>
                        <rect x="211" y="23" width="26" height="26" rx="4" transform="rotate(45 224 36)"></rect>
                        <rect x="270" y="24" width="44" height="24" rx="12"></rect>
                    </svg>
                    <h2>"Draw how the work goes"</h2>
                    <p>"Begin with what starts a case, then add one step after another. Drag steps here, or click them."</p>
                    <Button label="Add the start" look=Look::Primary on_click=begin/>
                </div>
            }
        })
    }
}
