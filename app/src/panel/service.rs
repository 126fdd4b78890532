//! The settings of a connector's action, drawn from its manifest.

use super::input::{Line, Pick};
use super::insert::Text;
use super::settings::Settings;
use super::takes::Takes;
use crate::ui::IconButton;
use leptos::prelude::*;
use process::catalog::{SettingKind, SettingSpec};
use process::id::ConnectionId;
use process::step::{Service, Setting, StepKind};

#[component]
pub fn ServiceSettings(settings: Settings) -> impl IntoView {
    let service = settings.memo(|kind| match kind {
        StepKind::Service(service) => Some(service.clone()),
        _ => None,
    });
    let typed = move |field: &str, edit: &dyn Fn(&mut Service)| {
        let mut service = service.get_untracked();
        edit(&mut service);
        settings.typed(field.to_owned(), StepKind::Service(service));
    };
    let catalog = settings.state.catalog;
    let which = Memo::new(move |_| {
        service.with(|service| (service.connector.clone(), service.action.clone()))
    });
    let action = Memo::new(move |_| {
        let (connector, action) = which.get();
        catalog.with(|catalog| catalog.action(&connector, &action).cloned())
    });
    let connections = Signal::derive(move || {
        let (connector, _) = which.get();
        catalog.with(|catalog| {
            catalog
                .connections
                .iter()
                .filter(|connection| connection.connector == connector)
                .map(|connection| (connection.id.to_string(), connection.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let specs = Memo::new(move |_| {
        action
            .get()
            .map(|action| action.settings)
            .unwrap_or_default()
    });
    let gives = Memo::new(move |_| action.get().map(|action| action.output).unwrap_or_default());
    let shows = move |spec: &SettingSpec| match &spec.when {
        None => true,
        Some((key, values)) => service.with(|service| {
            let held = match service.settings.get(key) {
                Some(Setting::Text(text)) => text.clone(),
                _ => specs.with(|specs| {
                    specs
                        .iter()
                        .find(|other| other.key == *key)
                        .map(|other| other.default.clone())
                        .unwrap_or_default()
                }),
            };
            values.contains(&held)
        }),
    };
    let shown = move || specs.get().into_iter().filter(shows).collect::<Vec<_>>();
    view! {
        <Pick
            id="service-connection"
            label="Through which connection?"
            value=Signal::derive(move || {
                service.with(|service| service.connection.map(|id| id.to_string()).unwrap_or_default())
            })
            options=connections
            error=settings.problem_at("connection")
            on_pick=Callback::new(move |chosen: String| {
                typed("connection", &|service| service.connection = chosen.parse().ok().map(ConnectionId));
            })
        />
        <Show when=move || connections.with(Vec::is_empty)>
            <p class="panel-hint">
                "There is no connection of this kind yet. An admin adds one under "
                <a href="/admin/connections">"Connections"</a> "."
            </p>
        </Show>
        <For each=shown key=|spec| spec.key.clone() let(spec)>
            <OneSetting settings service spec/>
        </For>
        <Show when=move || !gives.with(Vec::is_empty)>
            <Takes settings service gives/>
        </Show>
        <details class="panel-more">
            <summary>"When it fails"</summary>
            <p class="panel-hint">
                "A failure that may pass by itself is tried again, each pause twice as long as the one before. After the last attempt the case waits for a person."
            </p>
            <div class="panel-pair">
                <Line
                    id="retry-attempts"
                    label="Attempts in all"
                    mode="numeric"
                    value=Signal::derive(move || service.with(|service| service.retry.attempts.to_string()))
                    error=settings.problem_at("retry")
                    on_input=Callback::new(move |text: String| {
                        if let Ok(attempts) = text.trim().parse::<u32>() {
                            typed("attempts", &|service| service.retry.attempts = attempts.clamp(1, 20));
                        }
                    })
                />
                <Line
                    id="retry-pause"
                    label="First pause, seconds"
                    mode="numeric"
                    value=Signal::derive(move || service.with(|service| service.retry.pause_seconds.to_string()))
                    on_input=Callback::new(move |text: String| {
                        if let Ok(pause) = text.trim().parse::<u32>() {
                            typed("pause", &|service| service.retry.pause_seconds = pause.min(86_400));
                        }
                    })
                />
            </div>
        </details>
    }
}

#[component]
fn OneSetting(settings: Settings, service: Memo<Service>, spec: SettingSpec) -> impl IntoView {
    let SettingSpec {
        key,
        label,
        help,
        placeholder,
        kind,
        default,
        ..
    } = spec;
    let own = StoredValue::new(key.clone());
    let id = format!("setting-{key}");
    let put = move |setting: Setting| {
        let mut service = service.get_untracked();
        service.settings.insert(own.get_value(), setting);
        settings.typed(own.get_value(), StepKind::Service(service));
    };
    let text = {
        let default = default.clone();
        Signal::derive(move || {
            service.with(|service| match service.settings.get(&own.get_value()) {
                Some(Setting::Text(text)) => text.clone(),
                _ => default.clone(),
            })
        })
    };
    let on_input = Callback::new(move |text: String| put(Setting::Text(text)));
    match kind {
        SettingKind::Choice { options } => {
            view! { <Pick id label help value=text options on_pick=on_input error=settings.problem_at_key(key)/> }.into_any()
        }
        SettingKind::Line | SettingKind::Number | SettingKind::Secret => {
            view! { <Line id label help placeholder value=text on_input error=settings.problem_at_key(key)/> }.into_any()
        }
        SettingKind::Text | SettingKind::Address => {
            view! { <Text id label help placeholder settings setting=key value=text on_input/> }.into_any()
        }
        SettingKind::LongText => {
            view! { <Text id label help placeholder settings setting=key value=text on_input several_lines=true/> }.into_any()
        }
        SettingKind::Json => {
            view! { <Text id label help placeholder settings setting=key value=text on_input several_lines=true code=true/> }
                .into_any()
        }
        SettingKind::Pairs => view! { <Pairs id label settings setting=key service put=Callback::new(put)/> }.into_any(),
    }
}

/// (name, text with inserts), in the order they stand.
type NamedTexts = Vec<(String, String)>;

/// Names with texts, such as headers.
#[component]
fn Pairs(
    id: String,
    label: String,
    settings: Settings,
    setting: String,
    service: Memo<Service>,
    put: Callback<Setting>,
) -> impl IntoView {
    let own = StoredValue::new(setting.clone());
    let pairs = Memo::new(move |_| {
        service.with(|service| match service.settings.get(&own.get_value()) {
            Some(Setting::Pairs(pairs)) => pairs.clone(),
            _ => Vec::new(),
        })
    });
    let count = Memo::new(move |_| pairs.with(Vec::len));
    let change = move |edit: &dyn Fn(&mut NamedTexts)| {
        let mut pairs = pairs.get_untracked();
        edit(&mut pairs);
        put.run(Setting::Pairs(pairs));
    };
    let id = StoredValue::new(id);
    let error = settings.problem_at_key(setting);
    view! {
        <fieldset class="field pairs">
            <legend class="field-label">{label}</legend>
            <For each=move || 0..count.get() key=|at| *at let(at)>
                <div class="pair">
                    <input
                        class="input"
                        id=move || format!("{}-{at}-name", id.get_value())
                        aria-label=format!("Name {}", at + 1)
                        placeholder="Name"
                        autocomplete="off"
                        prop:value=move || pairs.with(|pairs| pairs.get(at).map(|pair| pair.0.clone()).unwrap_or_default())
                        on:input=move |event| {
                            let text = event_target_value(&event);
                            change(&|pairs| {
                                if let Some(pair) = pairs.get_mut(at) {
                                    pair.0.clone_from(&text);
                                }
                            });
                        }
                    />
                    <input
                        class="input"
                        aria-label=format!("Value {}", at + 1)
                        placeholder="Value"
                        autocomplete="off"
                        prop:value=move || pairs.with(|pairs| pairs.get(at).map(|pair| pair.1.clone()).unwrap_or_default())
                        on:input=move |event| {
                            let text = event_target_value(&event);
                            change(&|pairs| {
                                if let Some(pair) = pairs.get_mut(at) {
                                    pair.1.clone_from(&text);
                                }
                            });
                        }
                    />
                    <IconButton
                        label=format!("Remove line {}", at + 1)
                        icon=icondata_lu::LuTrash2
                        on_click=Callback::new(move |_| change(&|pairs| {
                            if at < pairs.len() {
                                pairs.remove(at);
                            }
                        }))
                    />
                </div>
            </For>
            <button
                type="button"
                class="btn plain"
                on:click=move |_| change(&|pairs| pairs.push((String::new(), String::new())))
            >
                "Add a line"
            </button>
            {move || error.get().map(|message| view! { <p class="field-error">{message}</p> })}
        </fieldset>
    }
}
