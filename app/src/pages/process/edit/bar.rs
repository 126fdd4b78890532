//! Above the drawing: its name, whether it is saved, what is wrong with it, and publishing.

use super::{
    publish::Publish,
    saving::{Saved, Saving},
};
use crate::{
    api::{
        ProcessId,
        draft::{OtherDraft, discard_draft},
        exchange::{FileFormat, export_process},
        process::rename_process,
    },
    canvas::EditorState,
    file,
    pages::process::modes::{Mode, Modes},
    ui::{
        Badge, Button, Dialog, Icon, Look, Menu, MenuItem, RelativeTime, StateMark, Tone,
        close_dialog, open_dialog, use_toasts,
    },
};
use leptos::{html, prelude::*};
use process::problem::Severity;

#[component]
pub fn Bar(
    process: ProcessId,
    name: String,
    version: Option<u32>,
    others: Vec<OtherDraft>,
    state: EditorState,
    saving: Saving,
    again: Callback<()>,
) -> impl IntoView {
    view! {
        <header class="builder-bar">
            <a class="icon-btn" href=format!("/processes/{process}") aria-label="Back to the process" title="Back to the process">
                <Icon drawing=icondata_lu::LuArrowLeft/>
            </a>
            <Name process name/>
            <Modes process mode=Mode::Build/>
            {version.map(|version| view! { <span class="wide-only"><Badge label=format!("Version {version} is live")/></span> })}
            <SavedMark saving again/>
            <Others others/>
            <span class="grow"></span>
            <Problems state/>
            <More process saving again/>
            <Publish process state saving again/>
        </header>
    }
}

/// The name is its own field: typing over it renames the process.
#[component]
fn Name(process: ProcessId, name: String) -> impl IntoView {
    let toasts = use_toasts();
    let kept = StoredValue::new(name.clone());
    let rename = move |event| {
        let wanted = event_target_value(&event);
        leptos::task::spawn_local(async move {
            match rename_process(process, wanted.clone()).await {
                Ok(()) => kept.set_value(wanted),
                Err(error) => toasts.say(error.message),
            }
        });
    };
    view! {
        <h1 class="builder-name">
            <span class="sr-only">{format!("Drawing of {name}")}</span>
            <input class="name-input" aria-label="Name of the process" value=name on:change=rename/>
        </h1>
    }
}

#[component]
fn SavedMark(saving: Saving, again: Callback<()>) -> impl IntoView {
    view! {
        <span class="saved" role="status">
            {move || match saving.saved.get() {
                Saved::All => view! { <span class="row-note">"Saved"</span> }.into_any(),
                Saved::Soon | Saved::Now => view! { <span class="row-note">"Saving …"</span> }.into_any(),
                Saved::Later(message) => view! {
                    <span title=message><StateMark tone=Tone::Waiting label="Not saved yet, trying again"/></span>
                }.into_any(),
                Saved::Never(message) => view! {
                    <span class="text-failed">{message}</span>
                    <Button
                        label="Load the saved drawing"
                        on_click=Callback::new(move |_| {
                            saving.saved.set(Saved::All);
                            again.run(());
                        })
                    />
                }.into_any(),
            }}
        </span>
    }
}

/// Other people with a draft of the same process.
#[component]
fn Others(others: Vec<OtherDraft>) -> impl IntoView {
    (!others.is_empty()).then(|| {
        let rows: Vec<_> = others
            .iter()
            .map(|other| view! {
                <p class="menu-note">
                    <b>{other.author.clone()}</b> " has a draft too, changed " <RelativeTime moment=other.changed_at/>
                </p>
            })
            .collect();
        let count = others.len();
        view! {
            <Menu
                id="other-drafts" label="Who else draws" class="btn plain"
                trigger=move || view! { <Icon drawing=icondata_lu::LuUsers/> <span>{count}</span> }
            >
                {rows}
            </Menu>
        }
    })
}

/// How many things are wrong. Pressing it shows the list of them in the side panel.
#[component]
fn Problems(state: EditorState) -> impl IntoView {
    let counts = Memo::new(move |_| {
        state.problems.with(|problems| {
            let errors = problems
                .iter()
                .filter(|problem| problem.severity == Severity::Error)
                .count();
            (errors, problems.len() - errors)
        })
    });
    move || {
        let (tone, words) = match counts.get() {
            (0, 0) => return view! { <span class="wide-only"><StateMark tone=Tone::Done label="Ready"/></span> }.into_any(),
            (0, warnings) => (Tone::Waiting, many(warnings, "remark")),
            (errors, _) => (Tone::Failed, many(errors, "problem")),
        };
        view! {
            <button type="button" class="btn plain problems" title="Show the list" on:click=move |_| state.clear_selection()>
                <StateMark tone label=words/>
            </button>
        }
        .into_any()
    }
}

pub fn many(count: usize, what: &str) -> String {
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count} {what}s")
    }
}

#[component]
fn More(process: ProcessId, saving: Saving, again: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let dialog = NodeRef::<html::Dialog>::new();
    let discard = move |_| {
        close_dialog(dialog);
        leptos::task::spawn_local(async move {
            match discard_draft(process).await {
                Ok(_) => again.run(()),
                Err(error) => toasts.say(error.message),
            }
        });
    };
    let export = move |format: FileFormat| {
        leptos::task::spawn_local(async move {
            // What is on screen, not what was saved a moment ago.
            let exported = match saving.now().await {
                Ok(_) => export_process(process, format).await,
                Err(error) => Err(error),
            };
            match exported {
                Ok(file) => file::save(&file.name, kind_of(format), &file.text),
                Err(error) => toasts.say(error.message),
            }
        });
    };
    view! {
        <Menu id="draft-more" label="More" trigger=|| view! { <Icon drawing=icondata_lu::LuEllipsis/> }>
            <MenuItem
                menu="draft-more" label="Save as a BPMN file" icon=icondata_lu::LuFileDown
                on_click=Callback::new(move |_| export(FileFormat::Bpmn))
            />
            <MenuItem
                menu="draft-more" label="Save as a Baton file" icon=icondata_lu::LuFileJson
                on_click=Callback::new(move |_| export(FileFormat::Baton))
            />
            <MenuItem
                menu="draft-more" label="Discard my changes …" icon=icondata_lu::LuUndo2 danger=true
                on_click=Callback::new(move |_| open_dialog(dialog))
            />
        </Menu>
        <Dialog id="discard" title="Discard your changes?" node=dialog>
            <div class="form">
                <p class="text-ink-soft">
                    "Your drawing goes back to the newest published version. Without one it becomes empty. This cannot \
                     be taken back."
                </p>
                <div class="form-foot">
                    <Button label="Discard" look=Look::Danger on_click=Callback::new(discard)/>
                    <Button label="Keep them" look=Look::Plain on_click=Callback::new(move |_| close_dialog(dialog))/>
                </div>
            </div>
        </Dialog>
    }
}

fn kind_of(format: FileFormat) -> &'static str {
    match format {
        FileFormat::Bpmn => "application/xml",
        FileFormat::Baton => "application/json",
    }
}
