//! Undo, redo, tidy up, zoom, and the list of keys, at the corner of the canvas.

use super::state::EditorState;
use crate::ui::Icon;
use canvas::{HELP, Verb};
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
            on:pointerdown=move |event| event.stop_propagation()
            on:dblclick=|event| event.stop_propagation()
        >
            {(!read_only).then(|| view! {
                <Tool state verb=Verb::Undo icon=icondata_lu::LuUndo2 enabled=Signal::derive(move || state.can_undo())/>
                <Tool state verb=Verb::Redo icon=icondata_lu::LuRedo2 enabled=Signal::derive(move || state.can_redo())/>
                <Tool state verb=Verb::TidyUp icon=icondata_lu::LuNetwork enabled=always/>
                <span class="tool-gap" aria-hidden="true"></span>
            })}
            <Tool state verb=Verb::ZoomOut icon=icondata_lu::LuMinus enabled=always/>
            <button
                type="button"
                class="tool wide"
                title="Full size (0)"
                aria-label=move || format!("Zoom {}. Back to full size", percent())
                on:click=move |_| state.perform(Verb::FullSize)
            >
                {percent}
            </button>
            <Tool state verb=Verb::ZoomIn icon=icondata_lu::LuPlus enabled=always/>
            <Tool state verb=Verb::Fit icon=icondata_lu::LuMaximize enabled=always/>
            {(!read_only).then(|| view! {
                <span class="tool-gap" aria-hidden="true"></span>
                <Keys/>
            })}
        </div>
    }
}

#[component]
fn Tool(state: EditorState, verb: Verb, icon: Drawing, enabled: Signal<bool>) -> impl IntoView {
    let (does, keys) = verb.words();
    view! {
        <button
            type="button"
            class="tool"
            title=format!("{does} ({keys})")
            aria-label=does
            // Not `disabled`: the keyboard would be thrown out when the last step is undone.
            aria-disabled=move || (!enabled.get()).to_string()
            on:click=move |_| state.perform(verb)
        >
            <Icon drawing=icon/>
        </button>
    }
}

/// What the keyboard can do here.
#[component]
fn Keys() -> impl IntoView {
    let row = |does: &'static str, keys: &'static str| view! { <div><dt>{does}</dt><dd><kbd>{keys}</kbd></dd></div> };
    let more = [
        ("Follow the flow", "← → ↑ ↓"),
        ("Move the chosen steps", "Alt+arrow"),
        ("Copy, cut, paste", "Ctrl+C X V"),
    ];
    view! {
        <button type="button" class="tool" title="Keys" aria-label="Keys" popovertarget="canvas-keys">
            <Icon drawing=icondata_lu::LuKeyboard/>
        </button>
        <div id="canvas-keys" class="canvas-keys" popover="auto" role="group" aria-label="Keys">
            <h3>"Keys on the canvas"</h3>
            <dl>
                {HELP.iter().map(|(_, does, keys)| row(does, keys)).collect_view()}
                {more.map(|(does, keys)| row(does, keys)).collect_view()}
            </dl>
        </div>
    }
}
