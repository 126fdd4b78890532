//! Short words about what was just done, with a way back. They stay ten seconds.

use super::IconButton;
use leptos::prelude::*;
use std::{sync::Arc, time::Duration};

const STAY: Duration = Duration::from_secs(10);

#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
    undo: Option<Undo>,
}

/// Not a `Callback`: it outlives the part of the page that offered it.
type Undo = Arc<dyn Fn() + Send + Sync>;

/// Says things in the corner of the screen. Get it with [`use_toasts`].
#[derive(Clone, Copy)]
pub struct ToastQueue {
    shown: RwSignal<Vec<Toast>>,
    last: StoredValue<u32>,
}

impl ToastQueue {
    pub fn say(self, text: impl Into<String>) {
        self.push(text.into(), None);
    }

    pub fn say_with_undo(self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.push(text.into(), Some(Arc::new(undo)));
    }

    fn push(self, text: String, undo: Option<Undo>) {
        self.last.update_value(|last| *last += 1);
        let id = self.last.get_value();
        self.shown
            .update(|shown| shown.push(Toast { id, text, undo }));
        set_timeout(move || self.close(id), STAY);
    }

    fn close(self, id: u32) {
        // The page may be gone by the time it ends.
        let _ = self
            .shown
            .try_update(|shown| shown.retain(|toast| toast.id != id));
    }
}

pub fn provide_toasts() {
    provide_context(ToastQueue {
        shown: RwSignal::new(Vec::new()),
        last: StoredValue::new(0),
    });
}

pub fn use_toasts() -> ToastQueue {
    expect_context()
}

/// Where they appear: once, at the end of the page.
#[component]
pub fn Toasts() -> impl IntoView {
    let queue = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || queue.shown.get() key=|toast| toast.id let:toast>
                <div class="toast">
                    <span>{toast.text}</span>
                    {toast.undo.map(|undo| view! {
                        <button
                            type="button"
                            class="btn"
                            on:click=move |_| {
                                undo();
                                queue.close(toast.id);
                            }
                        >
                            "Undo"
                        </button>
                    })}
                    <IconButton
                        label="Dismiss"
                        icon=icondata_lu::LuX
                        on_click=Callback::new(move |_| queue.close(toast.id))
                    />
                </div>
            </For>
        </div>
    }
}
