//! The panel of one step: its name, what its kind asks for, its problems, a note.

use super::ask_person::AskPersonSettings;
use super::call::CallSettings;
use super::decide::DecideSettings;
use super::edge_events::EdgeEvents;
use super::handing::Handing;
use super::happening::EventSettings;
use super::input::{Area, Line};
use super::message::{ReceiveSettings, SendSettings};
use super::only::OnlySettings;
use super::problems::ProblemList;
use super::repeat::RepeatSettings;
use super::routing::{ComplexSettings, FirstEventSettings};
use super::service::ServiceSettings;
use super::settings::Settings;
use super::start::StartSettings;
use super::table::TableSettings;
use super::wait::WaitSettings;
use super::work::{GroupSettings, ScriptSettings};
use crate::canvas::EditorState;
use crate::ui::{Icon, IconButton};
use leptos::prelude::*;
use process::StepId;
use process::diagram::edit::Edit;
use process::problem::Place;
use process::step::{Start, StepKind, Task};

#[component]
pub fn StepPanel(state: EditorState, id: StepId) -> impl IntoView {
    let settings = Settings {
        state,
        id: StoredValue::new(id.clone()),
    };
    let step = {
        let id = id.clone();
        Memo::new(move |_| state.step(&id))
    };
    let name = Signal::derive(move || step.get().map(|step| step.name).unwrap_or_default());
    let note = Signal::derive(move || step.get().map(|step| step.note).unwrap_or_default());
    let kind = Memo::new(move |_| {
        step.with(|step| step.as_ref().map(|step| std::mem::discriminant(&step.kind)))
    });
    let looks = Memo::new(move |_| {
        step.with(|step| step.as_ref().map(|step| crate::canvas::looks(&step.kind)))
    });
    let here = id.clone();
    let problems = Signal::derive(move || {
        state.problems.with(|problems| {
            problems
                .iter()
                .filter(
                    |problem| matches!(&problem.place, Place::Step { step, .. } if *step == here),
                )
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let (rename_id, note_id, delete_id) = (id.clone(), id.clone(), id);
    view! {
        <header class="panel-head">
            {move || looks.get().map(|looks| view! {
                <span class="panel-sign" data-kind=looks.kind><Icon drawing=looks.icon/></span>
                <h2 class="panel-kind">{looks.word}</h2>
            })}
            <IconButton
                label="Delete this step"
                icon=icondata_lu::LuTrash2
                on_click=Callback::new(move |_| state.delete_step(&delete_id))
            />
            <IconButton
                label="Close the settings"
                icon=icondata_lu::LuX
                on_click=Callback::new(move |_| state.clear_selection())
            />
        </header>
        <div class="panel-body">
            <Line
                id="step-name"
                label="Name"
                value=name
                on_input=Callback::new(move |name| {
                    state.type_into(&format!("{rename_id}/name"), Edit::Rename { step: rename_id.clone(), name });
                })
            />
            {move || {
                kind.track();
                step.get_untracked().map(|step| match step.kind {
                    StepKind::Start(Start { .. }) => view! { <StartSettings settings/> }.into_any(),
                    StepKind::AskPerson(_) => view! { <AskPersonSettings settings/> }.into_any(),
                    StepKind::Decide => view! { <DecideSettings settings/> }.into_any(),
                    StepKind::DecideByTable(_) => view! { <TableSettings settings/> }.into_any(),
                    StepKind::Wait(_) => view! { <WaitSettings settings/> }.into_any(),
                    StepKind::Service(_) => view! { <ServiceSettings settings/> }.into_any(),
                    StepKind::Parallel => view! {
                        <p class="panel-hint">
                            "All ways out start at the same time. Where several ways come in, this waits for all of them."
                        </p>
                    }
                    .into_any(),
                    StepKind::Inclusive => view! { <DecideSettings settings all=true/> }.into_any(),
                    StepKind::Script(_) => view! { <ScriptSettings settings/> }.into_any(),
                    StepKind::Send(_) => view! { <SendSettings settings/> }.into_any(),
                    StepKind::Receive(_) => view! { <ReceiveSettings settings/> }.into_any(),
                    StepKind::Complex(_) => view! { <ComplexSettings settings/> }.into_any(),
                    StepKind::FirstEvent(_) => view! { <FirstEventSettings settings/> }.into_any(),
                    StepKind::Event(_) => view! { <EventSettings settings/> }.into_any(),
                    StepKind::SubProcess(_) => view! { <GroupSettings settings/> }.into_any(),
                    StepKind::Call(_) => view! { <CallSettings settings/> }.into_any(),
                    StepKind::Task(Task { manual: true }) => view! {
                        <p class="panel-hint">"Somebody does this without Baton. The case only passes by."</p>
                    }
                    .into_any(),
                    StepKind::Task(_) => view! {
                        <p class="panel-hint">"It is not said how this is done. The case only passes by."</p>
                    }
                    .into_any(),
                    StepKind::End => view! {
                        <p class="panel-hint">"The way ends here. The case is done when all its ways have ended."</p>
                    }
                    .into_any(),
                })
            }}
            <RepeatSettings settings/>
            <EdgeEvents settings/>
            <Handing settings/>
            <OnlySettings settings/>
            <ProblemList state problems/>
            <details class="panel-more">
                <summary>"Note for the readers of this diagram"</summary>
                <Area
                    id="step-note"
                    label="Note"
                    value=note
                    on_input=Callback::new(move |note| {
                        state.type_into(&format!("{note_id}/note"), Edit::SetNote { step: note_id.clone(), note });
                    })
                />
            </details>
        </div>
    }
}
