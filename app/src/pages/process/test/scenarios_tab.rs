//! The scenarios of the process: whether they pass, what they walk, and what is missing.

use super::{coverage::CoverageSummary, scenario::ScenarioCard, trial::Trial};
use crate::ui::{Button, EmptyState, use_toasts};
use leptos::prelude::*;
use process::scenario::{Tests, generate};

#[component]
pub fn ScenariosTab(state: Trial) -> impl IntoView {
    let toasts = use_toasts();
    let none = Memo::new(move |_| state.tests.with(|tests| tests.scenarios.is_empty()));
    let ids = move || {
        state.tests.with(|tests| {
            let ids = tests.scenarios.iter().map(|scenario| scenario.id.clone());
            ids.collect::<Vec<_>>()
        })
    };
    let add = move |_| {
        let found = generate(
            &state.definition(),
            &state.usual_beginning(),
            &state.coverage(),
        );
        let count = found.len();
        if count == 0 {
            return toasts.say("Nothing more was found that scenarios could walk.");
        }
        for one in found {
            let mut scenario = one.scenario;
            scenario.id = state.tests.with_untracked(Tests::fresh_id);
            // Saved once, after the last one.
            state.tests.update(|tests| tests.scenarios.push(scenario));
        }
        state.change_tests(|_| {});
        toasts.say(format!("{count} scenarios were found and kept."));
    };
    view! {
        <div class="panel-body">
            {move || none.get().then(|| view! {
                <EmptyState
                    icon=icondata_lu::LuListChecks
                    title="No scenarios yet"
                    text="A scenario says what must happen: given a request, when the manager says no, then the requester is told. Keep a play as one, or let Baton find some."
                />
            })}
            <ul class="trial-scenarios">
                <For each=ids key=Clone::clone let(id)>
                    <li><ScenarioCard state id/></li>
                </For>
            </ul>
            <div class="trial-row">
                <Button label="Find what is missing" icon=icondata_lu::LuSparkles on_click=Callback::new(add)/>
                {move || (!none.get()).then(|| view! {
                    <Button label="Run all" icon=icondata_lu::LuPlay on_click=Callback::new(move |_| {
                        state.run_all();
                        toasts.say("All scenarios were run.");
                    })/>
                })}
            </div>
            {move || (!none.get()).then(|| view! {
                <CoverageSummary state/>
                <label class="panel-check" for="gate">
                    <input
                        id="gate" type="checkbox"
                        prop:checked=move || state.tests.with(|tests| tests.gate)
                        on:change=move |event| {
                            let gate = event_target_checked(&event);
                            state.change_tests(|tests| tests.gate = gate);
                        }
                    />
                    <span>"Publish only while all of them pass"</span>
                </label>
            })}
        </div>
    }
}
