//! The formula bar: an expression of the rule language with completion, what is wrong with it in words and in its
//! place, and what it gives for the sample case. The same expression can be written as plain text.

mod list;
mod reading;
mod suggestions;
mod writing;

pub use list::{CallHelp, SuggestionList};
pub use reading::Outcome;
pub use suggestions::{Part, Suggestions};

use super::picker::{DataPicker, data_here};
use super::settings::Settings;
use crate::ui::Field;
use leptos::prelude::*;
use process::feel::{Scope, Type};
use process::{Datum, Value};
use reading::{Problem, Reading, Tries};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whose names an expression may use.
#[derive(Clone, Copy)]
pub enum Names {
    Case,
    /// The parts of a connector's answer. What is inside them only a sample tells.
    Answer {
        /// (path, meaning)
        parts: Memo<Vec<(String, String)>>,
        sample: Memo<Option<Answer>>,
    },
}

/// A system's answer, by its parts.
pub type Answer = Arc<BTreeMap<String, Value>>;

#[component]
pub fn FormulaBar(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    settings: Settings,
    #[prop(default = Names::Case)] names: Names,
    #[prop(into)] value: Signal<String>,
    on_input: Callback<String>,
    /// What the check of the whole process says about it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What it should give: what fits is offered first.
    #[prop(optional)]
    wanted: Option<Type>,
    #[prop(optional, into)] help: String,
    #[prop(optional, into)] placeholder: String,
    /// It may use names that the case does not have.
    #[prop(optional)]
    more_names: bool,
    /// Whether it is shown as plain text of several lines. Without it, a button of its own switches.
    #[prop(optional)]
    as_text: Option<RwSignal<bool>>,
) -> impl IntoView {
    let data = data_here(settings);
    let scope = Memo::new(move |_| match names {
        Names::Case => data.with(|data| scope_of(data)),
        Names::Answer { parts, .. } => parts.with(|parts| {
            let root = |path: &String| path.split('.').next().unwrap_or_default().to_owned();
            parts
                .iter()
                .map(|(path, _)| (root(path), Type::Any))
                .collect()
        }),
    });
    // What a sample holds may be offered; what it lacks may still come.
    let offered = Memo::new(move |_| {
        let mut scope = scope.get();
        if let Names::Answer { sample, .. } = names {
            sample.with(|sample| {
                for (name, value) in sample.iter().flat_map(|answer| answer.iter()) {
                    scope.insert(name.clone(), Type::of(value));
                }
            });
        }
        scope
    });
    let tries = match names {
        Names::Case => Tries::Case,
        Names::Answer { sample, .. } => Tries::Answer(sample),
    };
    // What others send is not named here, so a name that is not known may still be right.
    let open = Memo::new(move |_| more_names || settings.state.with_diagram(process::brings_more));
    let own_problem = Memo::new(move |_| {
        value.with(|text| scope.with(|scope| Problem::of(text, scope, open.get())))
    });
    // What is wrong right here is known at once, and better: it has a place.
    let message = Signal::derive(move || {
        own_problem
            .with(|problem| problem.as_ref().map(|problem| problem.message.clone()))
            .or_else(|| error.get())
    });
    let switches = as_text.is_none();
    let as_text = as_text.unwrap_or_else(|| RwSignal::new(false));
    let suggestions =
        Suggestions::new(&id, Part::Whole, offered, data, value, on_input).wanting(wanted);
    let pick = Callback::new(move |datum: Datum| suggestions.insert(&datum.key));
    let described = format!("{id}-error");
    let (own, placeholder) = (id.clone(), placeholder);
    let shown_label = label.clone();
    let input = move || {
        let (id, described, placeholder) = (own.clone(), described.clone(), placeholder.clone());
        if as_text.get() {
            view! {
                <textarea
                    id=id
                    node_ref=suggestions.lines()
                    class="input code"
                    rows="3"
                    spellcheck="false"
                    aria-describedby=described
                    aria-invalid=move || message.get().is_some().then_some("true")
                    prop:value=move || value.get()
                    on:input=move |event| on_input.run(event_target_value(&event))
                ></textarea>
            }
            .into_any()
        } else {
            view! {
                <div class="formula-bar">
                    <input
                        id=id
                        node_ref=suggestions.line()
                        type="text"
                        class="input code"
                        role="combobox"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        placeholder=placeholder
                        aria-autocomplete="list"
                        aria-expanded=move || suggestions.is_open().to_string()
                        aria-controls=suggestions.list_id()
                        aria-activedescendant=move || suggestions.active_id()
                        aria-describedby=described
                        aria-invalid=move || message.get().is_some().then_some("true")
                        prop:value=move || value.get()
                        on:input=move |event| {
                            on_input.run(event_target_value(&event));
                            suggestions.look();
                        }
                        on:keydown=move |event| suggestions.key(&event)
                        on:keyup=move |_| suggestions.look_for_call()
                        on:click=move |_| {
                            suggestions.close();
                            suggestions.look_for_call();
                        }
                        on:blur=move |_| suggestions.leave()
                    />
                    <SuggestionList suggestions label=shown_label.clone()/>
                </div>
                <CallHelp suggestions/>
            }
            .into_any()
        }
    };
    view! {
        <div class="insertable">
            <Field id=id label=label.clone() help error=message>{input}</Field>
            <Reading value data problem=own_problem plain=as_text tries state=settings.state/>
            <div class="formula-tools">
                {matches!(names, Names::Case).then(|| view! { <DataPicker settings into=label data on_pick=pick/> })}
                {switches.then(|| view! {
                    <button
                        type="button" class="btn plain" aria-pressed=move || as_text.get().to_string()
                        on:click=move |_| as_text.update(|text| *text = !*text)
                    >
                        "As text"
                    </button>
                })}
            </div>
        </div>
    }
}

/// The names of the data, with their types; a path becomes a field of its root.
pub fn scope_of(data: &[Datum]) -> Scope {
    let mut scope = Scope::new();
    for datum in data {
        let of = datum.of.clone();
        match datum.key.split_once('.') {
            None => scope.insert(datum.key.clone(), of),
            Some((root, field)) => {
                let mut fields = match scope.get(root) {
                    Some(Type::Context(fields)) => fields.clone(),
                    _ => Default::default(),
                };
                fields.insert(field.to_owned(), of);
                scope.insert(root.to_owned(), Type::Context(fields));
            }
        }
    }
    scope
}

/// What people call a name of the case.
fn label_of(data: &Arc<Vec<Datum>>, key: &str) -> Option<String> {
    data.iter()
        .find(|datum| datum.key == key)
        .map(|datum| datum.label.clone())
}
