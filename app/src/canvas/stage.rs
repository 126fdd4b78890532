//! The stage: one pane that pan and zoom move as a whole, with the flows below and the cards above.

use super::add_menu::AddMenu;
use super::aids::{AidLines, GhostStep, PlusOnFlow};
use super::card::{Scenery, StepCard};
use super::clipboard;
use super::empty::EmptyCanvas;
use super::flow_line::{FlowLabel, FlowLine};
use super::keys;
use super::minimap::MiniMap;
use super::overlay::Overlay;
use super::pointer::{button, modifiers, spot};
use super::shown::shown;
use super::signs::Signs;
use super::state::EditorState;
use super::toolbar::Toolbar;
use canvas::{Input, Modifiers, Spot, Target, Viewport};
use leptos::ev::{MouseEvent, PointerEvent, WheelEvent};
use leptos::{html, prelude::*};
use process::FlowId;
use wasm_bindgen::JsCast;

/// Below this zoom a card is a plain box with its sign.
const FAR: f64 = 0.4;
const SAID_FOR: std::time::Duration = std::time::Duration::from_secs(6);
const STILL_AFTER: std::time::Duration = std::time::Duration::from_millis(160);

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
            let wire = aids.wire.as_ref()?;
            Some((wire.over.clone()?, wire.refused.is_none()))
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
    let space = StoredValue::new(false);
    let panned = StoredValue::new(false);
    let pointer_at = StoredValue::new(None::<Spot>);
    clipboard::listen(state, stage, pointer_at);

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

    let drifting = StoredValue::new(false);
    let last_modifiers = StoredValue::new(Modifiers::default());
    let press = move |event: PointerEvent| {
        let (Some(stage), Some(button)) = (stage.get_untracked(), button(&event)) else {
            return;
        };
        if button == canvas::Button::Middle {
            event.prevent_default();
        }
        let pressed = modifiers(&event, space.get_value());
        // Gestures answer clicks too, so nothing is lost by taking the pointer at once.
        let _ = stage.set_pointer_capture(event.pointer_id());
        panned.update_value(|panned| *panned |= pressed.space);
        state.handle(Input::Down {
            at: spot(&stage, &event),
            button,
            modifiers: pressed,
        });
    };
    let point = move |event: PointerEvent| {
        let Some(stage) = stage.get_untracked() else {
            return;
        };
        let at = spot(&stage, &event);
        pointer_at.set_value(Some(at));
        let modifiers = modifiers(&event, space.get_value());
        state.handle(Input::Move { at, modifiers });
        last_modifiers.set_value(modifiers);
        if !drifting.get_value() && state.with(|canvas| canvas.gesture().carries()) {
            drifting.set_value(true);
            drift(state, drifting, pointer_at, last_modifiers);
        }
    };
    let release = move |event: PointerEvent| {
        let Some(stage) = stage.get_untracked() else {
            return;
        };
        state.handle(Input::Up {
            at: spot(&stage, &event),
            modifiers: modifiers(&event, space.get_value()),
        });
        let focus = state
            .selection
            .with_untracked(|selection| selection.focus.clone());
        if let Some(step) = focus.filter(|_| state.menu.with_untracked(Option::is_none)) {
            state.focus_step(step);
        }
    };
    let wheel = move |event: WheelEvent| {
        let zoom = event.ctrl_key() || event.meta_key();
        let Some(stage) = stage.get_untracked() else {
            return;
        };
        // A live view stands on a page that scrolls; only zooming is its own.
        if read_only && !zoom {
            return;
        }
        event.prevent_default();
        let lines = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE {
            32.0
        } else {
            1.0
        };
        let (mut x, mut y) = (event.delta_x() * lines, event.delta_y() * lines);
        if event.shift_key() && x == 0.0 && !zoom {
            (x, y) = (y, 0.0);
        }
        state.act(|canvas| canvas.wheel(spot(&stage, &event), x, y, zoom));
    };
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
            on:pointerdown=press
            on:pointermove=point
            on:pointerup=release
            on:pointercancel=move |_| state.handle(Input::Cancel)
            on:pointerleave=move |_| pointer_at.set_value(None)
            on:wheel=wheel
            on:dblclick=rename
            on:keydown=move |event| keys::pressed(state, space, &event)
            on:keyup=move |event| keys::released(state, space, panned, &event)
        >
            <Signs/>
            <div class="canvas-clip" on:scroll=move |event| unscroll(&event)>
                <div class="canvas-grid" node_ref=grid aria-hidden="true"></div>
                <div class="canvas-pane" node_ref=pane style=transform(&state.viewport.get_untracked())>
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

/// Measures the stage, shows the whole process the first time, and follows the window.
fn keep_size(state: EditorState, stage: NodeRef<html::Div>) {
    let fitted = StoredValue::new(false);
    let measure = move || {
        let Some(stage) = stage.get_untracked() else {
            return;
        };
        let (width, height) = (
            f64::from(stage.client_width()),
            f64::from(stage.client_height()),
        );
        if width < 1.0 || height < 1.0 {
            return;
        }
        state.act(|canvas| canvas.resize(width, height));
        if !fitted.get_value() {
            fitted.set_value(true);
            state.act(canvas::Canvas::first_look);
        }
    };
    Effect::new(move || {
        let Some(element) = stage.get() else { return };
        measure();
        let heard = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(measure);
        if let Ok(observer) = leptos::web_sys::ResizeObserver::new(heard.as_ref().unchecked_ref()) {
            observer.observe(&element);
            let kept = StoredValue::new_local((observer, heard));
            on_cleanup(move || {
                kept.try_with_value(|(observer, _)| observer.disconnect());
            });
        }
    });
}

/// What pan and zoom write to.
#[derive(Clone, Copy)]
struct Moving {
    stage: NodeRef<html::Div>,
    grid: NodeRef<html::Div>,
    pane: NodeRef<html::Div>,
    ghosts: NodeRef<html::Div>,
}

impl Moving {
    fn write(self, viewport: &Viewport, marks_too: bool) {
        let style = transform(viewport);
        for element in [self.pane, self.ghosts]
            .into_iter()
            .filter_map(|node| node.get_untracked())
        {
            let _ = element.set_attribute("style", &style);
        }
        if let Some(grid) = self.grid.get_untracked() {
            let _ = grid.set_attribute("style", &grid_style(viewport));
        }
        // Marks keep their size on the screen, so that states can be read from afar.
        if let Some(stage) = self.stage.get_untracked().filter(|_| marks_too) {
            let _ = stage.set_attribute("style", &format!("--mark:{}", mark(viewport)));
        }
    }
}

/// Pan and zoom set a few transforms, at most once a frame, past the reactive graph.
fn move_imperatively(state: EditorState, moving: Moving) {
    let due = StoredValue::new(false);
    let moves = StoredValue::new(0_u64);
    let marks = StoredValue::new(0.0);
    let write = move || {
        due.try_set_value(false);
        let Some(viewport) = state.viewport.try_get_untracked() else {
            return;
        };
        let before = marks.try_get_value();
        marks.try_set_value(mark(&viewport));
        moving.write(&viewport, before != Some(mark(&viewport)));
    };
    let still = move |number: u64| {
        if moves.try_get_value() == Some(number)
            && let Some(pane) = moving.pane.get_untracked()
        {
            let _ = pane.class_list().remove_1("moving");
        }
    };
    Effect::new(move |before: Option<()>| {
        state.viewport.track();
        if before.is_none() {
            write();
            return;
        }
        // While it moves, the pane is a layer of its own; afterwards it is drawn sharp again.
        if let Some(pane) = moving.pane.get_untracked() {
            let _ = pane.class_list().add_1("moving");
        }
        moves.update_value(|moves| *moves += 1);
        let number = moves.get_value();
        set_timeout(move || still(number), STILL_AFTER);
        if !due.get_value() {
            due.set_value(true);
            request_animation_frame(write);
        }
    });
}

/// While something is held at the edge, the canvas moves along, frame by frame.
fn drift(
    state: EditorState,
    going: StoredValue<bool>,
    pointer: StoredValue<Option<Spot>>,
    modifiers: StoredValue<Modifiers>,
) {
    request_animation_frame(move || {
        let Some(at) = pointer.try_get_value() else {
            return;
        };
        if !state.with(|canvas| canvas.gesture().carries()) {
            going.set_value(false);
            return;
        }
        if let Some(at) = at {
            state.act(|canvas| canvas.drift(at, modifiers.get_value()).unwrap_or_default());
        }
        drift(state, going, pointer, modifiers);
    });
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

fn transform(viewport: &Viewport) -> String {
    let Viewport { x, y, zoom, .. } = viewport;
    format!("transform:translate({x}px,{y}px) scale({zoom})")
}

/// How much larger marks are drawn; in coarse steps, because every card has to be looked at again for one.
fn mark(viewport: &Viewport) -> f64 {
    ((1.0 / viewport.zoom).clamp(1.0, 2.2) * 5.0).round() / 5.0
}

/// Dots a finger's width apart at any zoom; the grid only ever moves by less than one of them.
fn grid_style(viewport: &Viewport) -> String {
    let mut gap = 24.0 * viewport.zoom;
    while gap < 20.0 {
        gap *= 2.0;
    }
    let (x, y) = (viewport.x.rem_euclid(gap), viewport.y.rem_euclid(gap));
    format!("background-size:{gap}px {gap}px;transform:translate({x}px,{y}px)")
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
