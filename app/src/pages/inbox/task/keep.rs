//! Keeps half-filled answers while somebody types, a second after they stop.

use crate::{
    api::{TaskId, inbox::save_task_draft},
    ui::answers,
};
use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;

const PAUSE: Duration = Duration::from_secs(1);

#[derive(Clone, Copy)]
pub struct Keeping {
    task: TaskId,
    form: NodeRef<html::Form>,
    waiting: StoredValue<Option<TimeoutHandle>>,
    /// What to say about it beside the form.
    pub said: RwSignal<&'static str>,
}

impl Keeping {
    pub fn new(task: TaskId, form: NodeRef<html::Form>) -> Self {
        let keeping = Self {
            task,
            form,
            waiting: StoredValue::new(None),
            said: RwSignal::new(""),
        };
        // Leaving the page makes keeping pointless: what was typed last was kept or sent.
        on_cleanup(move || keeping.stop());
        keeping
    }

    /// Something was typed.
    pub fn soon(self) {
        self.stop();
        self.waiting
            .set_value(set_timeout_with_handle(move || self.keep(), PAUSE).ok());
    }

    pub fn stop(self) {
        if let Some(Some(last)) = self.waiting.try_update_value(Option::take) {
            last.clear();
        }
    }

    fn keep(self) {
        let Some(form) = self.form.get_untracked() else {
            return;
        };
        let answers = answers(&form);
        leptos::task::spawn_local(async move {
            let word = match save_task_draft(self.task, answers).await {
                Ok(()) => "Kept for later",
                Err(_) => "Not kept yet: Baton cannot be reached",
            };
            // The page may be gone by now.
            let _ = self.said.try_set(word);
        });
    }
}
