//! A labelled place to answer, and the inputs that stand in it. The label, the help and the error belong to the
//! input by id, so that every reader is told all three.

mod choice;
mod line;

pub use choice::{Choice, Select, YesNo};
pub use line::{DateInput, MoneyInput, NumberInput, TextInput, Textarea};

use super::Icon;
use leptos::prelude::*;

/// The ids of a field's parts, all made from its input's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldIds {
    pub input: String,
    described_by: Option<String>,
}

impl FieldIds {
    fn new(input: &str, helped: bool) -> Self {
        let error = format!("{input}-error");
        let described_by = if helped {
            format!("{error} {input}-help")
        } else {
            error
        };
        Self {
            input: input.to_owned(),
            described_by: Some(described_by),
        }
    }

    pub fn described_by(&self) -> Option<String> {
        self.described_by.clone()
    }
}

/// The label above, the help and what is wrong below. `group` is for several inputs that answer one question.
#[component]
pub fn Field(
    /// The id of the input inside.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// Says "optional" beside the label.
    #[prop(optional)]
    optional: bool,
    #[prop(optional)] group: bool,
    children: Children,
) -> impl IntoView {
    let name = view! {
        {label}
        {optional.then(|| view! { <span class="field-optional">" (optional)"</span> })}
    };
    let ids = FieldIds::new(&id, !help.is_empty());
    let below = view! {
        {(!help.is_empty()).then(|| view! { <p id=format!("{id}-help") class="field-help">{help}</p> })}
        <div id=format!("{id}-error") aria-live="polite">
            {move || error.get().map(|message| view! {
                <p class="field-error">
                    <Icon drawing=icondata_lu::LuCircleAlert/>
                    <span>{message}</span>
                </p>
            })}
        </div>
    };
    if group {
        let described_by = ids.described_by();
        view! {
            <fieldset class="field" aria-describedby=described_by>
                <legend class="field-label">{name}</legend>
                {children()}
                {below}
            </fieldset>
        }
        .into_any()
    } else {
        view! {
            <div class="field">
                <label class="field-label" for=id>{name}</label>
                {children()}
                {below}
            </div>
        }
        .into_any()
    }
}
