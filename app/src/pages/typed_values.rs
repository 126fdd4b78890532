//! Values typed by hand, with their names: what a message carries.

use crate::ui::{Field, Icon, IconButton};
use leptos::prelude::*;
use process::Value;
use std::collections::BTreeMap;

/// A value as it is typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypedValue {
    name: String,
    value: String,
}

/// What was typed, by name. What has no name is left out.
pub fn read(values: &[TypedValue]) -> BTreeMap<String, Value> {
    let named = values.iter().filter(|one| !one.name.trim().is_empty());
    named
        .map(|one| (one.name.trim().to_owned(), read_value(&one.value)))
        .collect()
}

/// Numbers, true and false are what they look like; all else is text.
pub fn read_value(text: &str) -> Value {
    let plain = serde_json::from_str(text.trim()).ok();
    plain
        .and_then(|json| Value::from_plain_json(&json).ok())
        .unwrap_or_else(|| Value::from(text.trim()))
}

#[component]
pub fn TypedValues(#[prop(into)] id: String, values: RwSignal<Vec<TypedValue>>) -> impl IntoView {
    let id = StoredValue::new(id);
    let count = Memo::new(move |_| values.with(Vec::len));
    let change = move |at: usize, edit: &dyn Fn(&mut TypedValue)| {
        values.update(|all| {
            if let Some(one) = all.get_mut(at) {
                edit(one);
            }
        });
    };
    let one = move |at: usize| values.with(|all| all.get(at).cloned().unwrap_or_default());
    let row = move |at: usize| {
        let (name_id, value_id) = (
            format!("{}-name-{at}", id.get_value()),
            format!("{}-value-{at}", id.get_value()),
        );
        view! {
            <div class="typed-value">
                <Field id=name_id.clone() label="Name">
                    <input
                        id=name_id type="text" class="input" autocomplete="off" placeholder="amount"
                        prop:value=move || one(at).name
                        on:input=move |event| {
                            let text = event_target_value(&event);
                            change(at, &|one| one.name.clone_from(&text));
                        }
                    />
                </Field>
                <Field id=value_id.clone() label="Value">
                    <input
                        id=value_id type="text" class="input" autocomplete="off"
                        prop:value=move || one(at).value
                        on:input=move |event| {
                            let text = event_target_value(&event);
                            change(at, &|one| one.value.clone_from(&text));
                        }
                    />
                </Field>
                <IconButton
                    label=format!("Remove value {}", at + 1)
                    icon=icondata_lu::LuTrash2
                    on_click=Callback::new(move |_| values.update(|all| {
                        if at < all.len() {
                            all.remove(at);
                        }
                    }))
                />
            </div>
        }
    };
    view! {
        <For each=move || 0..count.get() key=|at| *at let(at)>{row(at)}</For>
        <button type="button" class="btn quiet" on:click=move |_| values.update(|all| all.push(TypedValue::default()))>
            <Icon drawing=icondata_lu::LuPlus/>
            <span>"Add a value"</span>
        </button>
    }
}
