//! Above the drawing: its name, and the way back to drawing it.

use super::trial::Trial;
use crate::{
    api::ProcessId,
    pages::process::modes::{Mode, Modes},
    ui::{Icon, StateMark, Tone},
};
use leptos::prelude::*;

#[component]
pub fn Bar(process: ProcessId, name: String, state: Trial) -> impl IntoView {
    view! {
        <header class="builder-bar">
            <a class="icon-btn" href=format!("/processes/{process}") aria-label="Back to the process" title="Back to the process">
                <Icon drawing=icondata_lu::LuArrowLeft/>
            </a>
            <h1 class="trial-name">{name}</h1>
            <Modes process mode=Mode::Test/>
            <span class="grow"></span>
            {move || {
                let all = state.tests.with(|tests| tests.scenarios.len());
                let failed = state.results.with(|results| {
                    results.values().filter(|outcome| !outcome.passed()).count()
                });
                (all > 0).then(|| match failed {
                    0 => view! { <StateMark tone=Tone::Done label=format!("{all} of {all} scenarios pass")/> },
                    failed => view! { <StateMark tone=Tone::Failed label=format!("{failed} of {all} scenarios fail")/> },
                })
            }}
        </header>
    }
}
