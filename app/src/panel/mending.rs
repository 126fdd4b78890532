//! What can be done about something the checker found: watch how it comes about, and mend it by one of the changes that
//! were tried before they are offered.

use crate::canvas::EditorState;
use crate::ui::{Button, use_toasts};
use leptos::prelude::*;
use process::check::{Finding, Repair, repairs};

#[component]
pub fn Mending(state: EditorState, finding: Finding) -> impl IntoView {
    let toasts = use_toasts();
    let has_film = finding
        .film
        .as_ref()
        .is_some_and(|film| !film.frames.is_empty());
    let finding = StoredValue::new(finding);
    let offers = RwSignal::new(None::<Vec<Repair>>);
    let watch = move |_| state.behaviour.watched.set(Some(finding.get_value()));
    let look = move |_| {
        let found =
            state.with_diagram(|diagram| finding.with_value(|finding| repairs(diagram, finding)));
        offers.set(Some(found));
    };
    let mend = move |repair: Repair| {
        toasts.say(repair.sentence);
        state.edit(repair.edit);
    };
    view! {
        <div class="problem-acts">
            {has_film.then(|| view! {
                <Button label="Watch it" icon=icondata_lu::LuFilm on_click=Callback::new(watch)/>
            })}
            {move || match offers.get() {
                None => view! {
                    <Button label="How to mend it" icon=icondata_lu::LuWrench on_click=Callback::new(look)/>
                }
                .into_any(),
                Some(found) if found.is_empty() => view! {
                    <p class="panel-hint">"No single change was found that mends it. Watch how it comes about."</p>
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
        </div>
    }
}
