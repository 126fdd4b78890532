//! A connection's settings, drawn from its connector's manifest. Secrets go in and never come out.

use crate::{
    api::ApiError,
    ui::{NumberInput, Select, TextInput, Textarea},
};
use leptos::prelude::*;
use process::catalog::{SettingKind, SettingSpec};
use std::collections::BTreeMap;

#[component]
pub fn Settings(
    specs: Vec<SettingSpec>,
    /// What is set already; secrets are not among it.
    #[prop(optional)]
    values: BTreeMap<String, String>,
    /// The secrets that are set already.
    #[prop(optional)]
    secrets: Vec<String>,
    error: Signal<Option<ApiError>>,
) -> impl IntoView {
    let values: BTreeMap<String, String> = specs
        .iter()
        .map(|spec| {
            (
                spec.key.clone(),
                values.get(&spec.key).unwrap_or(&spec.default).clone(),
            )
        })
        .collect();
    // Some settings show only while a choice has one of certain values.
    let chosen = RwSignal::new(values.clone());
    let inputs: Vec<_> = specs
        .into_iter()
        .map(|spec| {
            let value = values.get(&spec.key).cloned().unwrap_or_default();
            let set = secrets.contains(&spec.key);
            let when = spec.when.clone();
            let shown = Memo::new(move |_| {
                when.as_ref().is_none_or(|(key, wanted)| {
                    chosen.with(|chosen| chosen.get(key).is_some_and(|value| wanted.contains(value)))
                })
            });
            view! {
                {move || shown.get().then(|| input(spec.clone(), value.clone(), set, chosen, error))}
            }
        })
        .collect();
    view! { <div class="form">{inputs}</div> }
}

fn input(
    spec: SettingSpec,
    value: String,
    set: bool,
    chosen: RwSignal<BTreeMap<String, String>>,
    error: Signal<Option<ApiError>>,
) -> AnyView {
    let SettingSpec {
        key,
        label,
        help,
        placeholder,
        kind,
        required,
        ..
    } = spec;
    let id = format!("setting-{key}");
    let name = format!("settings[{key}]");
    let wrong = {
        let key = key.clone();
        Signal::derive(move || error.with(|error| Some(error.as_ref()?.at(&key)?.to_owned())))
    };
    match kind {
        SettingKind::Line | SettingKind::Text | SettingKind::Address => view! {
            <TextInput id name label value help placeholder required say_optional=true error=wrong/>
        }
        .into_any(),
        SettingKind::LongText | SettingKind::Json | SettingKind::Pairs => view! {
            <Textarea id name label value help placeholder required say_optional=true error=wrong/>
        }
        .into_any(),
        SettingKind::Number => view! {
            <NumberInput id name label value help required say_optional=true error=wrong/>
        }
        .into_any(),
        SettingKind::Choice { options } => {
            let tell =
                Callback::new(move |value| chosen.update(|all| _ = all.insert(key.clone(), value)));
            view! { <Select id name label options value help required say_optional=true error=wrong on_change=tell/> }
                .into_any()
        }
        SettingKind::Secret => {
            let kept = "It is set. Leave this empty to keep it.";
            let help = if set {
                format!("{help} {kept}").trim().to_owned()
            } else {
                help
            };
            view! {
                <TextInput
                    id name label kind="password" help placeholder autocomplete="off" required=required && !set
                    say_optional=!set error=wrong
                />
            }
            .into_any()
        }
    }
}
