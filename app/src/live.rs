//! The browser's ear: live streams from the server, picked up again by themselves when they break.
//!
//! On the server these hooks do nothing; a page rendered there shows what it loaded.

use crate::api::{
    CaseId,
    live::{LiveEvent, WorkspaceChange},
};
use leptos::prelude::*;

/// Hears what happens to a case after event `after`, each event once and in order, for as long as the
/// calling component is on the page. The answer is true while the stream is connected.
pub fn use_case_events(
    case: CaseId,
    after: u64,
    on_event: impl Fn(LiveEvent) + 'static,
) -> Signal<bool> {
    let connected = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    {
        let last = std::rc::Rc::new(std::cell::Cell::new(after));
        let seen = last.clone();
        let address = move || format!("/live/cases/{case}?after={}", last.get());
        let hear = move |text: &str| {
            let Ok(news) = serde_json::from_str::<LiveEvent>(text) else {
                return;
            };
            if news.seq > seen.get() {
                seen.set(news.seq);
                on_event(news);
            }
        };
        stream::listen(address, hear, connected);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (case, after, on_event);
    connected.into()
}

/// Changes whenever something in the workspace changed that the caller may see; at most four times a second.
pub fn use_workspace_changes() -> Signal<WorkspaceChange> {
    let change = RwSignal::new(WorkspaceChange::default());
    #[cfg(feature = "hydrate")]
    {
        let hear = move |text: &str| {
            if let Ok(news) = serde_json::from_str(text) {
                change.set(news);
            }
        };
        stream::listen(|| "/live/workspace".to_owned(), hear, RwSignal::new(false));
    }
    change.into()
}

#[cfg(feature = "hydrate")]
mod stream {
    use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
    use std::{rc::Rc, time::Duration};
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{Event, EventSource, MessageEvent};

    /// The pauses before asking again, in seconds; the last one repeats.
    const PAUSES: [u64; 5] = [1, 2, 5, 10, 30];

    /// What the server says last when the session has ended.
    const SIGNED_OUT: &str = "signed-out";

    struct Ear {
        address: Box<dyn Fn() -> String>,
        hear: Box<dyn Fn(&str)>,
        connected: RwSignal<bool>,
        open: StoredValue<Option<Open>, LocalStorage>,
    }

    /// Dropping it closes the connection.
    enum Open {
        Stream {
            source: EventSource,
            _opened: Closure<dyn Fn(Event)>,
            _message: Closure<dyn Fn(MessageEvent)>,
            _error: Closure<dyn Fn(Event)>,
            _signed_out: Closure<dyn Fn(Event)>,
        },
        Waiting(TimeoutHandle),
    }

    impl Drop for Open {
        fn drop(&mut self) {
            match self {
                Self::Stream { source, .. } => {
                    source.set_onopen(None);
                    source.set_onmessage(None);
                    source.set_onerror(None);
                    source.close();
                }
                Self::Waiting(timeout) => timeout.clear(),
            }
        }
    }

    /// Lives as long as the owner it is called under.
    pub fn listen(
        address: impl Fn() -> String + 'static,
        hear: impl Fn(&str) + 'static,
        connected: RwSignal<bool>,
    ) {
        let ear = Rc::new(Ear {
            address: Box::new(address),
            hear: Box::new(hear),
            connected,
            open: StoredValue::new_local(None),
        });
        // After hydration, so that it never changes what is being hydrated.
        let ear = StoredValue::new_local(ear);
        Effect::new(move || {
            if let Some(ear) = ear.try_get_value() {
                connect(&ear, 0);
            }
        });
    }

    fn connect(ear: &Rc<Ear>, failures: usize) {
        let Ok(source) = EventSource::new(&(ear.address)()) else {
            return;
        };
        let at_open = ear.clone();
        let opened = Closure::new(move |_: Event| {
            let _ = at_open.connected.try_set(true);
        });
        let at_message = ear.clone();
        let message = Closure::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                (at_message.hear)(&text);
            }
        });
        let at_error = ear.clone();
        let asked = source.clone();
        let error = Closure::new(move |_: Event| {
            let was_connected = at_error.connected.try_get_untracked().unwrap_or(false);
            let _ = at_error.connected.try_set(false);
            // The browser itself asks again after a broken line, but gives up after a refusal.
            if asked.ready_state() == EventSource::CLOSED {
                wait(&at_error, if was_connected { 0 } else { failures });
            }
        });
        let signed_out = Closure::new(|_: Event| {
            let _ = window().location().reload();
        });
        source.set_onopen(Some(opened.as_ref().unchecked_ref()));
        source.set_onmessage(Some(message.as_ref().unchecked_ref()));
        source.set_onerror(Some(error.as_ref().unchecked_ref()));
        let _ = source
            .add_event_listener_with_callback(SIGNED_OUT, signed_out.as_ref().unchecked_ref());
        let stream = Open::Stream {
            source,
            _opened: opened,
            _message: message,
            _error: error,
            _signed_out: signed_out,
        };
        // Returns what it could not place when the owner is gone; dropping that closes it.
        let _ = ear.open.try_update_value(|open| open.replace(stream));
    }

    fn wait(ear: &Rc<Ear>, failures: usize) {
        let pause = PAUSES[failures.min(PAUSES.len() - 1)];
        let again = ear.clone();
        let Ok(timeout) = set_timeout_with_handle(
            move || connect(&again, failures + 1),
            Duration::from_secs(pause),
        ) else {
            return;
        };
        let open = ear.open;
        // Not at once: the closure that called this belongs to the stream being replaced.
        queue_microtask(move || {
            let _ = open.try_update_value(|open| open.replace(Open::Waiting(timeout)));
        });
    }
}
