//! Copy, cut and paste. The browser asks whatever has the keyboard, or the page when nothing has it, so the canvas
//! listens at the window and answers when it is the one that is meant.

use super::state::EditorState;
use canvas::{Changes, Spot};
use leptos::ev::{self, ClipboardEvent};
use leptos::web_sys::{Element, HtmlDivElement};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

pub fn listen(state: EditorState, stage: NodeRef<html::Div>, pointer: StoredValue<Option<Spot>>) {
    let mine = move |event: &ClipboardEvent| {
        stage
            .get_untracked()
            .is_some_and(|stage| is_for(&stage, event))
    };
    Effect::new(move || {
        let copied = window_event_listener(ev::copy, move |event| {
            if mine(&event) {
                put(&event, state.with(canvas::Canvas::copy));
            }
        });
        let cut = window_event_listener(ev::cut, move |event| {
            if mine(&event) {
                put(&event, take(state));
            }
        });
        let pasted = window_event_listener(ev::paste, move |event| {
            let board = event.clipboard_data().filter(|_| mine(&event));
            if let Some(text) = board.and_then(|board| board.get_data("text/plain").ok()) {
                event.prevent_default();
                state.act(|canvas| canvas.paste(&text, pointer.get_value()));
            }
        });
        on_cleanup(move || {
            [copied, cut, pasted]
                .into_iter()
                .for_each(|heard| heard.remove())
        });
    });
}

fn is_for(stage: &HtmlDivElement, event: &ClipboardEvent) -> bool {
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return false;
    };
    let typing = matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA");
    !typing && (target.tag_name() == "BODY" || stage.contains(Some(&target)))
}

fn take(state: EditorState) -> Option<String> {
    if state.with(canvas::Canvas::is_read_only) {
        return None;
    }
    let mut text = None;
    state.act(|canvas| match canvas.cut() {
        Some((cut, changes)) => {
            text = Some(cut);
            changes
        }
        None => Changes::default(),
    });
    text
}

fn put(event: &ClipboardEvent, text: Option<String>) {
    if let Some((text, board)) = text.zip(event.clipboard_data())
        && board.set_data("text/plain", &text).is_ok()
    {
        event.prevent_default();
    }
}
