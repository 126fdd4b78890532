//! Undo, redo and zoom, at the corner of the canvas.

use super::state::EditorState;
use crate::ui::Icon;
use canvas::Verb;
use icondata_core::Icon as Drawing;
use leptos::prelude::*;

#[component]
pub fn Toolbar(state: EditorState, read_only: bool) -> impl IntoView {
    let percent = move || {
        format!(
            "{} %",
            (state.viewport.with(|viewport| viewport.zoom) * 100.0).round()
        )
    };
    let always = Signal::derive(|| true);
    view! {
        <div
            class="canvas-tools"
            role="toolbar"
            aria-label="Canvas"
            on:pointerdown=|event| event.stop_propagation()
            on:dblclick=|event| event.stop_propagation()
        >
            {(!read_only).then(|| view! {
                <Tool state verb=Verb::Undo label="Undo" keys="Ctrl+Z" icon=icondata_lu::LuUndo2 enabled=Signal::derive(move || state.can_undo())/>
                <Tool state verb=Verb::Redo label="Redo" keys="Ctrl+Shift+Z" icon=icondata_lu::LuRedo2 enabled=Signal::derive(move || state.can_redo())/>
                <Tool state verb=Verb::TidyUp label="Tidy up" keys="L" icon=icondata_lu::LuNetwork enabled=always/>
                <span class="tool-gap" aria-hidden="true"></span>
            })}
            <Tool state verb=Verb::ZoomOut label="Zoom out" keys="−" icon=icondata_lu::LuMinus enabled=always/>
            <button
                type="button"
                class="tool wide"
                title="Full size (0)"
                aria-label=move || format!("Zoom {}. Back to full size", percent())
                on:click=move |_| state.perform(Verb::FullSize)
            >
                {percent}
            </button>
            <Tool state verb=Verb::ZoomIn label="Zoom in" keys="+" icon=icondata_lu::LuPlus enabled=always/>
            <Tool state verb=Verb::Fit label="Show everything" keys="1" icon=icondata_lu::LuMaximize enabled=always/>
        </div>
    }
}

#[component]
fn Tool(
    state: EditorState,
    verb: Verb,
    label: &'static str,
    keys: &'static str,
    icon: Drawing,
    enabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="tool"
            title=format!("{label} ({keys})")
            aria-label=label
            // Not `disabled`: the keyboard would be thrown out when the last step is undone.
            aria-disabled=move || (!enabled.get()).to_string()
            on:click=move |_| state.perform(verb)
        >
            <Icon drawing=icon/>
        </button>
    }
}
