//! Running another process: which one and which version of it, and what it is given to begin with.

use super::formula::FormulaBar;
use super::input::{Check, Line, Pick};
use super::settings::Settings;
use crate::api::{
    ProcessId,
    case::{StartForm, start_form},
    process::{ProcessRow, list_processes},
};
use leptos::prelude::*;
use process::diagram::Field;
use process::step::{Binding, Call, Mapping, StepKind};

#[component]
pub fn CallSettings(settings: Settings) -> impl IntoView {
    let call = settings.memo(|kind| match kind {
        StepKind::Call(call) => Some(call.clone()),
        _ => None,
    });
    let change = move |field: &str, edit: &dyn Fn(&mut Call)| {
        settings.change(field, call, StepKind::Call, edit);
    };
    let number = Memo::new(move |_| match call.get().binding {
        Binding::Version { version } => Some(version),
        _ => None,
    });
    // Only the browser asks: the settings of a step are never the first thing on a page.
    let known = LocalResource::new(|| async { list_processes().await.unwrap_or_default() });
    let options = Signal::derive(move || {
        let known = known.get().unwrap_or_default();
        let chosen = call.get().process;
        let mut options: Vec<_> = known.iter().map(option).collect();
        let pools = settings.state.with_diagram(|diagram| {
            let pools = diagram.pools.iter();
            let pools = pools.filter_map(|pool| Some((pool.process.clone()?, pool.name.clone())));
            pools.collect::<Vec<_>>()
        });
        options.extend(pools);
        // A drawing from elsewhere names a process by its own key.
        let named = || known.iter().any(|row| row.name == chosen);
        if !chosen.is_empty() && !options.iter().any(|(value, _)| *value == chosen) {
            let words = match named() {
                true => chosen.clone(),
                false => format!("{chosen} (not here yet)"),
            };
            options.push((chosen, words));
        }
        options
    });
    let asks = LocalResource::new(move || {
        let chosen = call.get().process;
        let row = known.get().and_then(|known| {
            let same = |row: &ProcessRow| row.id.to_string() == chosen || row.name == chosen;
            known.into_iter().find(same)
        });
        async move { form_of(row?.id).await }
    });
    view! {
        <Pick
            id="call-process"
            label="Which process?"
            value=Signal::derive(move || call.get().process)
            options
            error=settings.problem_at("process")
            on_pick=Callback::new(move |key: String| change("process", &|call| call.process.clone_from(&key)))
        />
        <Pick
            id="call-version"
            label="Which version?"
            value=Signal::derive(move || match call.get().binding {
                Binding::Latest => "latest",
                Binding::Deployment => "deployment",
                Binding::Version { .. } => "version",
            }.to_owned())
            options=vec![
                ("latest".to_owned(), "The newest when the step is reached".to_owned()),
                ("deployment".to_owned(), "The newest when this process is published".to_owned()),
                ("version".to_owned(), "Always the same".to_owned()),
            ]
            on_pick=Callback::new(move |chosen: String| change("version", &|call| call.binding = match chosen.as_str() {
                "deployment" => Binding::Deployment,
                "version" => Binding::Version { version: 1 },
                _ => Binding::Latest,
            }))
        />
        {move || number.get().is_some().then(|| view! {
            <Line
                id="call-number"
                label="Number of the version"
                mode="numeric"
                value=Signal::derive(move || number.get().map(|number| number.to_string()).unwrap_or_default())
                on_input=Callback::new(move |text: String| {
                    if let Ok(version) = text.trim().parse() {
                        change("number", &|call| call.binding = Binding::Version { version });
                    }
                })
            />
        })}
        <Check
            id="call-share"
            label="Give it all data, and take all of its data back"
            checked=Signal::derive(move || call.get().share_all)
            on_toggle=Callback::new(move |on| change("share", &|call| call.share_all = on))
        />
        {move || asks.get().flatten().map(|form| view! { <Given settings form/> })}
    }
}

fn option(row: &ProcessRow) -> (String, String) {
    let words = match row.version {
        Some(_) => row.name.clone(),
        None => format!("{} (not published yet)", row.name),
    };
    (row.id.to_string(), words)
}

/// What a process asks when it begins; none while it is not published.
async fn form_of(process: ProcessId) -> Option<StartForm> {
    start_form(process).await.ok()
}

/// One value for each field of the form the process begins with.
#[component]
fn Given(settings: Settings, form: StartForm) -> impl IntoView {
    let none = form.form.fields.is_empty();
    let fields = form.form.fields.into_iter();
    let fields = fields.map(|field| view! { <GivenField settings field/> });
    view! {
        <section class="takes" aria-label="What it is given">
            <h3 class="panel-section">"What it is given"</h3>
            <p class="panel-hint">
                {if none {
                    format!("“{}” asks nothing when it begins.", form.name)
                } else {
                    format!("“{}” asks for these when it begins.", form.name)
                }}
            </p>
            {fields.collect_view()}
        </section>
    }
}

#[component]
fn GivenField(settings: Settings, field: Field) -> impl IntoView {
    let Field {
        key,
        label,
        kind,
        required,
        ..
    } = field;
    let step = settings.step();
    let key = StoredValue::new(key);
    let own = move |mappings: &[Mapping]| {
        let found = mappings.iter().find(|one| one.key == *key.read_value());
        found.map(|one| one.from.clone()).unwrap_or_default()
    };
    let value = Signal::derive(move || {
        step.with(|step| step.as_ref().map(|step| own(&step.inputs)))
            .unwrap_or_default()
    });
    let missing = Signal::derive(move || {
        (required && value.with(|from| from.trim().is_empty()))
            .then(|| "That process needs a value here.".to_owned())
    });
    let wanted = kind.value_type();
    view! {
        <FormulaBar
            id=format!("given-{}", key.get_value())
            label
            settings
            wanted
            error=missing
            value
            on_input=Callback::new(move |from: String| {
                let key = key.get_value();
                settings.change_step(&format!("given-{key}"), &|step| {
                    step.inputs.retain(|one| one.key != key);
                    if !from.trim().is_empty() {
                        step.inputs.push(Mapping { key: key.clone(), from: from.clone() });
                    }
                });
            })
        />
    }
}
