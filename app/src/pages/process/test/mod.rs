//! Trying a draft: the engine itself plays it in the browser, with a clock somebody turns and answers somebody gives.
//! Nothing leaves the browser but the scenarios that are kept.

mod asked;
mod bar;
mod begin;
mod clock;
mod coverage;
mod data;
mod expectation;
mod keep;
mod pinned;
mod play_tab;
mod scenario;
mod scenarios_tab;
mod sentence;
mod story;
mod transport;
mod trial;

use crate::{
    api::{ProcessId, trial::TrialView, trial::open_trial},
    canvas::CanvasView,
    pages::{id_in_address, load},
    ui::{Loaded, Skeleton},
};
use bar::Bar;
use leptos::prelude::*;
use leptos_meta::Title;
use play_tab::PlayTab;
use scenarios_tab::ScenariosTab;
use trial::{Side, Trial};

#[component]
pub fn TestPage() -> impl IntoView {
    let id = id_in_address::<ProcessId>();
    let trial = Resource::new(move || id.get(), |id| load(id, "This process", open_trial));
    view! {
        <Loaded resource=trial whole_page=true view=|trial| view! { <Tester trial/> }.into_any()/>
    }
}

#[component]
fn Tester(trial: TrialView) -> impl IntoView {
    let TrialView { draft, .. } = trial.clone();
    let state = Trial::of(trial);
    let title = format!("Test {}", draft.name);
    // What depends on the clock is only shown in the browser, whose clock it is.
    let awake = RwSignal::new(false);
    Effect::new(move || awake.set(true));
    let chosen = Callback::new(move |step| state.chosen.set(step));
    view! {
        <Title text=title/>
        <div class="builder">
            <Bar process=draft.process name=draft.name state/>
            <div class="builder-body">
                <div class="builder-canvas">
                    <CanvasView
                        diagram=draft.diagram
                        catalog=draft.catalog
                        overlay=state.overlay()
                        label="Steps of this process, as they are played"
                        on_select=chosen
                    />
                </div>
                <aside class="side-panel trial" aria-label="Test">
                    <Sides state/>
                    {move || match (awake.get(), state.side.get()) {
                        (false, _) => view! { <Skeleton lines=6/> }.into_any(),
                        (true, Side::Play) => view! { <PlayTab state/> }.into_any(),
                        (true, Side::Scenarios) => view! { <ScenariosTab state/> }.into_any(),
                    }}
                </aside>
            </div>
        </div>
    }
}

/// Play, or what was kept of earlier plays.
#[component]
fn Sides(state: Trial) -> impl IntoView {
    let side = move |side: Side, label: &'static str| {
        view! {
            <button
                type="button" role="tab" class="side-tab"
                aria-selected=move || if state.side.get() == side { "true" } else { "false" }
                on:click=move |_| state.side.set(side)
            >
                {label}
                {move || (side == Side::Scenarios)
                    .then(|| state.tests.with(|tests| tests.scenarios.len()))
                    .filter(|count| *count > 0)
                    .map(|count| view! { <span class="count">{count}</span> })}
            </button>
        }
    };
    view! {
        <div class="side-tabs" role="tablist" aria-label="What to see">
            {side(Side::Play, "Play")}
            {side(Side::Scenarios, "Scenarios")}
        </div>
    }
}
