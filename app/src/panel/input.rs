//! Inputs that follow a value and tell each keystroke, for settings that save as they are typed.

use crate::ui::Field;
use leptos::prelude::*;

/// One line.
#[component]
pub fn Line(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    on_input: Callback<String>,
    #[prop(optional, into)] help: String,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(default = "text")] mode: &'static str,
    /// Told when the field is left with another text than it was entered with.
    #[prop(optional)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    view! {
        <Field id=id.clone() label help error>
            <input
                id=id.clone()
                type="text"
                inputmode=mode
                autocomplete="off"
                class="input"
                placeholder=placeholder
                aria-describedby=format!("{id}-error")
                aria-invalid=move || error.get().is_some().then_some("true")
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
                on:change=move |event| {
                    if let Some(tell) = on_change {
                        tell.run(event_target_value(&event));
                    }
                }
            />
        </Field>
    }
}

/// Several lines.
#[component]
pub fn Area(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    on_input: Callback<String>,
    #[prop(optional, into)] help: String,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <Field id=id.clone() label help error>
            <textarea
                id=id.clone()
                class="input"
                rows="2"
                placeholder=placeholder
                aria-describedby=format!("{id}-error")
                aria-invalid=move || error.get().is_some().then_some("true")
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
            ></textarea>
        </Field>
    }
}

/// One of a list of (value, words). An unknown value shows as "Choose …".
#[component]
pub fn Pick(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    on_pick: Callback<String>,
    #[prop(optional, into)] help: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let described_by = format!("{id}-error");
    let known = move || {
        options.with(|options| {
            options
                .iter()
                .any(|(one, _)| value.with(|value| one == value))
        })
    };
    view! {
        <Field id=id.clone() label help error>
            <select
                id=id
                class="input"
                aria-describedby=described_by
                aria-invalid=move || error.get().is_some().then_some("true")
                on:change=move |event| on_pick.run(event_target_value(&event))
            >
                {move || (!known()).then(|| view! { <option value="" selected=true>"Choose …"</option> })}
                <For
                    each=move || options.get()
                    key=|(one, words)| (one.clone(), words.clone())
                    let((one, words))
                >
                    {
                        let own = one.clone();
                        view! {
                            <option value=one selected=move || value.with(|value| value == &own)>{words}</option>
                        }
                    }
                </For>
            </select>
        </Field>
    }
}

/// On or off.
#[component]
pub fn Check(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] checked: Signal<bool>,
    on_toggle: Callback<bool>,
) -> impl IntoView {
    let input = id.clone();
    view! {
        <label class="panel-check" for=id>
            <input
                id=input
                type="checkbox"
                prop:checked=move || checked.get()
                on:change=move |event| on_toggle.run(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
}
