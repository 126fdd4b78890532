//! Inputs for one line or several: text, number, money, date.

use super::{Field, FieldIds};
use leptos::prelude::*;

/// How one line differs from another; all else is the same for each.
#[derive(Clone, Copy, Default)]
struct Kind {
    kind: &'static str,
    class: &'static str,
    mode: Option<&'static str>,
    autocomplete: Option<&'static str>,
    min_length: Option<u32>,
}

/// The one input behind every field of one line.
#[component]
fn Line(
    id: String,
    name: String,
    label: String,
    look: Kind,
    value: String,
    help: String,
    placeholder: String,
    /// Stands behind the input; nothing when empty.
    unit: String,
    required: bool,
    say_optional: bool,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let ids = FieldIds::new(&id, !help.is_empty());
    let input = view! {
        <input
            id=ids.input.clone()
            name=name
            type=look.kind
            inputmode=look.mode
            class=look.class
            value=value
            placeholder=(!placeholder.is_empty()).then_some(placeholder)
            autocomplete=look.autocomplete
            minlength=look.min_length
            required=required
            aria-describedby=ids.described_by()
            aria-invalid=move || error.get().is_some().then_some("true")
        />
    };
    let input = if unit.is_empty() {
        input.into_any()
    } else {
        view! { <div class="with-unit max-w-64">{input}<span class="unit">{unit}</span></div> }
            .into_any()
    };
    view! { <Field id label help error optional=say_optional && !required>{input}</Field> }
}

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
    let look = Kind {
        kind,
        class: "input",
        mode: None,
        autocomplete,
        min_length,
    };
    let unit = String::new();
    view! { <Line id name label look value help placeholder unit required say_optional error/> }
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
    /// To read and copy, not to change.
    #[prop(optional)]
    readonly: bool,
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
                readonly=readonly
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
    let look = Kind {
        kind: "text",
        class: "input number max-w-64",
        mode: Some("decimal"),
        autocomplete: Some("off"),
        min_length: None,
    };
    let placeholder = String::new();
    view! { <Line id name label look value help placeholder unit=currency required say_optional error/> }
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
    let look = Kind {
        kind: "date",
        class: "input max-w-64",
        mode: None,
        autocomplete: None,
        min_length: None,
    };
    let (placeholder, unit) = (String::new(), String::new());
    view! { <Line id name label look value help placeholder unit required say_optional error/> }
}
