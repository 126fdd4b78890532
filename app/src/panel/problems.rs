//! Problems in words, each a way to its place.

use super::connecting::{Connecting, apart_from_choices};
use super::mending::{Mending, MendingProblem};
use super::table::OpenTable;
use crate::canvas::EditorState;
use crate::ui::Icon;
use leptos::prelude::*;
use process::Problem;
use process::problem::{Place, Severity, can_be_mended};
use process::step::cell_of;

/// A list longer than this is read from its beginning; drawing all of it would slow the page down.
const FIRST: usize = 40;

#[component]
pub fn ProblemList(
    state: EditorState,
    #[prop(into)] problems: Signal<Vec<Problem>>,
) -> impl IntoView {
    let open = use_context::<OpenTable>();
    let all = RwSignal::new(false);
    let single = Memo::new(move |_| {
        let mut single = problems.with(|problems| apart_from_choices(state, problems));
        single.sort_by_key(|problem| problem.severity);
        single
    });
    let shown = move || {
        let most = if all.get() { usize::MAX } else { FIRST };
        single.with(|single| single.iter().take(most).cloned().collect::<Vec<_>>())
    };
    let left_out = move || single.with(Vec::len).saturating_sub(FIRST);
    view! {
        <Connecting state problems/>
        <ul class="problem-list" aria-label="Problems">
            <For each=shown key=key let(problem)>
                {
                    let error = problem.severity == Severity::Error;
                    let place = problem.place.clone();
                    let found = problem.clone();
                    view! {
                        <li>
                            <button
                                type="button"
                                class="problem"
                                class:error=error
                                data-rule=problem.rule
                                on:click=move |_| match &place {
                                    Place::Step { step, setting } => {
                                        let cell = setting.as_deref().and_then(cell_of);
                                        match (open, cell) {
                                            (Some(open), Some(cell)) => open.show(state, step.clone(), cell),
                                            _ => state.show_step(step),
                                        }
                                    }
                                    Place::Flow { flow } => state.show_flow(flow),
                                    Place::Diagram => {}
                                }
                            >
                                <Icon drawing=if error { icondata_lu::LuCircleAlert } else { icondata_lu::LuTriangleAlert }/>
                                <span>
                                    <span class="sr-only">{if error { "Error: " } else { "Warning: " }}</span>
                                    {problem.message}
                                </span>
                            </button>
                            {move || match state.behaviour.finding(&found) {
                                Some(finding) => Some(view! { <Mending state finding/> }.into_any()),
                                None => can_be_mended(&found)
                                    .then(|| view! { <MendingProblem state problem=found.clone()/> }.into_any()),
                            }}
                        </li>
                    }
                }
            </For>
        </ul>
        {move || (!all.get() && left_out() > 0).then(|| view! {
            <button type="button" class="btn plain" on:click=move |_| all.set(true)>
                {format!("Show the other {}", left_out())}
            </button>
        })}
    }
}

/// Two steps without a name may have the same to say.
fn key(problem: &Problem) -> (String, String, String) {
    let place = match &problem.place {
        Place::Step { step, setting } => {
            format!("{step} {}", setting.as_deref().unwrap_or_default())
        }
        Place::Flow { flow } => flow.to_string(),
        Place::Diagram => String::new(),
    };
    (problem.rule.clone(), place, problem.message.clone())
}
