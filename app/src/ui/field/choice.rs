//! Inputs that offer answers: one of a list, one of a few, yes or no.

use super::{Field, FieldIds};
use leptos::prelude::*;

/// One of many. Options are (value, words); an empty first option appears while nothing is chosen.
#[component]
pub fn Select(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    options: Vec<(String, String)>,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] help: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] say_optional: bool,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// Told the new value when another is chosen.
    #[prop(optional)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let ids = FieldIds::new(&id, !help.is_empty());
    let open = value.is_empty() || !required;
    let shown: Vec<_> = options
        .into_iter()
        .map(|(one, words)| {
            let chosen = one == value;
            view! { <option value=one selected=chosen>{words}</option> }
        })
        .collect();
    view! {
        <Field id label help error optional=say_optional && !required>
            <select
                id=ids.input.clone()
                name=name
                class="input"
                required=required
                aria-describedby=ids.described_by()
                aria-invalid=move || error.get().is_some().then_some("true")
                on:change=move |event| {
                    if let Some(tell) = on_change {
                        tell.run(event_target_value(&event));
                    }
                }
            >
                {open.then(|| view! { <option value="">"Choose …"</option> })}
                {shown}
            </select>
        </Field>
    }
}

/// One of a few, all in sight.
#[component]
pub fn Choice(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// (value, words)
    options: Vec<(String, String)>,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] help: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] say_optional: bool,
    /// Beside each other instead of below.
    #[prop(optional)]
    in_row: bool,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let shown: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(at, (one, words))| {
            let checked = one == value;
            // The first one carries the field's id, so that an error summary can lead to it.
            let own = if at == 0 {
                id.clone()
            } else {
                format!("{id}-{at}")
            };
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        id=own
                        name=name.clone()
                        value=one
                        checked=checked
                        required=required
                    />
                    <span>{words}</span>
                </label>
            }
        })
        .collect();
    view! {
        <Field id label help error optional=say_optional && !required group=true>
            <div class="choices" class:in-row=in_row>{shown}</div>
        </Field>
    }
}

/// Yes or no; neither until somebody answers.
#[component]
pub fn YesNo(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] help: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] say_optional: bool,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let options = vec![
        ("true".to_owned(), "Yes".to_owned()),
        ("false".to_owned(), "No".to_owned()),
    ];
    view! { <Choice id name label options value help required say_optional in_row=true error/> }
}
