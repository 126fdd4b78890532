//! Keeps a case as a scenario of its process, without what is nobody's business.

use crate::{
    api::{CaseId, past_case::keep_as_scenario},
    ui::{Button, Dialog, Look, close_dialog, open_dialog, use_toasts},
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::hooks::use_navigate;
use process::{Diagram, data_of};
use std::collections::BTreeSet;

/// A button and the dialog behind it.
#[component]
pub fn UseAsScenario(case: CaseId, diagram: Diagram) -> impl IntoView {
    let toasts = use_toasts();
    let go = StoredValue::new(use_navigate());
    let dialog = NodeRef::<html::Dialog>::new();
    let name = RwSignal::new(format!("Like case {case}"));
    let hidden = RwSignal::new(BTreeSet::<String>::new());
    let busy = RwSignal::new(false);
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        let (name, hidden) = (name.get_untracked(), hidden.get_untracked());
        leptos::task::spawn_local(async move {
            match keep_as_scenario(case, name, hidden.into_iter().collect()).await {
                Ok(process) => {
                    toasts.say("Kept as a scenario of your draft.");
                    go.with_value(|go| {
                        go(&format!("/processes/{process}/test"), Default::default())
                    });
                }
                Err(error) => toasts.say(error.message),
            }
            let _ = busy.try_set(false);
        });
    };
    let mut seen = BTreeSet::new();
    let fields: Vec<_> = data_of(&diagram)
        .into_iter()
        // Who started the case is never kept.
        .filter(|datum| !datum.key.contains('.') && seen.insert(datum.key.clone()))
        .map(|datum| {
            let id = format!("hide-{}", datum.key);
            let key = StoredValue::new(datum.key);
            view! {
                <label class="panel-check" for=id.clone()>
                    <input
                        id=id.clone() type="checkbox"
                        on:change=move |event| {
                            let hide = event_target_checked(&event);
                            let key = key.get_value();
                            hidden.update(|hidden| {
                                if hide { hidden.insert(key); } else { hidden.remove(&key); }
                            });
                        }
                    />
                    <span>{datum.label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <Button
            label="Use as a scenario" icon=icondata_lu::LuFlaskConical
            on_click=Callback::new(move |_| open_dialog(dialog))
        />
        <Dialog id="as-scenario" title="Use this case as a scenario?" node=dialog>
            <form class="form" on:submit=keep>
                <p class="text-ink-soft">
                    "What people and systems answered is kept with your draft, so that it can be played again. The name \
                     and address of who started the case are left out. Choose what else is nobody’s business."
                </p>
                <label class="field-label" for="as-scenario-name">"Name of the scenario"</label>
                <input
                    id="as-scenario-name" class="input" autocomplete="off" required
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
                <fieldset>
                    <legend class="field-label">"Leave out"</legend>
                    {fields}
                </fieldset>
                <div class="form-foot">
                    <Button label="Keep it" look=Look::Primary busy/>
                    <Button label="Not now" look=Look::Plain on_click=Callback::new(move |_| close_dialog(dialog))/>
                </div>
            </form>
        </Dialog>
    }
}
