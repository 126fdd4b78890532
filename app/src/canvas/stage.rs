//! The stage: one pane that pan and zoom move as a whole, with the flows below and the cards above.

use super::add_menu::AddMenu;
use super::aids::{AidLines, GhostStep, PlusOnFlow};
use super::card::{Scenery, StepCard};
use super::clipboard;
use super::empty::EmptyCanvas;
use super::flow_line::{FlowLabel, FlowLine};
use super::hand::Hand;
use super::keys;
use super::lanes::Lanes;
use super::minimap::MiniMap;
use super::moving::{Moving, keep_size, move_imperatively, transform};
use super::overlay::Overlay;
use super::pointer::spot;
use super::shown::shown;
use super::signs::Signs;
use super::state::EditorState;
use super::toolbar::Toolbar;
use canvas::Target;
use leptos::ev::MouseEvent;
use leptos::{html, prelude::*};
use process::FlowId;
use wasm_bindgen::JsCast;

/// Below this zoom a card is a plain box with its sign.
const FAR: f64 = 0.4;
const SAID_FOR: std::time::Duration = std::time::Duration::from_secs(6);

#[component]
pub fn Stage(
    state: EditorState,
    stage: NodeRef<html::Div>,
    #[prop(into)] label: String,
    #[prop(optional_no_strip)] live: Option<Signal<Overlay>>,
) -> impl IntoView {
    let pane = NodeRef::<html::Div>::new();
    let ghosts = NodeRef::<html::Div>::new();
    let grid = NodeRef::<html::Div>::new();
    let read_only = live.is_some();
    let shown = shown(state);
    let magnet = Memo::new(move |_| {
        state.aids.with(|aids| {
            let host = || aids.host.clone().map(|host| (host, true));
            match &aids.wire {
                Some(wire) => Some((wire.over.clone()?, wire.refused.is_none())),
                None => host(),
            }
        })
    });
    let lit = Memo::new(move |_| {
        state.aids.with(|aids| {
            let hover = match &aids.hover {
                Some(Target::Flow(flow, _) | Target::FlowEnd(flow, _)) => Some(flow.clone()),
                _ => None,
            };
            aids.glowing.clone().or(hover)
        })
    });
    let scenery = Scenery {
        state,
        shown,
        live,
        magnet,
    };
    let hand = Hand::new(state, stage);
    clipboard::listen(state, stage, hand.at());

    keep_size(state, stage);
    move_imperatively(
        state,
        Moving {
            stage,
            grid,
            pane,
            ghosts,
        },
    );
    follow_focus(state, stage);

    let rename = move |event: MouseEvent| {
        let Some(stage) = stage.get_untracked().filter(|_| !read_only) else {
            return;
        };
        let hit = state.with(|canvas| canvas.scene().hit(spot(&stage, &event)));
        if let Some(Target::Step(step)) = hit {
            state.renaming.set(Some(step));
        }
    };
    let flows = move || shown.flows.get();
    view! {
        <div
            class="canvas-stage"
            class:looking=read_only
            node_ref=stage
            data-moment=move || state.aids.with(|aids| aids.moment)
            data-far=move || state.viewport.with(|viewport| viewport.zoom < FAR).then_some("")
            on:pointerdown=move |event| hand.press(&event)
            on:pointermove=move |event| hand.point(&event)
            on:pointerup=move |event| hand.release(&event)
            on:pointercancel=move |event| hand.lose(&event)
            on:pointerleave=move |_| hand.leave()
            on:wheel=move |event| hand.wheel(&event)
            on:dblclick=rename
            on:keydown=move |event| keys::pressed(state, hand.space(), &event)
            on:keyup=move |event| keys::released(state, hand, &event)
        >
            <Signs/>
            <div class="canvas-clip" on:scroll=move |event| unscroll(&event)>
                <div class="canvas-grid" node_ref=grid aria-hidden="true"></div>
                <div class="canvas-pane" node_ref=pane style=transform(&state.viewport.get_untracked())>
                    <Lanes state read_only/>
                    <svg class="canvas-flows" width="1" height="1" aria-hidden="true" focusable="false">
                        <For each=flows key=|id: &FlowId| id.clone() let(id)>
                            <FlowLine scenery id lit/>
                        </For>
                    </svg>
                    <div class="flow-labels" aria-hidden="true">
                        <For each=flows key=|id: &FlowId| id.clone() let(id)>
                            <FlowLabel scenery id/>
                        </For>
                    </div>
                    <ul class="steps" aria-label=label>
                        <For each=move || shown.steps.get() key=|id| id.clone() let(id)>
                            <StepCard scenery id/>
                        </For>
                    </ul>
                    <AidLines state/>
                    {(!read_only).then(|| view! { <PlusOnFlow state/> })}
                </div>
            </div>
            <div class="canvas-over" node_ref=ghosts style=transform(&state.viewport.get_untracked())>
                {(!read_only).then(|| view! { <GhostStep state/> })}
            </div>
            {(!read_only).then(|| view! { <EmptyCanvas state/> })}
            <Toolbar state read_only/>
            <MiniMap state/>
            {(!read_only).then(|| view! { <AddMenu state/> })}
            <Said state/>
        </div>
    }
}

/// The last sentence for the user; a screen reader says it too. What a gesture says goes when the gesture ends.
#[component]
fn Said(state: EditorState) -> impl IntoView {
    let shown = RwSignal::new(String::new());
    let begun_with = StoredValue::new(None::<u64>);
    let in_gesture = Memo::new(move |_| {
        matches!(
            state.aids.with(|aids| aids.moment),
            "placing" | "connecting"
        )
    });
    let refused = Memo::new(move |_| {
        state
            .aids
            .with(|aids| aids.wire.as_ref().and_then(|wire| wire.refused.clone()))
    });
    Effect::new(move || {
        let (text, number) = state.said.get();
        shown.set(text);
        let fade = move || {
            if state.said.try_with_untracked(|said| said.1) == Some(number)
                && !in_gesture.get_untracked()
            {
                shown.set(String::new());
            }
        };
        set_timeout(fade, SAID_FOR);
    });
    Effect::new(move || {
        let number = state.said.with_untracked(|said| said.1);
        if in_gesture.get() {
            begun_with.set_value(Some(number));
        } else if begun_with.get_value() == Some(number) {
            // Nothing was said since the hint with which it began.
            begun_with.set_value(None);
            shown.set(String::new());
        }
    });
    let words = move || refused.get().unwrap_or_else(|| shown.get());
    view! {
        <p class="canvas-said" role="status" class:empty=move || words().is_empty()>
            {words}
        </p>
    }
}

/// Puts the keyboard where the canvas says, without scrolling the page there.
fn follow_focus(state: EditorState, stage: NodeRef<html::Div>) {
    Effect::new(move || {
        let Some((step, _)) = state.focus.get() else {
            return;
        };
        // The card may only just be coming into the page.
        request_animation_frame(move || {
            // A name being typed or an open menu has the keyboard now.
            let elsewhere = state.renaming.try_with_untracked(Option::is_some) != Some(false)
                || state.menu.try_with_untracked(Option::is_some) != Some(false);
            if elsewhere || stage.get_untracked().is_none() {
                return;
            }
            let card = document().get_element_by_id(&format!("step-{step}"));
            if let Some(card) =
                card.and_then(|card| card.dyn_into::<leptos::web_sys::HtmlElement>().ok())
            {
                let options = leptos::web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = card.focus_with_options(&options);
            }
        });
    });
}

/// The browser scrolls a focused card into sight by itself; the pane must be the only thing that moves.
fn unscroll(event: &leptos::ev::Event) {
    if let Some(clip) = event
        .target()
        .and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok())
    {
        clip.set_scroll_left(0);
        clip.set_scroll_top(0);
    }
}
