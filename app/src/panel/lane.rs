//! The panel of a lane: its name, who does what stands in it, its place among the others.

use super::assignee::Assignee;
use super::input::Line;
use crate::canvas::{EditorState, Verb};
use crate::ui::{Button, Icon, IconButton};
use leptos::prelude::*;
use process::LaneId;
use process::diagram::Lane;
use process::diagram::edit::Edit;
use process::step::StepKind;

/// A press of a button makes a lane so much higher.
const MORE: i32 = 40;

#[component]
pub fn LanePanel(state: EditorState, id: LaneId) -> impl IntoView {
    let id = StoredValue::new(id);
    let lane = Memo::new(move |last: Option<&Option<Lane>>| {
        let now = state.lane(&id.read_value());
        now.or_else(|| last.cloned().flatten())
    });
    let change = move |field: &str, edit: &dyn Fn(&mut Lane)| {
        if let Some(mut lane) = lane.get_untracked() {
            edit(&mut lane);
            state.type_into(&format!("lane-{}/{field}", lane.id), Edit::SetLane { lane });
        }
    };
    let tasks = Memo::new(move |_| {
        state.with_diagram(|diagram| {
            let asks = diagram
                .steps
                .iter()
                .filter(|step| matches!(step.kind, StepKind::AskPerson(_)));
            asks.filter(|step| step.lane.as_ref() == Some(&*id.read_value()))
                .count()
        })
    });
    let upright = Memo::new(move |_| {
        state.lanes();
        state.with_diagram(|diagram| {
            process::diagram::edit::intent::stands_upright(diagram, &id.read_value())
        })
    });
    let size = move |by: i32| {
        let lane = lane.get_untracked().and_then(|lane| lane.size);
        if let Some(size) = lane {
            let depth = if upright.get_untracked() {
                size.width
            } else {
                size.height
            };
            state.size_lane(&id.read_value(), depth + by);
        }
    };
    let words = move || match upright.get() {
        true => ("Move left", "Move right", "Wider", "Narrower"),
        false => ("Move up", "Move down", "Higher", "Lower"),
    };
    view! {
        <header class="panel-head">
            <span class="panel-sign" data-kind="askPerson"><Icon drawing=icondata_lu::LuRows3/></span>
            <h2 class="panel-kind">"Lane"</h2>
            <IconButton
                label="Delete this lane"
                icon=icondata_lu::LuTrash2
                on_click=Callback::new(move |_| state.perform(Verb::Delete))
            />
            <IconButton
                label="Close the settings"
                icon=icondata_lu::LuX
                on_click=Callback::new(move |_| state.clear_selection())
            />
        </header>
        <div class="panel-body">
            <Line
                id="lane-name"
                label="Name"
                value=Signal::derive(move || lane.get().map(|lane| lane.name).unwrap_or_default())
                placeholder="Finance"
                on_input=Callback::new(move |name: String| change("name", &|lane| lane.name.clone_from(&name)))
            />
            <Assignee
                id="lane-who"
                label="Who does what stands here?"
                state
                value=Signal::derive(move || lane.get().map(|lane| lane.assignment).unwrap_or_default())
                unsaid=Signal::stored(Some("Each step says so itself".to_owned()))
                help="Steps that ask a person and do not say whom ask them."
                on_change=Callback::new(move |chosen: process::step::Assignment| {
                    change("who", &|lane| lane.assignment.clone_from(&chosen));
                })
            />
            <p class="panel-hint">
                {move || match tasks.get() {
                    0 => "No step in it asks a person yet. Drag one in.".to_owned(),
                    1 => "1 step in it asks a person.".to_owned(),
                    tasks => format!("{tasks} steps in it ask a person."),
                }}
            </p>
            <div class="panel-row">
                <Button label=move || words().0 on_click=Callback::new(move |_| state.move_lane(&id.read_value(), true))/>
                <Button label=move || words().1 on_click=Callback::new(move |_| state.move_lane(&id.read_value(), false))/>
            </div>
            <div class="panel-row">
                <Button label=move || words().2 on_click=Callback::new(move |_| size(MORE))/>
                <Button label=move || words().3 on_click=Callback::new(move |_| size(-MORE))/>
            </div>
        </div>
    }
}
