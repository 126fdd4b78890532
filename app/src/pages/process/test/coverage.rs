//! What the scenarios walk, on the drawing and in numbers.

use super::trial::Trial;
use crate::canvas::{Overlay, StepOverlay, StepState};
use leptos::prelude::*;
use process::Diagram;
use process::scenario::{Coverage, Covered, Missing};

/// Walked steps are done, the others not taken.
pub fn covered(coverage: &Coverage, diagram: &Diagram) -> Overlay {
    let steps = diagram.steps.iter().map(|step| {
        let times = coverage.steps.get(&step.id).copied().unwrap_or(0);
        let overlay = StepOverlay {
            state: Some(match times {
                0 => StepState::NotTaken,
                _ => StepState::Done,
            }),
            badge: match times {
                0 => "never walked".to_owned(),
                1 => "walked once".to_owned(),
                times => format!("walked {times} times"),
            },
            ..StepOverlay::default()
        };
        (step.id.clone(), overlay)
    });
    Overlay {
        steps: steps.collect(),
        taken: coverage.flows.keys().cloned().collect(),
        ..Overlay::default()
    }
}

#[component]
pub fn CoverageSummary(state: Trial) -> impl IntoView {
    let numbers = Memo::new(move |_| {
        let (coverage, definition) = (state.coverage(), state.definition());
        (
            coverage.steps_of(&definition),
            coverage.flows_of(&definition),
            coverage.rules_of(&definition),
            coverage.missing(&definition),
        )
    });
    view! {
        <section class="trial-coverage" aria-label="What the scenarios walk">
            {move || {
                let (steps, flows, rules, missing) = numbers.get();
                let rows = [("Steps", steps), ("Ways", flows), ("Rules of tables", rules)];
                let meters: Vec<_> = rows
                    .into_iter()
                    .filter(|(_, covered)| covered.all > 0)
                    .map(|(label, covered)| view! { <Meter label covered/> })
                    .collect();
                let missing = missing.into_iter().take(MOST).map(|one| view! { <li>{told(state, &one)}</li> });
                let missing: Vec<_> = missing.collect();
                view! {
                    <dl class="meters">{meters}</dl>
                    {(!missing.is_empty()).then(|| view! {
                        <details class="panel-more">
                            <summary class="ring-inside">"What no scenario walks"</summary>
                            <ul class="trial-missing">{missing}</ul>
                        </details>
                    })}
                }
            }}
            <label class="panel-check" for="show-coverage">
                <input
                    id="show-coverage" type="checkbox"
                    prop:checked=move || state.shows_coverage.get()
                    on:change=move |event| state.shows_coverage.set(event_target_checked(&event))
                />
                <span>"Show it on the drawing"</span>
            </label>
        </section>
    }
}

/// More is said by the drawing.
const MOST: usize = 30;

#[component]
fn Meter(label: &'static str, covered: Covered) -> impl IntoView {
    let Covered { walked, all } = covered;
    view! {
        <div class="meter-row">
            <dt>{label}</dt>
            <dd>
                <meter min="0" max=all value=walked aria-label=label></meter>
                <span>{format!("{walked} of {all}")}</span>
            </dd>
        </div>
    }
}

pub fn told(state: Trial, missing: &Missing) -> String {
    match missing {
        Missing::Step(step) => format!("“{}” is never reached.", state.name(step)),
        Missing::Rule(step, rule) => {
            format!("Rule {} of “{}” never decides.", rule + 1, state.name(step))
        }
        Missing::Flow(flow) => {
            let drawn = state.with_diagram(|diagram| diagram.flow(flow).cloned());
            let Some(flow) = drawn else {
                return String::new();
            };
            let (from, to) = (state.name(&flow.from), state.name(&flow.to));
            match flow.label.trim() {
                "" => format!("The way from “{from}” to “{to}” is never taken."),
                label => format!("“{label}” of “{from}” is never taken."),
            }
        }
    }
}
