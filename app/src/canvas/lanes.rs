//! Pools and lanes: quiet frames behind the steps, with their names.

use super::state::EditorState;
use leptos::prelude::*;
use process::diagram::Point;
use process::diagram::shape::Size;

#[derive(Clone, PartialEq)]
struct Frame {
    class: &'static str,
    name: String,
    at: Point,
    size: Size,
}

#[component]
pub fn Lanes(state: EditorState) -> impl IntoView {
    let frames = Memo::new(move |_| {
        state.with_diagram(|diagram| {
            let pools = diagram.pools.iter().filter_map(|pool| {
                Some(Frame {
                    class: "pool",
                    name: pool.name.clone(),
                    at: pool.position,
                    size: pool.size?,
                })
            });
            let lanes = diagram.lanes.iter().filter_map(|lane| {
                Some(Frame {
                    class: "lane",
                    name: lane.name.clone(),
                    at: lane.position,
                    size: lane.size?,
                })
            });
            pools.chain(lanes).collect::<Vec<_>>()
        })
    });
    let frame = |Frame {
                     class,
                     name,
                     at,
                     size,
                 }: Frame| {
        view! {
            <div
                class=class
                style:transform=format!("translate({}px,{}px)", at.x, at.y)
                style:width=format!("{}px", size.width)
                style:height=format!("{}px", size.height)
            >
                <span>{name}</span>
            </div>
        }
    };
    view! {
        <div class="lanes">{move || frames.get().into_iter().map(frame).collect_view()}</div>
    }
}
