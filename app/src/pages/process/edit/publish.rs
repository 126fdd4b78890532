//! Publishing: what stands in the way, and what to do when somebody else has published in the meantime.

use super::{bar::many, saving::Saving};
use crate::{
    api::{
        ApiError, ProcessId,
        draft::{PublishOutcome, discard_draft, publish},
        process::VersionView,
    },
    canvas::EditorState,
    ui::{Button, Dialog, ErrorBox, Look, RelativeTime, close_dialog, open_dialog, use_toasts},
};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_navigate;
use process::problem::Severity;

type Publishing = Action<Option<u32>, Result<PublishOutcome, ApiError>>;

/// Saves, then makes a version of exactly what is on screen.
#[component]
pub fn Publish(
    process: ProcessId,
    state: EditorState,
    saving: Saving,
    again: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let go = StoredValue::new(use_navigate());
    let publishing: Publishing = Action::new(move |over: &Option<u32>| {
        let over = *over;
        async move {
            let revision = saving.now().await?;
            publish(process, revision, over).await
        }
    });
    let refused = RwSignal::new(None);
    let newer = RwSignal::new(None);
    let dialog = NodeRef::<html::Dialog>::new();
    let overtaken = NodeRef::<html::Dialog>::new();
    Effect::new(move || match publishing.value().get() {
        Some(Ok(PublishOutcome::Published { version })) => {
            close_dialog(overtaken);
            toasts.say(format!(
                "Version {version} is published. New cases run it from now on."
            ));
            go.with_value(|go| go(&format!("/processes/{process}"), Default::default()));
        }
        Some(Ok(PublishOutcome::Refused { problems })) => {
            close_dialog(overtaken);
            let errors = problems
                .iter()
                .filter(|problem| problem.severity == Severity::Error)
                .count();
            toasts.say(format!(
                "Not published: {} to mend first.",
                many(errors, "problem")
            ));
            state.problems.set(problems);
            state.clear_selection();
        }
        Some(Ok(PublishOutcome::Overtaken { by })) => {
            newer.set(Some(by));
            open_dialog(overtaken);
        }
        Some(Err(error)) => {
            close_dialog(overtaken);
            refused.set(Some(error));
            open_dialog(dialog);
        }
        None => {}
    });
    view! {
        <Button
            label="Publish" look=Look::Primary busy=publishing.pending()
            on_click=Callback::new(move |_| _ = publishing.dispatch(None))
        />
        <Dialog id="not-published" title="Not published" node=dialog>
            {move || refused.get().map(|error| view! { <ErrorBox error/> })}
        </Dialog>
        <Dialog id="overtaken" title="Somebody has published before you" node=overtaken>
            {move || newer.get().map(|newer| view! { <Overtaken process newer publishing again dialog=overtaken/> })}
        </Dialog>
    }
}

/// Who has published what meanwhile, and the ways on.
#[component]
fn Overtaken(
    process: ProcessId,
    newer: VersionView,
    publishing: Publishing,
    again: Callback<()>,
    dialog: NodeRef<html::Dialog>,
) -> impl IntoView {
    let toasts = use_toasts();
    let VersionView {
        number,
        published_at,
        published_by,
        ..
    } = newer;
    let begin_anew = move |_| {
        leptos::task::spawn_local(async move {
            match discard_draft(process).await {
                Ok(_) => again.run(()),
                Err(error) => toasts.say(error.message),
            }
        });
    };
    view! {
        <div class="form">
            <p class="text-ink-soft">
                <b>{published_by}</b> {format!(" published version {number} ")} <RelativeTime moment=published_at/>
                ", after your drawing began. Your drawing does not hold those changes: publishing it replaces them for \
                 new cases."
            </p>
            <div class="form-foot">
                <Button
                    label="Publish mine over it" look=Look::Primary busy=publishing.pending()
                    on_click=Callback::new(move |_| _ = publishing.dispatch(Some(number)))
                />
                <Button
                    label="Discard mine and begin from the new one" look=Look::Danger
                    on_click=Callback::new(begin_anew)
                />
                <Button label="Not now" look=Look::Plain on_click=Callback::new(move |_| close_dialog(dialog))/>
            </div>
        </div>
    }
}
