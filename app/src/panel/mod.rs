//! The side panel of the builder: what the selected step or flow is set to. Everything here reads the editor's
//! state and changes it by edits, so every keystroke can be undone.

mod ask_person;
mod assignee;
mod calendar;
mod call;
mod condition;
mod connecting;
mod decide;
mod edge_events;
mod flow;
mod form_designer;
mod formula;
mod handing;
mod happening;
mod input;
mod insert;
mod keys;
mod lane;
mod mappings;
mod mending;
mod message;
mod only;
mod overview;
mod picker;
mod problems;
mod process_data;
mod repeat;
mod rounds;
mod routing;
mod row_list;
mod rows;
mod sample;
mod sample_case;
mod schedule;
mod service;
mod settings;
mod start;
mod step;
mod table;
mod takes;
mod timer;
mod wait;
mod work;

pub use sample::Sample;

use crate::canvas::EditorState;
use flow::FlowPanel;
use lane::LanePanel;
use leptos::{html, prelude::*};
use overview::Overview;
use process::{FlowId, LaneId, StepId};
use step::StepPanel;
pub use table::{OpenTable, TableDrawer};
use wasm_bindgen::JsCast;

/// What the panel is about.
#[derive(Clone, PartialEq)]
enum About {
    Process,
    Step(StepId),
    Flow(FlowId),
    Lane(LaneId),
    Several(usize),
}

#[component]
pub fn SidePanel(state: EditorState) -> impl IntoView {
    let about = Memo::new(move |_| {
        state.selection.with(
            |selection| match (selection.steps.len(), selection.flows.len()) {
                (0, 0) => selection.lane.clone().map_or(About::Process, About::Lane),
                (1, 0) => selection
                    .steps
                    .first()
                    .cloned()
                    .map_or(About::Process, About::Step),
                (0, 1) => selection
                    .flows
                    .first()
                    .cloned()
                    .map_or(About::Process, About::Flow),
                (steps, flows) => About::Several(steps + flows),
            },
        )
    });
    let panel = NodeRef::<html::Aside>::new();
    take_keyboard(state, panel);
    view! {
        <aside
            class="side-panel"
            aria-label="Settings"
            node_ref=panel
            on:keydown=move |event| {
                // Enter on a step leads here, Esc leads back to it.
                if event.key() == "Escape" && !event.default_prevented() {
                    state.focus_chosen();
                }
            }
        >
            {move || match about.get() {
                About::Process => view! { <Overview state/> }.into_any(),
                About::Step(id) => view! { <StepPanel state id/> }.into_any(),
                About::Flow(id) => view! { <FlowPanel state id/> }.into_any(),
                About::Lane(id) => view! { <LanePanel state id/> }.into_any(),
                About::Several(count) => view! {
                    <div class="panel-body">
                        <h2 class="panel-title">{format!("{count} selected")}</h2>
                        <p class="panel-hint">
                            "Drag them together, copy them with Ctrl+C, or delete them with Del. Choose a single step to see its settings."
                        </p>
                    </div>
                }
                .into_any(),
            }}
        </aside>
    }
}

/// Puts the keyboard into the first setting when somebody asks for the settings.
fn take_keyboard(state: EditorState, panel: NodeRef<html::Aside>) {
    Effect::watch(
        move || state.open_panel.get(),
        move |_, _, _| {
            // The settings of a step just chosen are only now coming into the page.
            request_animation_frame(move || {
                let first = panel.get_untracked().and_then(|panel| {
                    panel
                        .query_selector(".panel-body input, .panel-body button")
                        .ok()
                        .flatten()
                });
                if let Some(first) =
                    first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok())
                {
                    let _ = first.focus();
                }
            });
        },
        false,
    );
}
