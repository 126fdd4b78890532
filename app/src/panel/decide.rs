//! The ways out of a decision, in the order they are tried.

use super::condition::WayCondition;
use super::flow::FlowLabel;
use super::settings::Settings;
use crate::ui::IconButton;
use leptos::prelude::*;
use process::FlowId;
use process::diagram::edit::Edit;

#[component]
pub fn DecideSettings(
    settings: Settings,
    /// Every way whose condition is true is taken, not only the first.
    #[prop(optional)]
    all: bool,
) -> impl IntoView {
    let Settings { state, id } = settings;
    let ways = Memo::new(move |_| state.ways_out(&id.get_value()));
    view! {
        <section class="ways" aria-label="Ways">
            <h3 class="panel-section">{if all { "Which ways are taken?" } else { "Which way is taken?" }}</h3>
            <p class="panel-hint">
                {move || if ways.with(Vec::is_empty) {
                    "Connect this step to the steps it can lead to. Each way then gets its condition here."
                } else if all {
                    "Every way whose condition is true. If none is, the default way. Where these ways meet again, wait with “Do all that apply”."
                } else {
                    "The first way whose condition is true. If none is, the default way."
                }}
            </p>
            <ol class="way-list">
                <For each=move || ways.get() key=|flow: &FlowId| flow.clone() let(flow)>
                    <Way settings flow/>
                </For>
            </ol>
        </section>
    }
}

#[component]
fn Way(settings: Settings, flow: FlowId) -> impl IntoView {
    let state = settings.state;
    let own = StoredValue::new(flow);
    let flow = Memo::new(move |_| state.flow(&own.get_value()));
    let target = move || {
        let to = flow.get().and_then(|flow| state.step(&flow.to));
        to.map(|step| step.name)
            .filter(|name| !name.trim().is_empty())
            .unwrap_or_else(|| "a step without a name".to_owned())
    };
    // The place among all flows of the diagram: swapping with the neighbour way keeps every other order.
    let swap = move |by: isize| {
        let ways = state.ways_out(&settings.id.get_value());
        let Some(at) = ways.iter().position(|way| *way == own.get_value()) else {
            return;
        };
        let Some(other) = at.checked_add_signed(by).and_then(|other| ways.get(other)) else {
            return;
        };
        if let Some(at) =
            state.with_diagram(|diagram| diagram.flows.iter().position(|flow| flow.id == *other))
        {
            state.edit(Edit::OrderFlow {
                flow: own.get_value(),
                at,
            });
        }
    };
    view! {
        <li class="way">
            <div class="way-head">
                <h4 class="way-title">"To " {target}</h4>
                <IconButton
                    label=Signal::derive(move || format!("Try the way to {} earlier", target()))
                    icon=icondata_lu::LuArrowUp
                    on_click=Callback::new(move |_| swap(-1))
                />
                <IconButton
                    label=Signal::derive(move || format!("Try the way to {} later", target()))
                    icon=icondata_lu::LuArrowDown
                    on_click=Callback::new(move |_| swap(1))
                />
            </div>
            <FlowLabel id=format!("way-{}-label", own.get_value()) state flow=own.get_value()/>
            <WayCondition state id=own.get_value()/>
        </li>
    }
}
