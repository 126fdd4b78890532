//! What was played is kept as a scenario.

use super::trial::{Side, Trial};
use crate::ui::{Button, Look, use_toasts};
use leptos::{ev::SubmitEvent, prelude::*};
use process::scenario::{Tests, record};

#[component]
pub fn Keep(state: Trial) -> impl IntoView {
    let toasts = use_toasts();
    let name = RwSignal::new(String::new());
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        let title = name.get_untracked().trim().to_owned();
        if title.is_empty() {
            return toasts.say("Give the scenario a name first.");
        }
        let id = state.tests.with_untracked(Tests::fresh_id);
        let kept = state
            .play
            .with_untracked(|play| Some(record(play.as_ref()?, &id, &title)));
        if let Some(scenario) = kept {
            state.change_tests(|tests| tests.scenarios.push(scenario));
            name.set(String::new());
            state.side.set(Side::Scenarios);
            toasts.say(format!("“{title}” is kept with the draft."));
        }
    };
    view! {
        <form class="trial-keep" on:submit=keep>
            <label class="field-label" for="scenario-name">"Keep it as a scenario"</label>
            <div class="trial-row">
                <input
                    id="scenario-name" class="input" placeholder="The manager says no" autocomplete="off"
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
                <Button label="Keep" look=Look::Primary/>
            </div>
        </form>
    }
}
