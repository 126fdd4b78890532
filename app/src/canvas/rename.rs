//! Typing a step's name in place.

use super::state::EditorState;
use leptos::{html, prelude::*};
use process::StepId;
use process::diagram::edit::Edit;

#[component]
pub fn Rename(state: EditorState, id: StepId) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let name = state
        .with(|canvas| canvas.diagram().step(&id).map(|step| step.name.clone()))
        .unwrap_or_default();
    let id = StoredValue::new(id);
    Effect::new(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
            input.select();
        }
    });
    let close = move |keep: bool| {
        if state.renaming.with_untracked(|step| step.is_none()) {
            return;
        }
        let typed = input.get_untracked().map(|input| input.value());
        state.renaming.set(None);
        if let Some(name) = typed.filter(|_| keep) {
            state.edit(Edit::Rename {
                step: id.get_value(),
                name: name.trim().to_owned(),
            });
        }
    };
    view! {
        <input
            class="step-rename"
            node_ref=input
            value=name
            maxlength="200"
            aria-label="Name of this step"
            on:pointerdown=|event| event.stop_propagation()
            on:dblclick=|event| event.stop_propagation()
            on:blur=move |_| close(true)
            on:keydown=move |event| {
                event.stop_propagation();
                match event.key().as_str() {
                    "Enter" => {
                        event.prevent_default();
                        close(true);
                        state.focus_step(id.get_value());
                    }
                    "Escape" => {
                        close(false);
                        state.focus_step(id.get_value());
                    }
                    _ => {}
                }
            }
        />
    }
}
