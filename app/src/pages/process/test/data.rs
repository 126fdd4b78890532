//! The data of the case at the moment one looks at, and which of it the chosen step wrote.

use super::trial::Trial;
use leptos::prelude::*;
use process::play::written;
use process::{Value, data_of, words};

#[component]
pub fn Data(state: Trial) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let place = state.place.get();
        let chosen = state.chosen.get();
        state.play.with(|play| {
            let Some(play) = play else {
                return Vec::new();
            };
            let labels = state.with_diagram(data_of);
            let wrote = chosen
                .and_then(|step| written(&play.log()[..place.min(play.log().len())]).remove(&step));
            let variables = play.state_at(place).variables;
            let rows = variables.into_iter().map(|(key, value)| {
                let label = labels.iter().find(|datum| datum.key == key);
                let by_chosen = wrote.as_ref().is_some_and(|wrote| wrote.contains_key(&key));
                let label = label.map_or_else(|| key.clone(), |datum| datum.label.clone());
                (label, shown(&value), by_chosen)
            });
            rows.collect()
        })
    });
    view! {
        <section class="values" aria-labelledby="data">
            <div class="section-head"><h2 id="data">"Data"</h2></div>
            <dl>
                <For each=move || rows.get() key=Clone::clone let((label, value, by_chosen))>
                    <div class="value" class:by-chosen=by_chosen>
                        <dt>{label}</dt>
                        <dd>{value}</dd>
                    </div>
                </For>
            </dl>
        </section>
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Context(fields) => {
            let parts = fields
                .iter()
                .map(|(key, value)| format!("{key}: {}", words::value(value)));
            parts.collect::<Vec<_>>().join(", ")
        }
        other => words::value(other),
    }
}
