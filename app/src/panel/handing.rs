//! What a step gets of its own and what it hands on. Without either it sees and changes the data of the case.

use super::mappings::{Mappings, Words};
use super::settings::Settings;
use leptos::prelude::*;
use process::diagram::family::is_work;
use process::step::{Mapping, StepKind};

#[component]
pub fn Handing(settings: Settings) -> impl IntoView {
    let step = settings.step();
    // A process that is called has data of its own anyway: its form says what it gets.
    let calls = Memo::new(move |_| {
        step.with(|step| {
            let step = step.as_ref()?;
            is_work(&step.kind).then_some(matches!(step.kind, StepKind::Call(_)))
        })
    });
    let inputs = Signal::derive(move || step.get().map(|step| step.inputs).unwrap_or_default());
    let outputs = Signal::derive(move || step.get().map(|step| step.outputs).unwrap_or_default());
    let is_set =
        move || !inputs.with_untracked(Vec::is_empty) || !outputs.with_untracked(Vec::is_empty);
    let gets = move || {
        view! {
            <Mappings
                settings
                id="input"
                title="What it gets"
                hint="Values of its own, worked out when it begins. Only this step sees them."
                words=Words { key: "Call it", from: "Its value", add: "Give it a value" }
                value=inputs
                on_change=Callback::new(move |(field, all): (String, Vec<Mapping>)| {
                    settings.change_step(&field, &|step| step.inputs.clone_from(&all));
                })
            />
        }
    };
    let hands_on = move || {
        view! {
            <Mappings
                settings
                id="output"
                title="What it hands on"
                hint="Values of the case, worked out when it is done. With any of these, nothing else is handed on."
                words=Words { key: "Call it in the case", from: "Its value", add: "Hand a value on" }
                value=outputs
                more_names=true
                on_change=Callback::new(move |(field, all): (String, Vec<Mapping>)| {
                    settings.change_step(&field, &|step| step.outputs.clone_from(&all));
                })
            />
        }
    };
    move || {
        calls.get().map(|calls| {
            if calls {
                return hands_on().into_any();
            }
            view! {
                <details class="panel-more" open=is_set>
                    <summary>"Data of its own"</summary>
                    {gets()}
                    {hands_on()}
                </details>
            }
            .into_any()
        })
    }
}
