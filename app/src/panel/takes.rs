//! What becomes data of the case from a connector's answer.

use super::form_designer::kind_of;
use super::formula::{Answer, FormulaBar, Names};
use super::input::{Area, Line, Pick};
use super::keys;
use super::sample::Sample;
use super::settings::Settings;
use crate::ui::{Icon, IconButton};
use leptos::prelude::*;
use process::Value;
use process::diagram::FieldKind;
use process::step::{Service, StepKind, Take};
use std::sync::Arc;

const KINDS: [(&str, &str); 5] = [
    ("text", "Text"),
    ("number", "Number"),
    ("money", "Amount of money"),
    ("date", "Date"),
    ("yesNo", "Yes or no"),
];

#[component]
pub fn Takes(
    settings: Settings,
    service: Memo<Service>,
    /// What the answer holds: (path, meaning).
    gives: Memo<Vec<(String, String)>>,
) -> impl IntoView {
    let change = move |place: String, edit: &dyn Fn(&mut Vec<Take>)| {
        let mut service = service.get_untracked();
        edit(&mut service.takes);
        settings.typed(place, StepKind::Service(service));
    };
    let use_sample = use_context::<Sample>();
    let count = Memo::new(move |_| service.with(|service| service.takes.len()));
    let sample = Memo::new(move |_| {
        let text = use_sample.map(|sample| sample.answer(&settings.id.get_value()))?;
        gives.with(|gives| answer(&text, gives)).ok().flatten()
    });
    let take = move |at: usize| service.with(|service| service.takes.get(at).cloned());
    view! {
        <section class="takes" aria-label="What to take from the answer">
            <h3 class="panel-section">"What to take from the answer"</h3>
            <p class="panel-hint">
                {move || {
                    let known: Vec<_> = gives.get().into_iter().map(|(path, meaning)| format!("{path} ({meaning})")).collect();
                    format!("The answer holds {}.", known.join(", "))
                }}
            </p>
            <Show when=move || { count.get() > 0 }>
                {use_sample.map(|sample| view! { <SampleAnswer settings sample gives/> })}
            </Show>
            <For each=move || 0..count.get() key=|at| *at let(at)>
                <div class="take">
                    <Line
                        id=format!("take-{at}-label")
                        label="Call it"
                        value=Signal::derive(move || take(at).map(|take| take.label).unwrap_or_default())
                        placeholder="Order number"
                        on_input=Callback::new(move |label: String| {
                            change(format!("take-{at}-label"), &|takes| {
                                if let Some(take) = takes.get_mut(at) {
                                    take.label.clone_from(&label);
                                }
                            });
                        })
                        on_change=Callback::new(move |label: String| {
                            let settled = take(at).and_then(|take| {
                                settings.state.with_diagram(|diagram| keys::settled(diagram, &take.key, &label))
                            });
                            let Some(key) = settled else { return };
                            change(format!("take-{at}-label"), &|takes| {
                                if let Some(take) = takes.get_mut(at) {
                                    take.key.clone_from(&key);
                                }
                            });
                        })
                    />
                    <FormulaBar
                        id=format!("take-{at}-from")
                        label="Where it stands"
                        settings
                        names=Names::Answer { parts: gives, sample }
                        error=from_problem(settings, service, at)
                        value=Signal::derive(move || take(at).map(|take| take.from).unwrap_or_default())
                        placeholder="body.id"
                        on_input=Callback::new(move |from: String| {
                            change(format!("take-{at}-from"), &|takes| {
                                if let Some(take) = takes.get_mut(at) {
                                    take.from.clone_from(&from);
                                }
                            });
                        })
                    />
                    <Pick
                        id=format!("take-{at}-kind")
                        label="Kind"
                        value=Signal::derive(move || take(at).map(|take| word(&take.kind).to_owned()).unwrap_or_default())
                        options=kind_options()
                        on_pick=Callback::new(move |chosen: String| {
                            change(format!("take-{at}-kind"), &|takes| {
                                if let Some(take) = takes.get_mut(at) {
                                    take.kind = kind_of(&chosen);
                                }
                            });
                        })
                    />
                    <IconButton
                        label=format!("Do not take value {}", at + 1)
                        icon=icondata_lu::LuTrash2
                        on_click=Callback::new(move |_| change("take-remove".to_owned(), &|takes| {
                            if at < takes.len() {
                                takes.remove(at);
                            }
                        }))
                    />
                </div>
            </For>
            <button
                type="button"
                class="btn quiet"
                on:click=move |_| {
                    let key = keys::key_for("", &settings.state.with_diagram(keys::taken));
                    change("take-add".to_owned(), &|takes| takes.push(Take {
                        key: key.clone(),
                        label: String::new(),
                        from: String::new(),
                        kind: FieldKind::Text { multiline: false },
                    }));
                }
            >
                <Icon drawing=icondata_lu::LuPlus/>
                <span>"Take a value"</span>
            </button>
        </section>
    }
}

/// What the system answers, to see what is taken from it.
#[component]
fn SampleAnswer(
    settings: Settings,
    sample: Sample,
    gives: Memo<Vec<(String, String)>>,
) -> impl IntoView {
    let step = move || settings.id.get_value();
    let text = Signal::derive(move || sample.answer(&step()));
    let error =
        Signal::derive(move || gives.with(|gives| text.with(|text| answer(text, gives)).err()));
    view! {
        <Area
            id="sample-answer"
            label="A sample answer"
            value=text
            error
            help="Paste what the system answers, as JSON. It stays in this browser."
            on_input=Callback::new(move |text: String| sample.set_answer(&step(), text))
        />
    }
}

/// A pasted answer by its parts. Where an answer has a body, that is what people paste.
fn answer(text: &str, gives: &[(String, String)]) -> Result<Option<Answer>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let read = serde_json::from_str(text).map_err(|_| "This is not JSON yet.".to_owned())?;
    let value = Value::from_plain_json(&read)
        .map_err(|_| "This answer is nested too deep to try.".to_owned())?;
    let is_body = |(path, _): &(String, String)| path.split('.').next() == Some("body");
    if gives.iter().any(is_body) {
        return Ok(Some(Arc::new([("body".to_owned(), value)].into())));
    }
    match value {
        Value::Context(parts) => Ok(Some(Arc::new((*parts).clone()))),
        _ => Err("An answer is an object with fields, such as {\"id\": 1}.".to_owned()),
    }
}

/// What is wrong with where a value is taken from.
fn from_problem(settings: Settings, service: Memo<Service>, at: usize) -> Signal<Option<String>> {
    Signal::derive(move || {
        let key = service.with(|service| service.takes.get(at).map(|take| take.key.clone()))?;
        settings.problem_at_key(format!("takes.{key}")).get()
    })
}

pub fn kind_options() -> Vec<(String, String)> {
    KINDS
        .iter()
        .map(|(value, words)| ((*value).to_owned(), (*words).to_owned()))
        .collect()
}

pub fn word(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Text { .. } | FieldKind::Choice { .. } => "text",
        FieldKind::Number => "number",
        FieldKind::Money { .. } => "money",
        FieldKind::Date => "date",
        FieldKind::YesNo => "yesNo",
    }
}

#[cfg(test)]
mod tests {
    use super::answer;

    #[test]
    fn a_pasted_answer_is_the_body_where_there_is_one_and_the_parts_elsewhere() {
        let parts = |path: &str| [(path.to_owned(), String::new())];
        let found = answer("{\"id\": 7}", &parts("body")).expect("it is JSON");
        assert_eq!(
            found.expect("it is there")["body"].to_source(),
            "{\"id\": 7}"
        );
        let found = answer("{\"id\": 7}", &parts("id")).expect("it is JSON");
        assert_eq!(found.expect("it is there")["id"].to_source(), "7");
        assert_eq!(answer(" ", &parts("body")), Ok(None));
        assert!(answer("{\"id\": ", &parts("body")).is_err());
        assert!(answer("[1]", &parts("id")).is_err());
    }
}
