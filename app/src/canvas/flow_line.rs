//! One flow: its line in the SVG layer, and the words that stand on it.

use super::card::Scenery;
use leptos::prelude::*;
use process::FlowId;
use process::diagram::Flow;

/// Milliseconds from the setting out of one token to that of the next.
const APART: usize = 220;
/// Tokens from here on set out together: nobody waits for a long way.
const LAST_TO_WAIT: usize = 8;

#[component]
pub fn FlowLine(
    scenery: Scenery,
    id: FlowId,
    /// The flow under the pointer, or under a step about to be dropped.
    lit: Memo<Option<FlowId>>,
) -> impl IntoView {
    let state = scenery.state;
    let id = StoredValue::new(id);
    let path = Memo::new(move |_| {
        state.track_flow(&id.read_value());
        state.with(|canvas| {
            canvas
                .drawing()
                .route(&id.read_value())
                .map(|route| route.path())
                .unwrap_or_default()
        })
    });
    let ends = Memo::new(move |_| state.flow(&id.read_value()).map(|flow| ends(&flow)));
    let chosen = Memo::new(move |_| {
        state
            .selection
            .with(|selection| selection.flows.contains(&*id.read_value()))
    });
    let taken = Memo::new(move |_| {
        scenery
            .live
            .is_some_and(|live| live.with(|overlay| overlay.taken.contains(&*id.read_value())))
    });
    let travel = Memo::new(move |_| {
        let overlay = scenery.live?;
        overlay.with(|overlay| overlay.travels.get(&*id.read_value()).copied())
    });
    let undoes = Memo::new(move |_| {
        let from = state
            .flow(&id.read_value())
            .and_then(|flow| state.step(&flow.from));
        from.is_some_and(|from| canvas::rules::undoes(&from.kind))
    });
    let lit = Memo::new(move |_| lit.with(|lit| lit.as_ref() == Some(&*id.read_value())));
    let arrow = move || match (chosen.get(), taken.get()) {
        (true, _) => "url(#arrow-chosen)",
        (false, true) => "url(#arrow-taken)",
        (false, false) => "url(#arrow-plain)",
    };
    view! {
        <g
            class="flow"
            class:chosen=chosen
            class:taken=taken
            class:lit=lit
            class:undoes=undoes
            data-flow=ends
            data-state=move || taken.get().then_some("taken")
        >
            <path class="flow-reach" d=path></path>
            <path class="flow-line" d=path marker-end=arrow></path>
            {move || travel.get().map(|travel| view! {
                <circle
                    class="flow-token" r="6"
                    style:offset-path=format!("path('{}')", path.get_untracked())
                    style:animation-delay=format!("{}ms", travel.order.min(LAST_TO_WAIT) * APART)
                ></circle>
            })}
        </g>
    }
}

#[component]
pub fn FlowLabel(scenery: Scenery, id: FlowId) -> impl IntoView {
    let state = scenery.state;
    let id = StoredValue::new(id);
    let words = Memo::new(move |_| {
        state
            .flow(&id.read_value())
            .map(|flow| canvas::words::label(&flow, || state.names.get()))
            .unwrap_or_default()
    });
    let quiet = Memo::new(move |_| {
        // A rule or "Otherwise" is not a name the user gave.
        state
            .flow(&id.read_value())
            .is_none_or(|flow| flow.label.trim().is_empty())
    });
    let spot = Memo::new(move |_| {
        state.track_flow(&id.read_value());
        state.with(|canvas| {
            canvas
                .drawing()
                .route(&id.read_value())
                .map(|route| route.label())
        })
    });
    move || {
        let spot = spot
            .get()
            .filter(|_| words.with(|words| !words.is_empty()))?;
        Some(view! {
            <span
                class="flow-label"
                class:quiet=quiet
                title=words
                style:transform=format!("translate({}px,{}px) translate(-50%,-50%)", spot.center.x, spot.center.y)
                style:max-width=format!("{}px", spot.max_width)
            >
                {words}
            </span>
        })
    }
}

fn ends(flow: &Flow) -> String {
    format!("{}→{}", flow.from, flow.to)
}
