//! The whole process small, from 25 steps on. A click looks there.

use super::state::EditorState;
use canvas::{Rect, Spot};
use leptos::{ev::PointerEvent, html, prelude::*};
use process::diagram::Point;

const FROM: usize = 25;
const WIDTH: f64 = 176.0;
const HEIGHT: f64 = 112.0;
const MARGIN: i32 = 80;

#[component]
pub fn MiniMap(state: EditorState) -> impl IntoView {
    let large = Memo::new(move |_| {
        state.structure.track();
        state.with(|canvas| canvas.diagram().steps.len() >= FROM)
    });
    move || large.get().then(|| view! { <Map state/> })
}

#[component]
fn Map(state: EditorState) -> impl IntoView {
    let map = NodeRef::<html::Div>::new();
    let bounds = Memo::new(move |_| {
        state.changed.track();
        state
            .with(|canvas| canvas.drawing().bounds())
            .unwrap_or_default()
            .inflated(MARGIN)
    });
    // One path for all steps: a thousand of them are one element.
    let steps = Memo::new(move |_| {
        state.changed.track();
        state.with(|canvas| {
            let block = |rect: &Rect| {
                format!(
                    "M{} {}h{}v{}h-{}z",
                    rect.left,
                    rect.top,
                    rect.width(),
                    rect.height(),
                    rect.width()
                )
            };
            canvas
                .drawing()
                .index()
                .all()
                .filter(|(_, shape)| !shape.group)
                .map(|(_, shape)| block(&shape.rect))
                .collect::<String>()
        })
    });
    let look = move |event: &PointerEvent| {
        let Some(map) = map.get_untracked() else {
            return;
        };
        let spot = super::pointer::spot(&map, event);
        let all = bounds.get_untracked();
        state.act(|canvas| canvas.look_at(there(all, spot)));
    };
    view! {
        <div
            class="minimap"
            node_ref=map
            aria-hidden="true"
            on:pointerdown=move |event| {
                event.stop_propagation();
                if let Some(map) = map.get_untracked() {
                    let _ = map.set_pointer_capture(event.pointer_id());
                }
                look(&event);
            }
            on:pointermove=move |event| {
                event.stop_propagation();
                if event.buttons() & 1 == 1 {
                    look(&event);
                }
            }
        >
            <svg
                width=WIDTH
                height=HEIGHT
                viewBox=move || {
                    let all = bounds.get();
                    format!("{} {} {} {}", all.left, all.top, all.width(), all.height())
                }
            >
                <path class="minimap-steps" d=steps></path>
                {move || {
                    let seen = state.viewport.with(|viewport| viewport.seen());
                    view! {
                        <rect
                            class="minimap-seen"
                            x=seen.left
                            y=seen.top
                            width=seen.width()
                            height=seen.height()
                        ></rect>
                    }
                }}
            </svg>
        </div>
    }
}

/// The place on the canvas a spot on the map means. The map keeps proportions, so one side has a margin.
fn there(all: Rect, spot: Spot) -> Point {
    let scale =
        (WIDTH / f64::from(all.width().max(1))).min(HEIGHT / f64::from(all.height().max(1)));
    let middle = all.center();
    Point::new(
        middle.x + ((spot.x - WIDTH / 2.0) / scale).round() as i32,
        middle.y + ((spot.y - HEIGHT / 2.0) / scale).round() as i32,
    )
}
