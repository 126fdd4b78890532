//! What a gesture draws over the process while it lasts, and the button that puts a step on a flow.

use super::looks::{looks, shape};
use super::signs::Sign;
use super::state::{AddAt, EditorState};
use canvas::Target;
use leptos::prelude::*;
use process::FlowId;
use process::diagram::Point;

/// Guides, the lasso and the flow being drawn, in the SVG above the cards.
#[component]
pub fn AidLines(state: EditorState) -> impl IntoView {
    let aids = state.aids;
    let guides = move || {
        aids.with(|aids| {
            let line = |guide: &canvas::snap::Guide| {
                view! { <line class="guide" x1=guide.from.x y1=guide.from.y x2=guide.to.x y2=guide.to.y></line> }
            };
            aids.guides.iter().map(line).collect_view()
        })
    };
    let lasso = move || {
        aids.with(|aids| aids.lasso).map(|rect| {
            view! { <rect class="lasso" x=rect.left y=rect.top width=rect.width() height=rect.height() rx="2"></rect> }
        })
    };
    let wire = move || {
        aids.with(|aids| aids.wire.clone()).map(|wire| {
            let arrow = if wire.refused.is_some() { "url(#arrow-refused)" } else { "url(#arrow-wire)" };
            view! {
                <path class="wire" class:refused=wire.refused.is_some() d=wire.path marker-end=arrow></path>
            }
        })
    };
    let grips = move || {
        let flow = state
            .selection
            .with(|selection| selection.single_flow().cloned())?;
        state.track_flow(&flow);
        let route = state.with(|canvas| canvas.drawing().route(&flow).cloned())?;
        let ends = [Some(route.end()), route.grip()].into_iter().flatten();
        let grip = |at: Point| view! { <circle class="flow-grip" cx=at.x cy=at.y r="5"></circle> };
        Some(ends.map(grip).collect_view())
    };
    view! {
        <svg class="canvas-aids" width="1" height="1" aria-hidden="true" focusable="false">
            {guides} {lasso} {wire} {grips}
        </svg>
    }
}

/// The step being placed, in its real size.
#[component]
pub fn GhostStep(state: EditorState) -> impl IntoView {
    move || {
        let ghost = state.aids.with(|aids| aids.ghost.clone())?;
        let looks = looks(&ghost.kind);
        Some(view! {
            <div
                class=format!("ghost {}", shape(&ghost.kind))
                data-kind=looks.kind
                style:transform=format!("translate({}px,{}px)", ghost.rect.left, ghost.rect.top)
                style:width=format!("{}px", ghost.rect.width())
                style:height=format!("{}px", ghost.rect.height())
                aria-hidden="true"
            >
                <span class="step-sign"><Sign id=format!("sign-{}", looks.kind)/></span>
                <span class="step-name">{ghost.name}</span>
            </div>
        })
    }
}

/// `+` in the middle of the flow under the pointer, or of the chosen one.
#[component]
pub fn PlusOnFlow(state: EditorState) -> impl IntoView {
    let flow = Memo::new(move |_| {
        let aids = state.aids.read();
        let hover = match &aids.hover {
            Some(Target::Flow(flow, _)) => Some(flow.clone()),
            _ => None,
        };
        let chosen = || {
            state
                .selection
                .with(|selection| selection.single_flow().cloned())
        };
        (aids.moment == "idle")
            .then(|| hover.or_else(chosen))
            .flatten()
    });
    move || {
        let id: FlowId = flow.get()?;
        let chosen = state
            .selection
            .with(|selection| selection.flows.contains(&id));
        let labelled = state
            .flow(&id)
            .is_some_and(|flow| canvas::words::has_label(&flow));
        let at = state.with(|canvas| {
            canvas
                .drawing()
                .route(&id)
                .map(|route| route.plus(labelled))
        })?;
        let open = AddAt {
            after: None,
            on: Some(id),
            at,
            here: false,
        };
        Some(view! {
            <button
                type="button"
                class="flow-plus"
                class:chosen=chosen
                aria-label="Put a step on this flow"
                tabindex="-1"
                style:transform=format!("translate({}px,{}px) translate(-50%,-50%)", at.x, at.y)
                on:pointerdown=|event| event.stop_propagation()
                on:click=move |_| state.menu.set(Some(open.clone()))
            >
                <Sign id="sign-plus".to_owned()/>
            </button>
        })
    }
}
