//! Where the sample case is chosen: from a past case, or typed field by field.

use super::input::{Line, Pick};
use super::sample::Sample;
use crate::api::case::{CaseFilter, CaseRow, list_cases, open_case};
use crate::canvas::EditorState;
use crate::ui::{Icon, use_toasts};
use leptos::prelude::*;
use process::diagram::FieldKind;
use process::{Datum, StepId, data_at};
use std::sync::Arc;

#[component]
pub fn SampleCase(state: EditorState) -> impl IntoView {
    let sample = use_context::<Sample>()?;
    // From nowhere in the drawing, so everything in it is offered.
    let nowhere = StepId::new("");
    let data = Memo::new(move |_| {
        state.changed.track();
        state.catalog.with(|catalog| {
            state.with_diagram(|diagram| Arc::new(data_at(diagram, catalog, &nowhere)))
        })
    });
    let keys = move || {
        data.with(|data| {
            data.iter()
                .map(|datum| datum.key.clone())
                .collect::<Vec<_>>()
        })
    };
    Some(view! {
        <details class="sample-case" prop:open=move || sample.open.get()>
            <summary class="ring-inside">
                <span class="panel-section">"Sample case"</span>
                <Icon drawing=icondata_lu::LuChevronDown/>
            </summary>
            <p class="panel-hint">
                "Values to try this process with. Below each formula stands what it gives for them. They stay in this browser."
            </p>
            <Show
                when=move || data.with(|data| !data.is_empty())
                fallback=|| view! { <p class="panel-hint">"No step asks for anything yet."</p> }
            >
                <PastCase sample data/>
                <For each=keys key=Clone::clone let(key)>
                    <OneValue sample data key/>
                </For>
            </Show>
        </details>
    })
}

#[component]
fn OneValue(sample: Sample, data: Memo<Arc<Vec<Datum>>>, key: String) -> impl IntoView {
    let own = StoredValue::new(key);
    let datum = Memo::new(move |_| {
        own.with_value(|key| data.with(|data| data.iter().find(|datum| datum.key == *key).cloned()))
    });
    let id = own.with_value(|key| format!("sample-{}", key.replace('.', "-")));
    let value = Signal::derive(move || own.with_value(|key| sample.of(key)));
    let set = Callback::new(move |text: String| own.with_value(|key| sample.set(key, text)));
    move || {
        let datum = datum.get()?;
        let (id, label) = (id.clone(), datum.label);
        let pick = |options: Vec<(String, String)>| {
            let mut all = vec![(String::new(), "–".to_owned())];
            all.extend(options);
            view! { <Pick id=id.clone() label=label.clone() value options=all on_pick=set/> }
                .into_any()
        };
        Some(match datum.kind {
            FieldKind::Choice { options } => {
                pick(options.into_iter().map(|one| (one.clone(), one)).collect())
            }
            FieldKind::YesNo => pick(vec![
                ("true".to_owned(), "Yes".to_owned()),
                ("false".to_owned(), "No".to_owned()),
            ]),
            FieldKind::Number | FieldKind::Money { .. } => {
                view! { <Line id label value on_input=set mode="decimal"/> }.into_any()
            }
            FieldKind::Date => {
                view! { <Line id label value on_input=set placeholder="2026-12-24"/> }.into_any()
            }
            FieldKind::Text { .. } => view! { <Line id label value on_input=set/> }.into_any(),
        })
    }
}

/// The newest cases of this process, to take all values from one.
#[component]
fn PastCase(sample: Sample, data: Memo<Arc<Vec<Datum>>>) -> impl IntoView {
    let toasts = use_toasts();
    let cases = RwSignal::new(None::<Vec<CaseRow>>);
    let look = move |_| {
        leptos::task::spawn_local(async move {
            let filter = CaseFilter {
                process: Some(sample.process),
                ..CaseFilter::default()
            };
            match list_cases(filter, String::new()).await {
                Ok(page) => _ = cases.try_set(Some(page.items)),
                Err(error) => toasts.say(error.message),
            }
        });
    };
    let choose = Callback::new(move |chosen: String| {
        let Ok(case) = chosen.parse() else { return };
        leptos::task::spawn_local(async move {
            match open_case(case).await {
                Ok(case) => {
                    data.with_untracked(|data| sample.take_from(data, &case.state.variables));
                }
                Err(error) => toasts.say(error.message),
            }
        });
    });
    move || {
        match cases.get() {
        None => view! {
            <button type="button" class="btn quiet" on:click=look>
                <Icon drawing=icondata_lu::LuHistory/>
                <span>"Take it from a past case"</span>
            </button>
        }
        .into_any(),
        Some(cases) if cases.is_empty() => view! {
            <p class="panel-hint" role="status">"This process has had no case yet. Type values below."</p>
        }
        .into_any(),
        Some(cases) => {
            let options: Vec<_> = cases
                .into_iter()
                .map(|case| (case.id.to_string(), format!("#{}, started by {}", case.id, case.started_by)))
                .collect();
            view! { <Pick id="sample-past" label="Past case" value="" options on_pick=choose/> }.into_any()
        }
    }
    }
}
