//! The data a step can use, to choose from: where each value comes from, and whether it surely exists here.

use super::settings::Settings;
use crate::ui::Icon;
use leptos::prelude::*;
use process::{Datum, data_at};
use std::sync::Arc;

/// Everything that may have a value where this step stands.
pub fn data_here(settings: Settings) -> Memo<Arc<Vec<Datum>>> {
    let Settings { state, id } = settings;
    Memo::new(move |_| {
        state.changed.track();
        state.catalog.with(|catalog| {
            state.with_diagram(|diagram| Arc::new(data_at(diagram, catalog, &id.get_value())))
        })
    })
}

/// A list that opens below its button; choosing inserts.
#[component]
pub fn DataPicker(
    settings: Settings,
    /// What the value is put into, for the name of the button.
    #[prop(into)]
    into: String,
    #[prop(into)] data: Signal<Arc<Vec<Datum>>>,
    on_pick: Callback<Datum>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let wanted = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let wanted = wanted.get().to_lowercase();
        let matches = |datum: &&Datum| {
            wanted.is_empty()
                || datum.label.to_lowercase().contains(&wanted)
                || datum.key.to_lowercase().contains(&wanted)
        };
        data.with(|data| data.iter().filter(matches).cloned().collect::<Vec<_>>())
    });
    let origin = move |datum: &Datum| {
        let step = settings.state.step(&datum.origin);
        step.map(|step| step.name)
            .filter(|name| !name.trim().is_empty())
            .unwrap_or_else(|| "an earlier step".to_owned())
    };
    let label = format!("Insert a value into {into}");
    view! {
        <div class="data-picker">
            <button
                type="button"
                class="btn plain"
                aria-label=label.clone()
                aria-expanded=move || open.get().to_string()
                on:click=move |_| {
                    wanted.set(String::new());
                    open.update(|open| *open = !*open);
                }
            >
                <Icon drawing=icondata_lu::LuBraces/>
                <span>"Insert a value"</span>
            </button>
            <Show when=move || open.get()>
                <div
                    class="data-list"
                    role="group"
                    aria-label=label.clone()
                    on:keydown=move |event| {
                        if event.key() == "Escape" {
                            event.stop_propagation();
                            open.set(false);
                        }
                    }
                >
                    <input
                        type="search"
                        class="input"
                        aria-label="Search the data"
                        placeholder="Search"
                        autocomplete="off"
                        autofocus=true
                        on:input=move |event| wanted.set(event_target_value(&event))
                    />
                    <Show when=move || data.with(|data| data.is_empty())>
                        <p class="panel-hint">
                            "No data reaches this step yet. Add questions to an earlier form, or connect this step."
                        </p>
                    </Show>
                    <ul>
                        <For each=move || found.get() key=|datum| datum.key.clone() let(datum)>
                            {
                                let chosen = datum.clone();
                                view! {
                                    <li>
                                        <button
                                            type="button"
                                            class="datum"
                                            on:click=move |_| {
                                                open.set(false);
                                                on_pick.run(chosen.clone());
                                            }
                                        >
                                            <span class="datum-label">{datum.label.clone()}</span>
                                            <span class="datum-from">
                                                "from " {origin(&datum)}
                                                {(!datum.certain).then_some(" · may be empty here")}
                                            </span>
                                        </button>
                                    </li>
                                }
                            }
                        </For>
                    </ul>
                </div>
            </Show>
        </div>
    }
}
