//! What helps below the field of an expression: the list of what could stand at the caret, and the call it stands in.

use super::suggestions::Suggestions;
use leptos::prelude::*;
use process::feel::{FormDoc, SignatureHelp};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// What could stand at the caret, below the field.
#[component]
pub fn SuggestionList(suggestions: Suggestions, #[prop(into)] label: String) -> impl IntoView {
    let options = move || {
        let found = suggestions.found.get().candidates;
        found
            .into_iter()
            .enumerate()
            .map(|(at, candidate)| {
                let about = suggestions.about(&candidate);
                view! {
                    <li
                        id=suggestions.option_id(at)
                        role="option"
                        class="suggestion"
                        aria-selected=move || (suggestions.active.get() == at).to_string()
                        // The field keeps the focus.
                        on:mousedown=move |event| {
                            event.prevent_default();
                            suggestions.take(at);
                        }
                    >
                        <span class="suggestion-label">{candidate.label}</span>
                        <span class="suggestion-about">{about}</span>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };
    // On a small screen the list may begin where the panel ends.
    Effect::new(move || {
        if let Some(active) = suggestions.active_id() {
            request_animation_frame(move || bring_into_sight(&active));
        }
    });
    view! {
        <ul
            id=suggestions.list_id() role="listbox" aria-label=format!("What could stand in {label}")
            class="suggestions" class:hidden=move || !suggestions.is_open()
        >
            {options}
        </ul>
        <span class="sr-only" role="status">
            {move || suggestions.is_open().then(|| {
                let count = suggestions.found.with(|found| found.candidates.len());
                if count == 1 { "1 suggestion".to_owned() } else { format!("{count} suggestions") }
            })}
        </span>
    }
}

fn bring_into_sight(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// The function whose brackets the caret stands in: what it takes, and which of it comes next.
#[component]
pub fn CallHelp(suggestions: Suggestions) -> impl IntoView {
    view! {
        <div class="formula-call" role="status" aria-label="What the function takes">
            {move || suggestions.call.get().map(said)}
        </div>
    }
}

fn said(call: SignatureHelp) -> impl IntoView {
    let SignatureHelp {
        function,
        summary,
        forms,
        form,
        parameter,
        ..
    } = call;
    let form = forms.into_iter().nth(form)?;
    let FormDoc {
        parameters,
        repeats,
        ..
    } = form;
    let count = parameters.len();
    let now = parameter.and_then(|at| parameters.get(at)).cloned();
    let parts: Vec<_> = parameters
        .into_iter()
        .enumerate()
        .map(|(at, one)| {
            let comma = if at == 0 { "" } else { ", " };
            let more = if repeats && at + 1 == count {
                ", …"
            } else {
                ""
            };
            let question = if one.optional { "?" } else { "" };
            let name = format!("{}{question}{more}", one.name);
            let name = match parameter == Some(at) {
                true => view! { <strong>{name}</strong> }.into_any(),
                false => view! { <span>{name}</span> }.into_any(),
            };
            view! { {comma} {name} }
        })
        .collect();
    let about = now.map_or(summary, |one| {
        let takes = match one.takes.is_empty() {
            true => String::new(),
            false => format!(": {}", one.takes),
        };
        let what = format!("{}{takes}.", one.name);
        match one.summary {
            "" => what,
            summary => format!("{what} {summary}"),
        }
    });
    Some(view! {
        <code class="formula-call-form">{function} "(" {parts} ")"</code>
        <span>{about}</span>
    })
}
