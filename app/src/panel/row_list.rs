//! A condition as rows on screen: field, comparison, value.

use super::rows::{EditRow, EditRows, kind_of};
use super::sample::Sample;
use crate::ui::IconButton;
use canvas::words::comparisons;
use leptos::prelude::*;
use process::diagram::FieldKind;
use process::feel::Operator;
use process::{Datum, FlowId};
use std::sync::Arc;

#[derive(Clone)]
pub enum RowChange {
    Add,
    Remove(usize),
    Field(usize, String),
    Operator(usize, usize),
    Value(usize, String),
    All(bool),
}

impl RowChange {
    pub fn apply(self, edit: &mut EditRows) {
        match self {
            Self::Add => edit.rows.push(EditRow::new()),
            Self::Remove(at) => {
                if at < edit.rows.len() {
                    edit.rows.remove(at);
                }
                if edit.rows.is_empty() {
                    edit.rows.push(EditRow::new());
                }
            }
            Self::Field(at, field) => {
                if let Some(row) = edit.rows.get_mut(at) {
                    *row = EditRow {
                        field,
                        ..EditRow::new()
                    };
                }
            }
            Self::Operator(at, which) => {
                if let (Some(row), Some(operator)) =
                    (edit.rows.get_mut(at), Operator::ALL.get(which))
                {
                    row.operator = *operator;
                }
            }
            Self::Value(at, value) => {
                if let Some(row) = edit.rows.get_mut(at) {
                    row.value = value;
                }
            }
            Self::All(all) => edit.all = all,
        }
    }
}

#[component]
pub fn RowList(
    way: FlowId,
    rows: RwSignal<Option<EditRows>>,
    data: Memo<Arc<Vec<Datum>>>,
    change: Callback<RowChange>,
) -> impl IntoView {
    let way = StoredValue::new(way);
    let count =
        Memo::new(move |_| rows.with(|rows| rows.as_ref().map_or(0, |rows| rows.rows.len())));
    let all = Memo::new(move |_| rows.with(|rows| rows.as_ref().is_none_or(|rows| rows.all)));
    view! {
        <Show when=move || { count.get() > 1 }>
            <select
                class="input"
                aria-label="How the conditions are joined"
                on:change=move |event| change.run(RowChange::All(event_target_value(&event) == "all"))
            >
                <option value="all" selected=move || all.get()>"All of these hold"</option>
                <option value="any" selected=move || !all.get()>"Any of these holds"</option>
            </select>
        </Show>
        <For each=move || 0..count.get() key=|at| *at let(at)>
            <OneRow way=way.get_value() at rows data change/>
        </For>
    }
}

#[component]
fn OneRow(
    way: FlowId,
    at: usize,
    rows: RwSignal<Option<EditRows>>,
    data: Memo<Arc<Vec<Datum>>>,
    change: Callback<RowChange>,
) -> impl IntoView {
    let row = Memo::new(move |_| {
        rows.with(|rows| rows.as_ref().and_then(|rows| rows.rows.get(at).cloned()))
            .unwrap_or_else(EditRow::new)
    });
    let kind = Memo::new(move |_| data.with(|data| kind_of(data, &row.get().field).cloned()));
    let fields = Memo::new(move |_| {
        let mut fields: Vec<_> = data.with(|data| {
            data.iter()
                .map(|one| (one.key.clone(), one.label.clone()))
                .collect()
        });
        let chosen = row.get().field;
        if !chosen.is_empty()
            && !fields
                .iter()
                .any(|(key, _): &(String, String)| *key == chosen)
        {
            fields.push((chosen.clone(), chosen));
        }
        fields
    });
    let place = |operator: Operator| {
        Operator::ALL
            .iter()
            .position(|one| *one == operator)
            .unwrap_or_default()
    };
    // A comparison picked for another kind of answer still shows, so that it can be changed.
    let offered = Memo::new(move |_| {
        let mut offered = comparisons(kind.get().as_ref()).to_vec();
        let now = row.get().operator;
        if !offered.iter().any(|(one, _)| *one == now) {
            offered.extend(comparisons(None).iter().find(|(one, _)| *one == now));
        }
        offered
    });
    // Choosing a field starts with the comparison people mean first for its kind.
    let choose_field = move |field: String| {
        let first = data.with_untracked(|data| {
            comparisons(kind_of(data, &field))
                .first()
                .map(|(one, _)| place(*one))
        });
        change.run(RowChange::Field(at, field));
        if let Some(first) = first {
            change.run(RowChange::Operator(at, first));
        }
    };
    let sample = use_context::<Sample>();
    let in_sample = Memo::new(move |_| {
        let field = row.get().field;
        let datum = data.with(|data| data.iter().find(|datum| datum.key == field).cloned())?;
        sample?
            .value(&datum)
            .map(|value| process::words::value(&value))
    });
    let id = format!("way-{way}-{at}");
    let value_id = format!("{id}-value");
    let on_value = Callback::new(move |value: String| change.run(RowChange::Value(at, value)));
    view! {
        <div class="condition-row">
            <div class="parts">
                <select
                    id=format!("{id}-field")
                    class="input"
                    aria-label="Field"
                    on:change=move |event| choose_field(event_target_value(&event))
                >
                    <option value="" selected=move || row.get().field.is_empty()>"Choose a field …"</option>
                    <For each=move || fields.get() key=|(key, label)| (key.clone(), label.clone()) let((key, label))>
                        {
                            let own = key.clone();
                            view! { <option value=key selected=move || row.get().field == own>{label}</option> }
                        }
                    </For>
                </select>
                <Show when=move || !row.get().field.is_empty()>
                    <select
                        class="input"
                        aria-label="Comparison"
                        on:change=move |event| {
                            if let Ok(which) = event_target_value(&event).parse() {
                                change.run(RowChange::Operator(at, which));
                            }
                        }
                    >
                        <For each=move || offered.get() key=|(operator, words)| (*operator, *words) let((operator, words))>
                            <option value=place(operator).to_string() selected=move || row.get().operator == operator>
                                {words}
                            </option>
                        </For>
                    </select>
                </Show>
                <Show when=move || !row.get().field.is_empty() && row.get().operator.needs_value()>
                    <ValueInput
                        id=value_id.clone()
                        kind
                        value=Signal::derive(move || row.get().value)
                        on_value
                    />
                </Show>
                {move || in_sample.get().map(|value| view! { <p class="formula-outcome">"In the sample case: " <span class="formula-value">{value}</span></p> })}
            </div>
            <IconButton
                label=format!("Remove condition {}", at + 1)
                icon=icondata_lu::LuX
                on_click=Callback::new(move |_| change.run(RowChange::Remove(at)))
            />
        </div>
    }
}

/// The value a field is compared with, by the field's kind.
#[component]
fn ValueInput(
    id: String,
    kind: Memo<Option<FieldKind>>,
    value: Signal<String>,
    on_value: Callback<String>,
) -> impl IntoView {
    let choices = move |options: Vec<(String, String)>| {
        let options = options
            .into_iter()
            .map(|(own, words)| {
                let chosen = own.clone();
                view! { <option value=own selected=move || value.get() == chosen>{words}</option> }
            })
            .collect_view();
        view! {
            <select class="input" aria-label="Value" on:change=move |event| on_value.run(event_target_value(&event))>
                <option value="" selected=move || value.get().is_empty()>"Choose …"</option>
                {options}
            </select>
        }
        .into_any()
    };
    let line = move |id: String, sort: &'static str, mode: &'static str| {
        view! {
            <input
                id=id
                class="input"
                type=sort
                inputmode=mode
                autocomplete="off"
                aria-label="Value"
                placeholder="Value"
                prop:value=move || value.get()
                on:input=move |event| on_value.run(event_target_value(&event))
            />
        }
        .into_any()
    };
    move || match kind.get() {
        Some(FieldKind::Choice { options }) => {
            choices(options.into_iter().map(|one| (one.clone(), one)).collect())
        }
        Some(FieldKind::YesNo) => choices(vec![
            ("true".to_owned(), "Yes".to_owned()),
            ("false".to_owned(), "No".to_owned()),
        ]),
        Some(FieldKind::Number | FieldKind::Money { .. }) => line(id.clone(), "text", "decimal"),
        Some(FieldKind::Date) => line(id.clone(), "date", "text"),
        Some(FieldKind::Text { .. }) | None => line(id.clone(), "text", "text"),
    }
}
