//! The draft saves itself, a moment after the last change, one save at a time.

use crate::{
    api::{ApiError, ErrorKind, ProcessId, draft::save_draft},
    canvas::EditorState,
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;

const PAUSE: Duration = Duration::from_millis(600);
/// Before trying again when Baton could not be reached.
const RETRY: Duration = Duration::from_secs(4);

/// What becomes of the changes on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    All,
    Soon,
    Now,
    /// Not saved, tried again by itself.
    Later(String),
    /// Not saved, and trying again cannot help.
    Never(String),
}

#[derive(Clone, Copy)]
pub struct Saving {
    process: ProcessId,
    state: EditorState,
    revision: RwSignal<u64>,
    /// The version the drawing began from.
    based_on: Option<u32>,
    /// The change counter of what the server has.
    kept: StoredValue<u64>,
    waiting: StoredValue<Option<TimeoutHandle>>,
    pub saved: RwSignal<Saved>,
}

impl Saving {
    pub fn start(
        process: ProcessId,
        revision: u64,
        based_on: Option<u32>,
        state: EditorState,
    ) -> Self {
        let saving = Self {
            process,
            state,
            revision: RwSignal::new(revision),
            based_on,
            kept: StoredValue::new(0),
            waiting: StoredValue::new(None),
            saved: RwSignal::new(Saved::All),
        };
        Effect::new(move || {
            if state.changed.get() > 0 {
                saving.soon(PAUSE);
            }
        });
        // Leaving within the app saves at once; closing the window asks first.
        on_cleanup(move || saving.leave());
        Effect::new(move || {
            let asking = window_event_listener(leptos::ev::beforeunload, move |event| {
                if saving.saved.with_untracked(|saved| *saved != Saved::All) {
                    event.prevent_default();
                }
            });
            on_cleanup(move || asking.remove());
        });
        saving
    }

    pub fn revision(self) -> u64 {
        self.revision.get_untracked()
    }

    fn soon(self, pause: Duration) {
        let going = self
            .saved
            .with_untracked(|saved| matches!(saved, Saved::Now | Saved::Never(_)));
        if going {
            return;
        }
        self.stop();
        self.saved.set(Saved::Soon);
        let save = move || leptos::task::spawn_local(async move { _ = self.now().await });
        self.waiting
            .set_value(set_timeout_with_handle(save, pause).ok());
    }

    fn stop(self) {
        if let Some(Some(earlier)) = self.waiting.try_update_value(Option::take) {
            earlier.clear();
        }
    }

    /// Saves what is on screen and gives its revision. While a save is under way it waits for no other.
    pub async fn now(self) -> Result<u64, ApiError> {
        self.stop();
        let change = self.state.changed.get_untracked();
        if change == self.kept.get_value() {
            self.saved.set(Saved::All);
            return Ok(self.revision());
        }
        self.saved.set(Saved::Now);
        let diagram = self.state.to_diagram();
        let answer = save_draft(self.process, diagram, self.revision(), self.based_on).await;
        match &answer {
            Ok(revision) => self.keep(change, *revision),
            Err(error) => self.fail(error),
        }
        answer
    }

    fn keep(self, change: u64, revision: u64) {
        // The page may be gone by now; then there is nothing left to do.
        if self.revision.try_set(revision).is_some() {
            return;
        }
        self.kept.set_value(change);
        self.saved.set(Saved::All);
        if self.state.changed.get_untracked() != change {
            self.soon(PAUSE);
        }
    }

    fn fail(self, error: &ApiError) {
        let message = error.message.clone();
        if error.kind == ErrorKind::Unavailable {
            if self.saved.try_set(Saved::Soon).is_none() {
                self.soon(RETRY);
                self.saved.set(Saved::Later(message));
            }
        } else {
            let _ = self.saved.try_set(Saved::Never(message));
        }
    }

    fn leave(self) {
        self.stop();
        let unsaved = self
            .saved
            .try_with_untracked(|saved| matches!(saved, Saved::Soon | Saved::Later(_)));
        if unsaved == Some(true) {
            let (diagram, revision) = (self.state.to_diagram(), self.revision());
            leptos::task::spawn_local(async move {
                _ = save_draft(self.process, diagram, revision, self.based_on).await;
            });
        }
    }
}
