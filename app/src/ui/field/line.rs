//! Inputs for one line or several: text, number, money, date.

use super::{Field, FieldIds};
use leptos::prelude::*;

/// A line of text; with `kind` also an e-mail address or a password.
#[component]
pub fn TextInput(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] help: String,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] min_length: Option<u32>,
    #[prop(optional)] required: bool,
    /// Says "optional" beside the label when the field is not required.
    #[prop(optional)]
    say_optional: bool,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let ids = FieldIds::new(&id, !help.is_empty());
    view! {
        <Field id label help error optional=say_optional && !required>
            <input
                id=ids.input.clone()
                name=name
                type=kind
                class="input"
                value=value
                placeholder=(!placeholder.is_empty()).then_some(placeholder)
                autocomplete=autocomplete
                minlength=min_length
                required=required
                aria-describedby=ids.described_by()
                aria-invalid=move || error.get().is_some().then_some("true")
            />
        </Field>
    }
}

#[component]
pub fn Textarea(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] help: String,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] say_optional: bool,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let ids = FieldIds::new(&id, !help.is_empty());
    view! {
        <Field id label help error optional=say_optional && !required>
            <textarea
                id=ids.input.clone()
                name=name
                class="input"
                placeholder=(!placeholder.is_empty()).then_some(placeholder)
                required=required
                aria-describedby=ids.described_by()
                aria-invalid=move || error.get().is_some().then_some("true")
            >
                {value}
            </textarea>
        </Field>
    }
}

/// A number as people type it. Not the browser's own number field: that one swallows what it cannot read.
#[component]
pub fn NumberInput(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] help: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] say_optional: bool,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    view! { <MoneyInput id name label currency="" value help required say_optional error/> }
}

/// An amount, with its currency beside it.
#[component]
pub fn MoneyInput(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into)] currency: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] help: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] say_optional: bool,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let ids = FieldIds::new(&id, !help.is_empty());
    view! {
        <Field id label help error optional=say_optional && !required>
            <div class="with-unit max-w-64">
                <input
                    id=ids.input.clone()
                    name=name
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    class="input number"
                    value=value
                    required=required
                    aria-describedby=ids.described_by()
                    aria-invalid=move || error.get().is_some().then_some("true")
                />
                {(!currency.is_empty()).then(|| view! { <span class="unit">{currency}</span> })}
            </div>
        </Field>
    }
}

#[component]
pub fn DateInput(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] help: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] say_optional: bool,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let ids = FieldIds::new(&id, !help.is_empty());
    view! {
        <Field id label help error optional=say_optional && !required>
            <input
                id=ids.input.clone()
                name=name
                type="date"
                class="input max-w-64"
                value=value
                required=required
                aria-describedby=ids.described_by()
                aria-invalid=move || error.get().is_some().then_some("true")
            />
        </Field>
    }
}
