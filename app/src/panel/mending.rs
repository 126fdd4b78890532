//! What can be done about something the checker found: watch how it comes about, and mend it by one of the changes that
//! were tried before they are offered.

use crate::canvas::EditorState;
use crate::ui::{Button, use_toasts};
use leptos::prelude::*;
use process::Problem;
use process::check::{Finding, Repair, repairs};

/// What a rule found is mended in the same way; there is no film of it.
#[component]
pub fn MendingProblem(state: EditorState, problem: Problem) -> impl IntoView {
    let problem = StoredValue::new(problem);
    let look = Callback::new(move |()| {
        state.with_diagram(|diagram| {
            state.catalog.with_untracked(|catalog| {
                problem.with_value(|problem| process::problem::repairs(diagram, catalog, problem))
            })
        })
    });
    view! {
        <div class="problem-acts">
            <Offers state look nothing="No single change was found that mends it."/>
        </div>
    }
}

#[component]
pub fn Mending(state: EditorState, finding: Finding) -> impl IntoView {
    let has_film = finding
        .film
        .as_ref()
        .is_some_and(|film| !film.frames.is_empty());
    let finding = StoredValue::new(finding);
    let watch = move |_| state.behaviour.watched.set(Some(finding.get_value()));
    let look = Callback::new(move |()| {
        state.with_diagram(|diagram| finding.with_value(|finding| repairs(diagram, finding)))
    });
    view! {
        <div class="problem-acts">
            {has_film.then(|| view! {
                <Button label="Watch it" icon=icondata_lu::LuFilm on_click=Callback::new(watch)/>
            })}
            <Offers state look nothing="No single change was found that mends it. Watch how it comes about."/>
        </div>
    }
}

/// The changes that were tried and mend it, each one click; looked for when somebody asks.
#[component]
fn Offers(
    state: EditorState,
    look: Callback<(), Vec<Repair>>,
    nothing: &'static str,
) -> impl IntoView {
    let toasts = use_toasts();
    let offers = RwSignal::new(None::<Vec<Repair>>);
    let show = move |_| offers.set(Some(look.run(())));
    let mend = move |repair: Repair| {
        toasts.say(repair.sentence);
        state.edit(repair.edit);
    };
    view! {
        {move || match offers.get() {
            None => view! {
                <Button label="How to mend it" icon=icondata_lu::LuWrench on_click=Callback::new(show)/>
            }
            .into_any(),
            Some(found) if found.is_empty() => view! {
                <p class="panel-hint">{nothing}</p>
            }
            .into_any(),
            Some(found) => found
                .into_iter()
                .map(|repair| {
                    let label = repair.sentence.clone();
                    view! { <Button label icon=icondata_lu::LuCheck on_click=Callback::new(move |_| mend(repair.clone()))/> }
                })
                .collect_view()
                .into_any(),
        }}
    }
}
