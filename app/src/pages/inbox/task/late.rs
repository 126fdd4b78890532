//! Somebody else was quicker: says what happened, and keeps in sight what was typed here in vain.

use crate::ui::answers;
use crate::{
    api::{
        ErrorKind, TaskId,
        inbox::{AnswerTask, Hold, TaskView, open_task},
    },
    frame::use_changes,
    ui::{Note, Textarea, Tone},
};
use leptos::{html, prelude::*};
use process::diagram::Form;

#[derive(Clone, Copy)]
pub struct Late {
    /// What happened to the task while it stood open here; none as long as it can be answered.
    pub message: RwSignal<Option<String>>,
}

impl Late {
    /// Asks after the task whenever something changed, but for what its own answer changes.
    pub fn listen(task: TaskId, answer: ServerAction<AnswerTask>) -> Self {
        let message = RwSignal::new(None);
        let changes = use_changes();
        let own = move || {
            answer.pending().get_untracked()
                || answer
                    .value()
                    .with_untracked(|value| matches!(value, Some(Ok(()))))
        };
        Effect::new(move |seen: Option<u64>| {
            let now = changes.get().seq;
            if seen.is_some_and(|seen| seen != now && seen != 0) && !own() {
                leptos::task::spawn_local(async move {
                    let heard = match open_task(task).await {
                        Err(error) if error.kind == ErrorKind::Unavailable => return,
                        Err(error) => Some(error.message),
                        Ok(TaskView {
                            hold: Hold::Other { name },
                            ..
                        }) => Some(format!(
                            "{name} has taken this task. Your answers were not sent."
                        )),
                        Ok(_) => None,
                    };
                    let _ = message.try_set(heard);
                });
            }
            now
        });
        // The answer itself came too late.
        Effect::new(move || {
            if let Some(Err(error)) = answer.value().get()
                && error.kind == ErrorKind::Conflict
            {
                message.set(Some(error.message));
            }
        });
        Self { message }
    }

    pub fn note(self) -> impl IntoView {
        view! {
            <div role="status">
                {move || self.message.get().map(|message| view! { <Note tone=Tone::Waiting>{message}</Note> })}
            </div>
        }
    }
}

/// The answers that were typed and not recorded, to read and to copy.
#[component]
pub fn TypedInVain(fields: Form, form: NodeRef<html::Form>, late: Late) -> impl IntoView {
    let typed = move || {
        late.message.get()?;
        let answers = answers(&form.get_untracked()?);
        let lines: Vec<_> = fields
            .fields
            .iter()
            .filter_map(|field| {
                let answer = answers.get(&field.key).map(|answer| answer.trim())?;
                (!answer.is_empty()).then(|| format!("{}: {answer}", field.title()))
            })
            .collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    };
    move || {
        typed().map(|value| {
            view! {
                <section class="answer">
                    <Textarea
                        id="typed-in-vain" name="" label="What you had filled in" value readonly=true
                        help="It was not recorded. It stays here to copy until you leave this page."
                    />
                </section>
            }
        })
    }
}
