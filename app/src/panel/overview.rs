//! What the panel shows while nothing is selected: how ready the process is, and what is left to do.

use super::problems::ProblemList;
use super::process_data::ProcessData;
use super::sample_case::SampleCase;
use crate::canvas::EditorState;
use crate::ui::Icon;
use leptos::prelude::*;
use process::problem::Severity;

#[component]
pub fn Overview(state: EditorState) -> impl IntoView {
    let problems = state.problems;
    let count = move |severity| {
        problems.with(|all| {
            all.iter()
                .filter(|problem| problem.severity == severity)
                .count()
        })
    };
    let is_empty = Memo::new(move |_| state.with_diagram(|diagram| diagram.steps.is_empty()));
    let hints = Memo::new(move |_| state.with_diagram(process::problem::hints));
    let summary = move || match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => "Nothing stands in the way of publishing.".to_owned(),
        (0, 1) => "Ready to publish. One thing is worth a look.".to_owned(),
        (0, warnings) => format!("Ready to publish. {warnings} things are worth a look."),
        (1, _) => "One thing to mend before it can be published.".to_owned(),
        (errors, _) => format!("{errors} things to mend before it can be published."),
    };
    view! {
        <header class="panel-head">
            <span class="panel-sign"><Icon drawing=icondata_lu::LuListChecks/></span>
            <h2 class="panel-kind">"This process"</h2>
        </header>
        <div class="panel-body">
            {move || if is_empty.get() {
                view! {
                    <p class="panel-hint">
                        "Drag a Start onto the canvas, or click it and then the canvas. Every step you add shows its settings here."
                    </p>
                }
                .into_any()
            } else {
                view! {
                    <p class="panel-hint" role="status">{summary}</p>
                    <ProblemList state problems/>
                    {move || (!hints.with(Vec::is_empty)).then(|| view! {
                        <details class="panel-more">
                            <summary>{move || format!("Worth a thought: {}", hints.with(Vec::len))}</summary>
                            <ProblemList state problems=hints/>
                        </details>
                    })}
                    <LaneList state/>
                    <ProcessData state/>
                    <SampleCase state/>
                }
                .into_any()
            }}
        </div>
    }
}

/// The lanes by name: the way to their settings without a pointer.
#[component]
fn LaneList(state: EditorState) -> impl IntoView {
    let lanes = Memo::new(move |_| {
        let lanes = state.lanes().into_iter();
        lanes.map(|lane| (lane.id, lane.name)).collect::<Vec<_>>()
    });
    move || {
        let lanes = lanes.get();
        (!lanes.is_empty()).then(|| {
            let links = lanes.into_iter().map(|(id, name)| {
                view! {
                    <li>
                        <button type="button" class="link" on:click=move |_| state.show_lane(&id)>{name}</button>
                    </li>
                }
            });
            view! {
                <h3 class="panel-section">"Lanes"</h3>
                <ul class="edge-events" aria-label="Lanes">{links.collect_view()}</ul>
            }
        })
    }
}
