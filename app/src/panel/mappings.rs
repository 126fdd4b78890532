//! A list of values with names: what a message carries, what a step gets and what it hands on.

use super::formula::FormulaBar;
use super::input::Line;
use super::settings::Settings;
use crate::ui::{Icon, IconButton};
use leptos::prelude::*;
use process::step::Mapping;

/// How the two halves of a row are called, and the button that adds one.
#[derive(Clone, Copy)]
pub struct Words {
    pub key: &'static str,
    pub from: &'static str,
    pub add: &'static str,
}

#[component]
pub fn Mappings(
    settings: Settings,
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    /// What it means to have none, or what they are for.
    #[prop(into)]
    hint: String,
    words: Words,
    #[prop(into)] value: Signal<Vec<Mapping>>,
    /// The field that was typed in, and all of them as they are then.
    on_change: Callback<(String, Vec<Mapping>)>,
    /// What is given may use names that the case around does not have.
    #[prop(optional)]
    more_names: bool,
) -> impl IntoView {
    let count = Memo::new(move |_| value.with(Vec::len));
    let own = StoredValue::new(id);
    let change = move |field: String, edit: &dyn Fn(&mut Vec<Mapping>)| {
        let mut mappings = value.get_untracked();
        edit(&mut mappings);
        on_change.run((field, mappings));
    };
    let at_place = move |at: usize| value.with(|all| all.get(at).cloned().unwrap_or_default());
    let row = move |at: usize| {
        let id = own.get_value();
        let (key_field, from_field) = (format!("{id}-{at}-key"), format!("{id}-{at}-from"));
        view! {
            <div class="take">
                <Line
                    id=key_field.clone()
                    label=words.key
                    value=Signal::derive(move || at_place(at).key)
                    placeholder="total"
                    on_input=Callback::new(move |key: String| change(key_field.clone(), &|all| {
                        if let Some(one) = all.get_mut(at) {
                            one.key.clone_from(&key);
                        }
                    }))
                />
                <FormulaBar
                    id=from_field.clone()
                    label=words.from
                    settings
                    more_names
                    value=Signal::derive(move || at_place(at).from)
                    on_input=Callback::new(move |from: String| change(from_field.clone(), &|all| {
                        if let Some(one) = all.get_mut(at) {
                            one.from.clone_from(&from);
                        }
                    }))
                />
                <IconButton
                    label=format!("Remove value {}", at + 1)
                    icon=icondata_lu::LuTrash2
                    on_click=Callback::new(move |_| change(format!("{}-remove", own.get_value()), &|all| {
                        if at < all.len() {
                            all.remove(at);
                        }
                    }))
                />
            </div>
        }
    };
    let label = title.clone();
    view! {
        <section class="takes" aria-label=label>
            <h3 class="panel-section">{title}</h3>
            <p class="panel-hint">{hint}</p>
            <For each=move || 0..count.get() key=|at| *at let(at)>{row(at)}</For>
            <button
                type="button"
                class="btn quiet"
                on:click=move |_| change(format!("{}-add", own.get_value()), &|all| all.push(Mapping::default()))
            >
                <Icon drawing=icondata_lu::LuPlus/>
                <span>{words.add}</span>
            </button>
        </section>
    }
}
