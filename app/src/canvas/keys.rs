//! The keyboard on the canvas. No key does anything while someone types in a field.

use super::hand::Hand;
use super::state::EditorState;
use canvas::{Input, Selection, Verb};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsCast;

/// Whether the event comes from something one types or chooses in.
fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(element) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
    else {
        return false;
    };
    let field = element.closest("input, textarea, select, [role=listbox], dialog, [popover]");
    element.is_content_editable() || field.is_ok_and(|field| field.is_some())
}

/// On the canvas itself.
pub fn pressed(state: EditorState, space: StoredValue<bool>, event: &KeyboardEvent) {
    if is_typing(event) || event.default_prevented() {
        return;
    }
    if event.key() == " " {
        event.prevent_default();
        if !event.repeat() {
            space.set_value(true);
        }
        return;
    }
    // Enter and Space on a button of the canvas press that button.
    let on_button = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| {
            element.tag_name() == "BUTTON" && !element.class_list().contains("step-body")
        });
    if on_button && event.key() == "Enter" {
        return;
    }
    perform(state, event);
}

/// Anywhere on the builder's page where nothing has the keyboard.
pub fn pressed_elsewhere(state: EditorState, event: &KeyboardEvent) {
    let nowhere = document()
        .active_element()
        .is_none_or(|element| element.tag_name() == "BODY");
    if nowhere && !event.default_prevented() {
        perform(state, event);
    }
}

fn perform(state: EditorState, event: &KeyboardEvent) {
    let ctrl = event.ctrl_key() || event.meta_key();
    let verb = Verb::of_key(&event.key(), event.shift_key(), ctrl, event.alt_key());
    if let Some(verb) = verb {
        event.prevent_default();
        state.perform(verb);
    }
}

/// Space let go: it pans while a button is held; alone it chooses the focused step, or takes it back.
pub fn released(state: EditorState, hand: Hand, event: &KeyboardEvent) {
    if event.key() != " " || !hand.space().get_value() {
        return;
    }
    hand.space().set_value(false);
    let selection = state.selection.get_untracked();
    if let Some(focus) = selection.focus.clone().filter(|_| !hand.has_panned()) {
        state.select(Selection::toggled(selection, &focus));
    }
}

/// Esc while the palette, not the canvas, has the keyboard.
pub fn cancelled(state: EditorState, event: &KeyboardEvent) {
    if event.key() == "Escape" && !state.with(|canvas| canvas.gesture().is_idle()) {
        event.prevent_default();
        state.handle(Input::Cancel);
    }
}
