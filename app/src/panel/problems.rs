//! Problems in words, each a way to its place.

use super::table::OpenTable;
use crate::canvas::EditorState;
use crate::ui::Icon;
use leptos::prelude::*;
use process::Problem;
use process::problem::{Place, Severity};
use process::step::cell_of;

#[component]
pub fn ProblemList(
    state: EditorState,
    #[prop(into)] problems: Signal<Vec<Problem>>,
) -> impl IntoView {
    let open = use_context::<OpenTable>();
    view! {
        <ul class="problem-list" aria-label="Problems">
            <For each=move || problems.get() key=|problem| (problem.rule.clone(), problem.message.clone()) let(problem)>
                {
                    let error = problem.severity == Severity::Error;
                    let place = problem.place.clone();
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
                        </li>
                    }
                }
            </For>
        </ul>
    }
}
