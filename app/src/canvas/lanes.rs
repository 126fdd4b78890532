//! Pools and lanes: quiet frames behind the steps, with their names. A lane is chosen by its name, and made higher by
//! its lower edge.

use super::state::EditorState;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use leptos::web_sys::Element;
use process::LaneId;
use process::diagram::edit::intent::stands_upright;
use process::diagram::shape::Size;
use process::diagram::{Lane, Point};
use wasm_bindgen::JsCast;

impl EditorState {
    /// A lane as it is now. Tracked.
    pub fn lane(&self, id: &LaneId) -> Option<Lane> {
        self.track_lanes();
        self.with(|canvas| canvas.diagram().lane(id).cloned())
    }

    /// All lanes. Tracked.
    pub fn lanes(&self) -> Vec<Lane> {
        self.track_lanes();
        self.with(|canvas| canvas.diagram().lanes.clone())
    }

    pub fn add_lane(&self) {
        self.act(canvas::Canvas::add_lane);
        self.say("A lane is there. Its settings say who does what stands in it.".to_owned());
    }

    /// Chooses a lane and brings it into sight.
    pub fn show_lane(&self, id: &LaneId) {
        self.act(|canvas| canvas.show_lane(id));
    }

    /// Changes places with the lane before it, or after it.
    pub fn move_lane(&self, id: &LaneId, back: bool) {
        self.act(|canvas| canvas.move_lane(id, back));
    }

    /// Makes a lane so high; an upright one so wide.
    pub fn size_lane(&self, id: &LaneId, depth: i32) {
        self.act(|canvas| canvas.size_lane(id, depth));
    }
}

#[derive(Clone, PartialEq)]
struct Frame {
    /// None: a pool.
    lane: Option<LaneId>,
    name: String,
    at: Point,
    size: Size,
    upright: bool,
}

#[component]
pub fn Lanes(state: EditorState, read_only: bool) -> impl IntoView {
    let frames = Memo::new(move |_| {
        state.track_lanes();
        state.with(|canvas| {
            let diagram = canvas.diagram();
            let pools = diagram.pools.iter().filter_map(|pool| {
                let size = pool.size?;
                let mut own = diagram.lanes.iter().filter(|lane| lane.inside.is_none());
                let lane =
                    own.find(|lane| lane.pool.as_ref() == Some(&pool.id) && lane.size.is_some());
                Some(Frame {
                    lane: None,
                    name: pool.name.clone(),
                    at: pool.position,
                    size,
                    upright: match lane {
                        Some(lane) => stands_upright(diagram, &lane.id),
                        None => size.height > size.width,
                    },
                })
            });
            let lanes = diagram.lanes.iter().filter_map(|lane| {
                Some(Frame {
                    lane: Some(lane.id.clone()),
                    name: lane.name.clone(),
                    at: lane.position,
                    size: lane.size?,
                    upright: stands_upright(diagram, &lane.id),
                })
            });
            pools.chain(lanes).collect::<Vec<_>>()
        })
    });
    let chosen = Memo::new(move |_| state.selection.with(|selection| selection.lane.clone()));
    view! {
        <div class="lanes">
            {move || frames.get().into_iter().map(|frame| view! { <Band state frame chosen read_only/> }).collect_view()}
        </div>
    }
}

#[component]
fn Band(
    state: EditorState,
    frame: Frame,
    chosen: Memo<Option<LaneId>>,
    read_only: bool,
) -> impl IntoView {
    let Frame {
        lane,
        name,
        at,
        size,
        upright,
    } = frame;
    // How much higher it is while its edge is held.
    let more = RwSignal::new(0);
    let depth = move || size.height + if upright { 0 } else { more.get() };
    let width = move || size.width + if upright { more.get() } else { 0 };
    let head = match lane.clone().filter(|_| !read_only) {
        Some(id) => {
            let (own, shown) = (id.clone(), name.clone());
            view! {
                <button
                    type="button"
                    class="lane-head"
                    tabindex="-1"
                    aria-label=format!("Lane {shown}")
                    aria-pressed=move || chosen.with(|chosen| chosen.as_ref() == Some(&own)).to_string()
                    on:pointerdown=|event| event.stop_propagation()
                    on:dblclick=|event| event.stop_propagation()
                    on:click=move |_| {
                        let focus = state.selection.with_untracked(|selection| selection.focus.clone());
                        state.select(canvas::Selection::of_lane(&id, focus));
                    }
                >
                    <span>{name}</span>
                </button>
            }
            .into_any()
        }
        None => view! { <div class="lane-head"><span>{name}</span></div> }.into_any(),
    };
    let own = StoredValue::new(lane.clone());
    let edge = lane.clone().filter(|_| !read_only).map(|id| {
        let full = if upright { size.width } else { size.height };
        view! {
            <Edge state upright more on_let_go=Callback::new(move |by: i32| state.size_lane(&id, full + by))/>
        }
    });
    view! {
        <div
            class=if lane.is_some() { "lane" } else { "pool" }
            class:upright=upright
            class:chosen=move || own.with_value(|own| own.is_some() && chosen.with(|chosen| chosen == own))
            style:transform=format!("translate({}px,{}px)", at.x, at.y)
            style:width=move || format!("{}px", width())
            style:height=move || format!("{}px", depth())
        >
            {head}
            {edge}
        </div>
    }
}

/// The lower edge of a lane (of an upright one, the right one), which is dragged.
#[component]
fn Edge(
    state: EditorState,
    upright: bool,
    more: RwSignal<i32>,
    on_let_go: Callback<i32>,
) -> impl IntoView {
    let held = StoredValue::new(None::<i32>);
    let along = move |event: &PointerEvent| {
        if upright {
            event.client_x()
        } else {
            event.client_y()
        }
    };
    let by = move |event: &PointerEvent| {
        let zoom = state.viewport.with_untracked(|viewport| viewport.zoom);
        let from = held.get_value()?;
        Some((f64::from(along(event) - from) / zoom).round() as i32)
    };
    view! {
        <div
            class="lane-edge"
            on:pointerdown=move |event| {
                event.stop_propagation();
                let edge = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                edge.map(|edge| edge.set_pointer_capture(event.pointer_id()));
                held.set_value(Some(along(&event)));
            }
            on:pointermove=move |event| {
                if let Some(by) = by(&event) {
                    event.stop_propagation();
                    more.set(by);
                }
            }
            on:pointerup=move |event| {
                if let Some(by) = by(&event) {
                    event.stop_propagation();
                    held.set_value(None);
                    more.set(0);
                    on_let_go.run(by);
                }
            }
            on:pointercancel=move |_| {
                held.set_value(None);
                more.set(0);
            }
        ></div>
    }
}
