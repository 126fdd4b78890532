//! Gateways that wait for some of their ways, and for whatever comes first.

use super::input::{Check, Line, Pick};
use super::settings::Settings;
use leptos::prelude::*;
use process::step::{Complex, FirstEvent, Rest, StepKind};

const RESTS: [(Rest, &str, &str); 3] = [
    (Rest::LeaveRunning, "leave", "They go on, and end here"),
    (Rest::Stop, "stop", "They are stopped"),
    (Rest::Wait, "wait", "Wait for them before starting anew"),
];

/// "Wait for some of these".
#[component]
pub fn ComplexSettings(settings: Settings) -> impl IntoView {
    let complex = settings.memo(|kind| match kind {
        StepKind::Complex(complex) => Some(complex.clone()),
        _ => None,
    });
    let ways = Memo::new(move |_| {
        let id = settings.id.get_value();
        settings
            .state
            .with_diagram(|diagram| diagram.incoming(&id).count())
    });
    let change = move |field: &str, edit: &dyn Fn(&mut Complex)| {
        settings.change(field, complex, StepKind::Complex, edit);
    };
    let by_rule = Memo::new(move |_| complex.with(|complex| !complex.activation.is_empty()));
    view! {
        <p class="panel-hint">
            {move || match ways.get() {
                0 => "Lead the ways here that this waits for.".to_owned(),
                1 => "One way leads here so far. Lead the others here too.".to_owned(),
                ways => format!("{ways} ways lead here."),
            }}
        </p>
        {move || if by_rule.get() {
            view! {
                <Line
                    id="complex-rule"
                    label="Go on when"
                    value=Signal::derive(move || complex.get().activation)
                    error=settings.problem_at("activation")
                    help="A formula; activationCount is how many ways have come in. Empty it to give a number."
                    on_input=Callback::new(move |rule: String| change("rule", &|complex| complex.activation.clone_from(&rule)))
                />
            }
            .into_any()
        } else {
            view! {
                <Line
                    id="complex-need"
                    label="How many are enough?"
                    mode="numeric"
                    value=Signal::derive(move || complex.get().need.map(|need| need.to_string()).unwrap_or_default())
                    error=settings.problem_at("need")
                    help="Empty means all of them."
                    on_input=Callback::new(move |need: String| change("need", &|complex| complex.need = need.trim().parse().ok()))
                />
            }
            .into_any()
        }}
        <Pick
            id="complex-rest"
            label="What about those that come later?"
            value=Signal::derive(move || {
                let rest = complex.get().rest;
                RESTS.iter().find(|(one, ..)| *one == rest).map_or("leave", |(_, word, _)| word).to_owned()
            })
            options=RESTS.map(|(_, value, words)| (value.to_owned(), words.to_owned())).to_vec()
            on_pick=Callback::new(move |chosen: String| change("rest", &|complex| {
                let rest = RESTS.iter().find(|(_, word, _)| *word == chosen);
                complex.rest = rest.map_or(Rest::LeaveRunning, |(rest, ..)| *rest);
            }))
        />
    }
}

/// "Whatever comes first".
#[component]
pub fn FirstEventSettings(settings: Settings) -> impl IntoView {
    let first = settings.memo(|kind| match kind {
        StepKind::FirstEvent(first) => Some(first.clone()),
        _ => None,
    });
    let set = move |edit: &dyn Fn(&mut FirstEvent)| {
        settings.change("first", first, StepKind::FirstEvent, edit);
    };
    view! {
        <p class="panel-hint">
            "Lead this to what may come: “Wait”, “Wait for a message”, “Wait for a signal”, “Wait until something is true”. The first one to come decides the way, and the others are forgotten."
        </p>
        <Check
            id="first-begins"
            label="What comes also begins a case"
            checked=Signal::derive(move || first.get().begins)
            on_toggle=Callback::new(move |on| set(&|first| first.begins = on))
        />
        <Show when=move || first.get().begins>
            <Check
                id="first-all"
                label="All of them must come"
                checked=Signal::derive(move || first.get().all)
                on_toggle=Callback::new(move |on| set(&|first| first.all = on))
            />
        </Show>
    }
}
