//! One more thing that must have happened, put together from choices.

use super::{scenario::Change, trial::Trial};
use crate::ui::Button;
use leptos::{ev::SubmitEvent, prelude::*};
use process::StepId;
use process::scenario::Expectation;

/// (key, words that stand before the name of a step or before what is typed)
const KINDS: [(&str, &str); 7] = [
    ("does", "This is done:"),
    ("within", "This is done within a day:"),
    ("skips", "This is not reached:"),
    ("waits", "The case waits at:"),
    ("ends", "The case ends at:"),
    ("stuck", "Somebody has to mend:"),
    ("holds", "At the end, this rule is true:"),
];

#[component]
pub fn AddExpectation(state: Trial, change: Callback<Change>) -> impl IntoView {
    let kind = RwSignal::new("does".to_owned());
    let about = RwSignal::new(String::new());
    let steps = state.with_diagram(|diagram| {
        let steps = diagram.steps.iter();
        let steps = steps.map(|step| (step.id.to_string(), step.title().to_owned()));
        steps.collect::<Vec<_>>()
    });
    let steps = StoredValue::new(steps);
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let (kind, about) = (kind.get_untracked(), about.get_untracked());
        if let Some(expected) = expectation(&kind, about.trim()) {
            change.run(Change::new(move |one| one.expects.push(expected)));
        }
    };
    view! {
        <form class="trial-row" on:submit=add>
            <select
                class="input" aria-label="What must have happened"
                on:change=move |event| {
                    kind.set(event_target_value(&event));
                    about.set(String::new());
                }
            >
                {KINDS.iter().map(|(key, words)| view! { <option value=*key>{*words}</option> }).collect::<Vec<_>>()}
            </select>
            {move || match kind.get().as_str() {
                "holds" => view! {
                    <input
                        class="input" aria-label="The rule" placeholder="amount > 100"
                        on:input=move |event| about.set(event_target_value(&event))
                    />
                }
                .into_any(),
                _ => view! {
                    <select class="input" aria-label="The step" on:change=move |event| about.set(event_target_value(&event))>
                        <option value="">"Choose a step …"</option>
                        {steps.get_value().into_iter().map(|(id, title)| view! { <option value=id>{title}</option> }).collect::<Vec<_>>()}
                    </select>
                }
                .into_any(),
            }}
            <Button label="Add"/>
        </form>
    }
}

fn expectation(kind: &str, about: &str) -> Option<Expectation> {
    if about.is_empty() {
        return None;
    }
    let step = StepId::new(about);
    Some(match kind {
        "within" => Expectation::Does {
            step,
            times: None,
            within: Some("P1D".to_owned()),
        },
        "skips" => Expectation::Skips { step },
        "waits" => Expectation::WaitsAt { step },
        "ends" => Expectation::Ends { at: Some(step) },
        "stuck" => Expectation::StuckAt { step },
        "holds" => Expectation::Holds {
            expression: about.to_owned(),
        },
        _ => Expectation::Does {
            step,
            times: None,
            within: None,
        },
    })
}
