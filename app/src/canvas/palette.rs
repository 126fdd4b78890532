//! The steps one can add, in business words: dragged, or clicked and then the canvas clicked, or with the keyboard.

use super::pointer::spot;
use super::signs::Sign;
use super::state::EditorState;
use crate::ui::Icon;
use canvas::palette::{FOLDED, OFFERS, OPEN, Offer, PEOPLE};
use canvas::rules::stands_on_edge;
use canvas::{Input, Modifiers, Spot};
use leptos::web_sys::Element;
use leptos::{ev::PointerEvent, html, prelude::*};
use wasm_bindgen::JsCast;

/// A press becomes a drag after so many pixels.
const DRAG_STARTS: f64 = 4.0;

#[component]
pub fn Palette(state: EditorState, stage: NodeRef<html::Div>) -> impl IntoView {
    let items = move |group: &'static str| {
        let offers = OFFERS.iter().filter(move |offer| offer.group == group);
        let items = offers.map(|offer| view! { <Item state stage offer/> });
        let lane = (group == PEOPLE).then(|| view! { <LaneItem state/> });
        (items.collect_view(), lane)
    };
    let open = OPEN.map(|group| {
        view! {
            <section class="palette-group">
                <h2 class="palette-title">{group}</h2>
                <ul>{items(group)}</ul>
            </section>
        }
    });
    let folded = FOLDED.map(|group| {
        view! {
            <details class="palette-group">
                <summary class="palette-title">{group}</summary>
                <ul>{items(group)}</ul>
            </details>
        }
    });
    view! {
        <nav class="palette" aria-label="Steps to add">
            {open.collect_view()}
            {folded.collect_view()}
        </nav>
    }
}

/// A lane goes around or below what is there, so it needs no place from the hand.
#[component]
fn LaneItem(state: EditorState) -> impl IntoView {
    view! {
        <li>
            <button
                type="button"
                class="palette-item"
                data-offer="lane"
                title="Who does the steps that stand in it"
                on:click=move |_| state.add_lane()
            >
                <span class="step-sign" data-kind="askPerson"><Icon drawing=icondata_lu::LuRows3/></span>
                <span>"Lane"</span>
            </button>
        </li>
    }
}

#[component]
fn Item(state: EditorState, stage: NodeRef<html::Div>, offer: &'static Offer) -> impl IntoView {
    let pressed = StoredValue::new(None::<Spot>);
    let armed = Memo::new(move |_| {
        state.aids.with(|aids| {
            aids.moment == "placing"
                && aids
                    .ghost
                    .as_ref()
                    .is_none_or(|ghost| ghost.kind == offer.fresh().kind)
                && state.with(|canvas| canvas.picked() == Some(offer.fresh().kind))
        })
    });
    let drag = move |event: PointerEvent| {
        let Some(from) = pressed.get_value() else {
            return;
        };
        let now = Spot::new(f64::from(event.client_x()), f64::from(event.client_y()));
        let Some(stage) = stage
            .get_untracked()
            .filter(|_| now.distance(from) >= DRAG_STARTS)
        else {
            return;
        };
        pressed.set_value(None);
        state.act(|canvas| canvas.pick(offer.fresh(), false));
        // From here on the stage has the pointer, wherever it goes.
        let _ = stage.set_pointer_capture(event.pointer_id());
        state.handle(Input::Move {
            at: spot(&stage, &event),
            modifiers: Modifiers::default(),
        });
    };
    view! {
        <li>
            <button
                type="button"
                class="palette-item"
                data-offer=offer.id
                title=offer.description
                aria-pressed=move || armed.get().to_string()
                on:pointerdown=move |event| {
                    if event.button() == 0 {
                        // Otherwise a quick hand is elsewhere before the drag has begun.
                        let item = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                        item.map(|item| item.set_pointer_capture(event.pointer_id()));
                        pressed.set_value(Some(Spot::new(f64::from(event.client_x()), f64::from(event.client_y()))));
                    }
                }
                on:pointermove=drag
                on:pointerup=move |_| pressed.set_value(None)
                on:pointercancel=move |_| pressed.set_value(None)
                on:click=move |event| {
                    if event.detail() == 0 {
                        state.act(|canvas| canvas.add(offer.fresh()));
                    } else if armed.get_untracked() {
                        state.handle(Input::Cancel);
                    } else {
                        state.act(|canvas| canvas.pick(offer.fresh(), true));
                        let whither = match stands_on_edge(&offer.fresh().kind) {
                            true => "Click the step on whose edge",
                            false => "Click where",
                        };
                        state.say(format!("{whither} “{}” should stand. Esc cancels.", offer.name));
                    }
                }
            >
                <span class="step-sign" data-kind=offer.looks><Sign id=format!("sign-{}", offer.looks)/></span>
                <span>{offer.name}</span>
            </button>
        </li>
    }
}
