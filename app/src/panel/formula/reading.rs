//! How a formula reads: its names as people call them, what is wrong in its place, and what it gives for the
//! sample case.

use super::Answer;
use crate::canvas::EditorState;
use crate::panel::sample::{self, Sample, Tried};
use canvas::words::{Piece, pieces};
use leptos::prelude::*;
use process::feel::{EvalContext, Finding, FindingKind, Scope, Span, check, evaluate, parse};
use process::{Datum, words};
use std::sync::Arc;

/// What is wrong with an expression as far as it can be told from itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub message: String,
    pub span: Span,
}

impl Problem {
    /// With `open`, names that are not known may be right.
    pub fn of(source: &str, scope: &Scope, open: bool) -> Option<Self> {
        if source.trim().is_empty() {
            return None;
        }
        let (message, span) = match parse(source) {
            Err(error) => (error.message, error.span),
            Ok(expression) => {
                let unknown = |finding: &Finding| {
                    use FindingKind::{UnknownField, UnknownName};
                    matches!(finding.kind, UnknownName { .. } | UnknownField { .. })
                };
                let mut findings = check(&expression, scope).1.into_iter();
                let finding = findings.find(|finding| !open || !unknown(finding))?;
                (finding.message, finding.span)
            }
        };
        Some(Self { message, span })
    }
}

/// What an expression is tried with.
#[derive(Clone, Copy)]
pub enum Tries {
    Case,
    Answer(Memo<Option<Answer>>),
}

#[component]
pub fn Reading(
    #[prop(into)] value: Signal<String>,
    data: Memo<Arc<Vec<Datum>>>,
    problem: Memo<Option<Problem>>,
    /// Shown as plain text: then it is not read out again.
    #[prop(into)]
    plain: Signal<bool>,
    tries: Tries,
    /// Where the sample case is chosen.
    state: EditorState,
) -> impl IntoView {
    let shown = Memo::new(move |_| {
        if plain.get() {
            return Vec::new();
        }
        let wrong = problem.with(|problem| problem.as_ref().map(|problem| problem.span));
        let all = value
            .with(|text| data.with(|data| pieces(text, parse(text).ok().as_ref(), data, wrong)));
        let telling = all.iter().any(|piece| !matches!(piece, Piece::Plain(_)));
        if telling { all } else { Vec::new() }
    });
    view! {
        {move || {
            let pieces = shown.get();
            (!pieces.is_empty()).then(|| {
                let pieces: Vec<_> = pieces
                    .into_iter()
                    .map(|piece| match piece {
                        Piece::Plain(text) => view! { <span>{text}</span> }.into_any(),
                        Piece::Name(label) => view! { <span class="pill">{label}</span> }.into_any(),
                        Piece::Wrong(text) => view! { <mark class="formula-wrong">{text}</mark> }.into_any(),
                    })
                    .collect();
                view! { <p class="preview"><span class="sr-only">"Reads: "</span>{pieces}</p> }
            })
        }}
        <Show when=move || problem.with(Option::is_none)>
            {match tries {
                Tries::Case => view! { <Outcome state value data/> }.into_any(),
                Tries::Answer(sample) => view! { <OfAnswer value sample/> }.into_any(),
            }}
        </Show>
    }
}

/// What it gives for the sample case.
#[component]
pub fn Outcome(
    state: EditorState,
    #[prop(into)] value: Signal<String>,
    data: Memo<Arc<Vec<Datum>>>,
) -> impl IntoView {
    let sample = use_context::<Sample>();
    let told = Memo::new(move |_| {
        // The clock and the sample are the browser's.
        if cfg!(feature = "ssr") {
            return None;
        }
        let sample = sample?;
        let expression = value.with(|text| parse(text).ok())?;
        Some(match data.with(|data| sample.try_out(&expression, data)) {
            Tried::Missing(label) => Told::Missing(label),
            Tried::Gives(result) if result.is_null() => Told::Gives("nothing".to_owned()),
            Tried::Gives(result) => Told::Gives(words::value(&result)),
            Tried::Fails(error) => Told::Gives(format!("it fails: {error}")),
        })
    });
    let choose = move |_| {
        if let Some(sample) = sample {
            sample.open.set(true);
            state.clear_selection();
        }
    };
    view! {
        <p class="formula-outcome" aria-live="polite">
            {move || told.get().map(|told| match told {
                Told::Gives(result) => {
                    view! { "For the sample case: " <span class="formula-value">{result}</span> }.into_any()
                }
                Told::Missing(label) => view! {
                    {format!("The sample case has no “{label}” yet. ")}
                    <button type="button" class="link" on:click=choose>"Give it one"</button>
                }
                .into_any(),
            })}
        </p>
    }
}

/// What it takes from the sample answer.
#[component]
fn OfAnswer(value: Signal<String>, sample: Memo<Option<Answer>>) -> impl IntoView {
    let told = Memo::new(move |_| {
        let expression = value.with(|text| parse(text).ok())?;
        sample.with(|sample| {
            let context = EvalContext::new(sample::now(), sample::zone_here());
            Some(match evaluate(&expression, sample.as_ref()?, &context) {
                Ok(value) if value.is_null() => "nothing".to_owned(),
                Ok(value) => words::value(&value),
                Err(error) => format!("it fails: {error}"),
            })
        })
    });
    view! {
        <p class="formula-outcome" aria-live="polite">
            {move || told.get().map(|told| view! { "For the sample answer: " <span class="formula-value">{told}</span> })}
        </p>
    }
}

#[derive(Clone, PartialEq)]
enum Told {
    Gives(String),
    /// The sample case lacks this.
    Missing(String),
}
