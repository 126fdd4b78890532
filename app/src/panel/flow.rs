//! The panel of one flow: its label, and when a decision takes it.

use super::condition::WayCondition;
use super::input::Line;
use crate::canvas::EditorState;
use crate::ui::{Icon, IconButton};
use leptos::prelude::*;
use process::FlowId;
use process::diagram::edit::Edit;
use process::step::StepKind;

#[component]
pub fn FlowPanel(state: EditorState, id: FlowId) -> impl IntoView {
    let own = StoredValue::new(id.clone());
    let flow = Memo::new(move |_| state.flow(&own.get_value()));
    let decides = Memo::new(move |_| {
        flow.get()
            .and_then(|flow| state.step(&flow.from))
            .is_some_and(|step| matches!(step.kind, StepKind::Decide | StepKind::Inclusive))
    });
    let between = move || {
        let name = |id| {
            state
                .step(&id)
                .map(|step| step.name)
                .filter(|name| !name.trim().is_empty())
        };
        let unnamed = || "a step without a name".to_owned();
        flow.get().map(|flow| {
            format!(
                "From {} to {}.",
                name(flow.from).unwrap_or_else(unnamed),
                name(flow.to).unwrap_or_else(unnamed)
            )
        })
    };
    view! {
        <header class="panel-head">
            <span class="panel-sign"><Icon drawing=icondata_lu::LuArrowRight/></span>
            <h2 class="panel-kind">"Flow"</h2>
            <IconButton
                label="Delete this flow"
                icon=icondata_lu::LuTrash2
                on_click=Callback::new(move |_| state.edit(Edit::RemoveFlow { flow: own.get_value() }))
            />
            <IconButton
                label="Close the settings"
                icon=icondata_lu::LuX
                on_click=Callback::new(move |_| state.clear_selection())
            />
        </header>
        <div class="panel-body">
            <p class="panel-hint">{between}</p>
            <FlowLabel id="flow-label" state flow=own.get_value()/>
            <Show when=move || decides.get()>
                <WayCondition state id=own.get_value()/>
            </Show>
        </div>
    }
}

/// What stands on a flow.
#[component]
pub fn FlowLabel(#[prop(into)] id: String, state: EditorState, flow: FlowId) -> impl IntoView {
    let own = StoredValue::new(flow);
    let label = Memo::new(move |_| state.flow(&own.get_value()).map(|flow| flow.label));
    view! {
        <Line
            id
            label="Label"
            value=Signal::derive(move || label.get().unwrap_or_default())
            placeholder="Yes"
            on_input=Callback::new(move |label| {
                let flow = own.get_value();
                state.type_into(&format!("{flow}/label"), Edit::SetLabel { flow, label });
            })
        />
    }
}
