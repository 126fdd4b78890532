//! Before a case is played: by what it begins, with which answers.

use super::trial::Trial;
use crate::{
    api::{ApiError, ErrorKind, InvalidField},
    ui::{Button, EmptyState, FormView, Look, answers},
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use process::diagram::Form;
use process::play::{Beginning, By};
use process::scenario::usual_answers;
use process::step::{Stands, StepKind};
use process::{StepId, Zone};
use std::collections::BTreeMap;

#[component]
pub fn Begin(state: Trial) -> impl IntoView {
    let definition = state.definition();
    let form = definition
        .start()
        .map(|_| definition.start_form().cloned().unwrap_or_default());
    let events = events(state);
    if form.is_none() && events.is_empty() {
        return view! {
            <EmptyState
                icon=icondata_lu::LuFlaskConical
                title="Nothing to play yet"
                text="Draw a start first, and something after it."
            />
        }
        .into_any();
    }
    view! {
        <div class="panel-body">
            <p class="panel-hint">
                "The engine plays your drawing here, as it is. Nothing is sent, nobody is asked, and the clock stands \
                 until you turn it."
            </p>
            {form.map(|form| view! { <ByForm state form/> })}
            {(!events.is_empty()).then(|| view! { <ByEvent state events/> })}
        </div>
    }
    .into_any()
}

#[component]
fn ByForm(state: Trial, form: Form) -> impl IntoView {
    let node = NodeRef::<html::Form>::new();
    let error = RwSignal::new(None::<ApiError>);
    let asked = StoredValue::new(form.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(node) = node.get_untracked() else {
            return;
        };
        match read(&asked.get_value(), &answers(&node)) {
            Ok(answers) => {
                error.set(None);
                let usual = state.usual_beginning();
                let By::Form { requester, .. } = usual.by else {
                    return;
                };
                state.begin(Beginning {
                    by: By::Form { answers, requester },
                    ..usual
                });
            }
            Err(invalid) => error.set(Some(invalid)),
        }
    };
    let usual = usual(state, &form);
    view! {
        <form class="trial-form" node_ref=node novalidate on:submit=submit>
            <FormView form values=usual error/>
            <Button label="Begin a case" look=Look::Primary icon=icondata_lu::LuPlay/>
        </form>
    }
}

/// What a form asks, read from the page; or what is wrong at which field.
pub fn read(
    form: &Form,
    typed: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, process::Value>, ApiError> {
    let read = form.read(typed).map_err(|invalid| {
        let fields = invalid.into_iter().map(|one| InvalidField {
            field: one.field,
            message: one.message,
        });
        let fields = fields.collect();
        ApiError::new(
            ErrorKind::Invalid { fields },
            "Look at the fields that are marked.",
        )
    })?;
    let given = read.into_iter().filter(|(_, value)| !value.is_null());
    Ok(given.collect())
}

/// Something ordinary in every required field, so that one can begin at once.
fn usual(state: Trial, form: &Form) -> BTreeMap<String, String> {
    let beginning = state.usual_beginning();
    let zone = beginning.zone.parse().unwrap_or(Zone::Utc);
    let values = state.with_diagram(|diagram| {
        usual_answers(form, diagram, beginning.at, &zone, &BTreeMap::new())
    });
    values
        .into_iter()
        .map(|(key, value)| (key, value.to_text()))
        .collect()
}

/// The events by which cases begin.
fn events(state: Trial) -> Vec<(StepId, String)> {
    let begins = |kind: &StepKind| match kind {
        StepKind::Event(happening) => {
            matches!(happening.at, Stands::Start { .. }) && !happening.triggers.is_empty()
        }
        StepKind::Receive(receive) => receive.begins,
        _ => false,
    };
    state.with_diagram(|diagram| {
        let steps = diagram.steps.iter();
        let steps = steps.filter(|step| step.inside.is_none() && begins(&step.kind));
        steps
            .map(|step| (step.id.clone(), step.title().to_owned()))
            .collect()
    })
}

#[component]
fn ByEvent(state: Trial, events: Vec<(StepId, String)>) -> impl IntoView {
    let buttons: Vec<_> = events
        .into_iter()
        .map(|(step, title)| {
            let begin = Callback::new(move |_| {
                state.begin(Beginning {
                    by: By::Event {
                        step: step.clone(),
                        values: BTreeMap::new(),
                    },
                    ..state.usual_beginning()
                });
            });
            view! { <Button label=format!("Begin by “{title}”") icon=icondata_lu::LuZap on_click=begin/> }
        })
        .collect();
    view! { <div class="trial-row">{buttons}</div> }
}
