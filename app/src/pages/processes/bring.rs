//! A process that was drawn elsewhere: chosen as a file, or dropped anywhere on the page.

use crate::{
    api::{
        ApiError,
        exchange::{ImportedProcess, RemarkView, import_process},
    },
    file::{self, Chosen},
    ui::{Button, Dialog, ErrorBox, Icon, LinkButton, Look, close_dialog, open_dialog},
};
use leptos::{html, prelude::*};
use process::bpmn::Standing;
use wasm_bindgen::JsValue;

/// The largest file that is sent at all; a drawing may have 2 MB.
const LARGEST: f64 = 3.0 * 1024.0 * 1024.0;

#[derive(Clone, Copy)]
struct Bringing {
    busy: RwSignal<bool>,
    outcome: RwSignal<Option<Result<ImportedProcess, ApiError>>>,
    dialog: NodeRef<html::Dialog>,
}

impl Bringing {
    fn take(self, from: &JsValue) {
        let Some(file) = Chosen::first(from) else {
            return;
        };
        if file.size() > LARGEST {
            return self.show(Err(ApiError::conflict(
                "This file is larger than 3 MB. Processes of that size cannot be drawn.",
            )));
        }
        self.busy.set(true);
        let name = file.name();
        file.read_bytes(move |bytes| {
            let Some(content) = file::base64(&bytes) else {
                return self.show(Err(ApiError::unavailable()));
            };
            leptos::task::spawn_local(async move {
                self.show(import_process(name, content).await);
            });
        });
    }

    fn show(self, outcome: Result<ImportedProcess, ApiError>) {
        self.busy.set(false);
        self.outcome.set(Some(outcome));
        open_dialog(self.dialog);
    }
}

/// Takes files dropped on what it stands around. With `offered` it also shows a place to choose one.
#[component]
pub fn BringFile(
    /// Whether files are taken at all.
    #[prop(into)]
    taken: Signal<bool>,
    #[prop(optional)] offered: bool,
    children: Children,
) -> impl IntoView {
    let bringing = Bringing {
        busy: RwSignal::new(false),
        outcome: RwSignal::new(None),
        dialog: NodeRef::new(),
    };
    // Leaving one thing inside for another is no leaving, so they are counted.
    let over = RwSignal::new(0_i32);
    let holds_files = move |event: &leptos::ev::DragEvent| {
        if !taken.get_untracked() {
            return false;
        }
        let types = event.data_transfer().map(|data| data.types());
        types.is_some_and(|types| types.includes(&"Files".into(), 0))
    };
    view! {
        <div
            class="bring"
            class:over=move || over.get().is_positive()
            on:dragenter=move |event| if holds_files(&event) {
                event.prevent_default();
                over.update(|over| *over += 1);
            }
            on:dragleave=move |event| if holds_files(&event) {
                over.update(|over| *over = (*over - 1).max(0));
            }
            on:dragover=move |event| if holds_files(&event) {
                event.prevent_default();
            }
            on:drop=move |event| if holds_files(&event) {
                event.prevent_default();
                over.set(0);
                if let Some(data) = event.data_transfer() {
                    bringing.take(&data);
                }
            }
        >
            {children()}
            {offered.then(|| view! { <Offered bringing/> })}
            <p class="bring-here" aria-hidden="true"><Icon drawing=icondata_lu::LuFileDown/> "Drop it to bring it in"</p>
            <Dialog id="brought" title="A process from a file" node=bringing.dialog>
                {move || bringing.outcome.get().map(|outcome| match outcome {
                    Ok(imported) => view! { <Brought imported dialog=bringing.dialog/> }.into_any(),
                    Err(error) => view! { <ErrorBox error/> }.into_any(),
                })}
            </Dialog>
        </div>
    }
}

#[component]
fn Offered(bringing: Bringing) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    view! {
        <section class="apart" aria-labelledby="bring-title">
            <h2 id="bring-title">"Drawn elsewhere already?"</h2>
            <p class="text-ink-soft bring-text">
                "Bring a BPMN file of Camunda, Flowable, Signavio or another tool, or a process saved from Baton. It opens \
                 as it looked. You can also drop the file anywhere on this page."
            </p>
            <Button
                label="Choose a file" icon=icondata_lu::LuFileUp busy=bringing.busy
                on_click=Callback::new(move |_| if let Some(input) = input.get_untracked() {
                    input.click();
                })
            />
            <input
                type="file" class="sr-only" accept=".bpmn,.xml,.json" tabindex="-1" aria-label="Process file"
                node_ref=input
                on:change=move |_| if let Some(input) = input.get_untracked() {
                    bringing.take(&input);
                    input.set_value("");
                }
            />
        </section>
    }
}

/// What the file became, and what somebody should know about it.
#[component]
fn Brought(imported: ImportedProcess, dialog: NodeRef<html::Dialog>) -> impl IntoView {
    let steps = match imported.steps {
        1 => "1 step".to_owned(),
        steps => format!("{steps} steps"),
    };
    let groups = [
        (Standing::CannotRun, "Shown, but cannot run as it is"),
        (Standing::Mended, "Mended while reading"),
        (Standing::Kept, "Kept for export, without effect here"),
    ];
    let groups = groups.map(|(standing, title)| {
        let remarks: Vec<RemarkView> = imported
            .remarks
            .iter()
            .filter(|remark| remark.standing == standing)
            .cloned()
            .collect();
        (!remarks.is_empty()).then(|| view! { <Remarks title remarks/> })
    });
    view! {
        <div class="form">
            <p>
                <b>{imported.name}</b>
                {format!(" is in your processes as a draft, with {steps}. ")}
                {imported.remarks.is_empty().then_some("All of it was understood.")}
            </p>
            <div class="brought">
                {groups.into_iter().collect_view()}
                {(imported.more_remarks > 0).then(|| view! {
                    <p class="row-note">{format!("And {} more of the same kinds.", imported.more_remarks)}</p>
                })}
            </div>
            <div class="form-foot">
                <LinkButton label="Open the drawing" href=format!("/processes/{}/edit", imported.id) look=Look::Primary/>
                <Button label="Later" look=Look::Plain on_click=Callback::new(move |_| close_dialog(dialog))/>
            </div>
        </div>
    }
}

#[component]
fn Remarks(title: &'static str, remarks: Vec<RemarkView>) -> impl IntoView {
    let count = remarks.len();
    let few = count <= 5;
    let rows = remarks.into_iter().map(|remark| {
        view! {
            <li>
                {(!remark.about.is_empty()).then(|| view! { <b>{remark.about.clone()}</b> ": " })}
                {remark.message}
            </li>
        }
    });
    view! {
        <details class="remarks" open=few>
            <summary>{title} <span class="remark-count">{count}</span></summary>
            <ul>{rows.collect_view()}</ul>
        </details>
    }
}
