//! Texts in which values of the case can stand.

use super::formula::{CallHelp, Part, SuggestionList, Suggestions, scope_of};
use super::picker::{DataPicker, data_here};
use super::sample::{Sample, Tried};
use super::settings::Settings;
use crate::ui::Field;
use leptos::prelude::*;
use process::feel::parse;
use process::template::{Content, Template};
use process::{Datum, words};
use std::sync::Arc;

/// A text in which values of the case can stand. Below it the text is shown as it reads, values as pills.
#[component]
pub fn Text(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    settings: Settings,
    /// The setting problems are pinned to.
    #[prop(into)]
    setting: String,
    #[prop(into)] value: Signal<String>,
    on_input: Callback<String>,
    #[prop(optional, into)] help: String,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional)] several_lines: bool,
    #[prop(optional)] code: bool,
) -> impl IntoView {
    let data = data_here(settings);
    let error = settings.problem_at_key(setting);
    let scope = Memo::new(move |_| data.with(|data| scope_of(data)));
    let one_line = Callback::new(move |text: String| {
        on_input.run(if several_lines {
            text
        } else {
            text.replace('\n', " ")
        });
    });
    let suggestions = Suggestions::new(&id, Part::Insert, scope, data, value, one_line);
    let pick = Callback::new(move |datum: Datum| {
        suggestions.insert(&format!("{{{{ {} }}}}", datum.key));
    });
    let list_label = label.clone();
    view! {
        <div class="insertable">
            <Field id=id.clone() label=label.clone() help error>
                <div class="formula-bar">
                <textarea
                    id=id.clone()
                    node_ref=suggestions.lines()
                    class="input"
                    class:one-line=!several_lines
                    class:code=code
                    rows=if several_lines { "3" } else { "1" }
                    placeholder=placeholder
                    spellcheck=if code { "false" } else { "true" }
                    aria-describedby=format!("{id}-error")
                    aria-invalid=move || error.get().is_some().then_some("true")
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-controls=suggestions.list_id()
                    aria-activedescendant=move || suggestions.active_id()
                    prop:value=move || value.get()
                    on:input=move |event| {
                        one_line.run(event_target_value(&event));
                        suggestions.look();
                    }
                    on:keydown=move |event| suggestions.key(&event)
                    on:keyup=move |_| suggestions.look_for_call()
                    on:click=move |_| {
                        suggestions.close();
                        suggestions.look_for_call();
                    }
                    on:blur=move |_| suggestions.leave()
                ></textarea>
                <SuggestionList suggestions label=list_label.clone()/>
                </div>
                <CallHelp suggestions/>
            </Field>
            {(!code).then(|| view! { <Preview value data/> })}
            <DataPicker settings into=label data on_pick=pick/>
        </div>
    }
}

/// How a text with inserts reads. Nothing where nothing is inserted.
#[component]
fn Preview(value: Signal<String>, #[prop(into)] data: Signal<Arc<Vec<Datum>>>) -> impl IntoView {
    let pieces = Memo::new(move |_| {
        let pieces = value.with(|text| shown(text));
        pieces
            .iter()
            .any(|piece| matches!(piece, Shown::Insert(_)))
            .then_some(pieces)
    });
    let label = move |source: &str| {
        data.with(|data| {
            data.iter()
                .find(|datum| datum.key == source)
                .map(|datum| datum.label.clone())
        })
        .unwrap_or_else(|| source.to_owned())
    };
    let sample = use_context::<Sample>();
    let tried = Memo::new(move |_| {
        // The sample is the browser's.
        if cfg!(feature = "ssr") {
            return None;
        }
        let (sample, pieces) = (sample?, pieces.get()?);
        let texts = pieces.iter().map(|piece| match piece {
            Shown::Text(text) => Some(text.clone()),
            Shown::Insert(source) => {
                let expression = parse(source).ok()?;
                match data.with(|data| sample.try_out(&expression, data)) {
                    Tried::Gives(value) => Some(words::value(&value)),
                    Tried::Missing(_) | Tried::Fails(_) => None,
                }
            }
        });
        texts.collect::<Option<String>>()
    });
    let reads = move || {
        pieces.get().map(|pieces| {
            let pieces = pieces
                .into_iter()
                .map(|piece| match piece {
                    Shown::Text(text) => view! { <span>{text}</span> }.into_any(),
                    Shown::Insert(source) => {
                        view! { <span class="pill">{label(&source)}</span> }.into_any()
                    }
                })
                .collect_view();
            view! { <p class="preview"><span class="sr-only">"Reads: "</span>{pieces}</p> }
        })
    };
    view! {
        {reads}
        {move || tried.get().map(|text| view! {
            <p class="formula-outcome">"For the sample case: " <span class="formula-value">{text}</span></p>
        })}
    }
}

#[derive(Clone, PartialEq)]
enum Shown {
    Text(String),
    Insert(String),
}

fn shown(text: &str) -> Vec<Shown> {
    Template::parse(text)
        .pieces
        .into_iter()
        .map(|piece| match piece.content {
            Content::Text(text) => Shown::Text(text),
            Content::Insert(_) => {
                Shown::Insert(text[piece.span].trim_matches(['{', '}', ' ']).to_owned())
            }
            Content::Unclosed => Shown::Text(text[piece.span].to_owned()),
        })
        .collect()
}
