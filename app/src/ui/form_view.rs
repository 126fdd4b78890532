//! Draws a process's form as a plain HTML form part: the same with and without JavaScript. Answers travel as
//! `answers[key]`, as they were typed.

use super::{Choice, DateInput, MoneyInput, NumberInput, Select, TextInput, Textarea, YesNo};
use crate::api::ApiError;
use leptos::prelude::*;
use process::diagram::{Field, FieldKind, Form};
use std::collections::BTreeMap;

/// So many options still stand side by side in sight; more go into a list.
const IN_SIGHT: usize = 5;

#[component]
pub fn FormView(
    form: Form,
    /// What stands in the fields at first, by key, as typed.
    #[prop(optional)]
    values: BTreeMap<String, String>,
    /// What the last attempt said; each message is shown at its field.
    #[prop(into)]
    error: Signal<Option<ApiError>>,
) -> impl IntoView {
    let fields: Vec<_> = form
        .fields
        .into_iter()
        .map(|field| {
            let value = values.get(&field.key).cloned().unwrap_or_default();
            input(field, value, error)
        })
        .collect();
    view! { <div class="form">{fields}</div> }
}

fn input(field: Field, value: String, error: Signal<Option<ApiError>>) -> AnyView {
    let Field {
        key,
        label,
        kind,
        required,
        help,
    } = field;
    let id = format!("answer-{key}");
    let name = format!("answers[{key}]");
    let label = if label.trim().is_empty() {
        key.clone()
    } else {
        label
    };
    let error =
        Signal::derive(move || error.with(|error| Some(error.as_ref()?.at(&key)?.to_owned())));
    match kind {
        FieldKind::Text { multiline: false } => {
            view! { <TextInput id name label value help required say_optional=true error/> }.into_any()
        }
        FieldKind::Text { multiline: true } => {
            view! { <Textarea id name label value help required say_optional=true error/> }.into_any()
        }
        FieldKind::Number => {
            view! { <NumberInput id name label value help required say_optional=true error/> }.into_any()
        }
        FieldKind::Money { currency } => {
            view! { <MoneyInput id name label currency value help required say_optional=true error/> }
                .into_any()
        }
        FieldKind::Date => {
            view! { <DateInput id name label value help required say_optional=true error/> }.into_any()
        }
        FieldKind::YesNo => {
            view! { <YesNo id name label value help required say_optional=true error/> }.into_any()
        }
        FieldKind::Choice { options } => {
            let few = options.len() <= IN_SIGHT;
            let options: Vec<_> = options.into_iter().map(|one| (one.clone(), one)).collect();
            if few {
                view! { <Choice id name label options value help required say_optional=true error/> }
                    .into_any()
            } else {
                view! { <Select id name label options value help required say_optional=true error/> }
                    .into_any()
            }
        }
    }
}

/// The answers as typed: what stands in `answers[key]`.
pub fn answers(form: &web_sys::HtmlFormElement) -> BTreeMap<String, String> {
    let Ok(data) = web_sys::FormData::new_with_form(form) else {
        return BTreeMap::new();
    };
    let entries = js_sys::try_iter(&data).ok().flatten().into_iter().flatten();
    entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let pair = js_sys::Array::from(&entry);
            let (name, value) = (pair.get(0).as_string()?, pair.get(1).as_string()?);
            let key = name.strip_prefix("answers[")?.strip_suffix(']')?;
            Some((key.to_owned(), value))
        })
        .collect()
}
