//! The signs and arrow heads of the canvas, once for the page: each card only points at them, which keeps a
//! thousand cards light.

use super::looks::icon;
use canvas::palette::OFFERS;
use icondata_core::Icon as Drawing;
use leptos::prelude::*;

const MARKS: [(&str, Drawing); 13] = [
    ("sign-done", icondata_lu::LuCheck),
    ("sign-active", icondata_lu::LuPlay),
    ("sign-waiting", icondata_lu::LuHourglass),
    ("sign-failed", icondata_lu::LuTriangleAlert),
    ("sign-not-taken", icondata_lu::LuMinus),
    ("sign-problem", icondata_lu::LuCircleAlert),
    ("sign-plus", icondata_lu::LuPlus),
    ("sign-minus", icondata_lu::LuMinus),
    ("sign-again", icondata_lu::LuRepeat),
    ("sign-in-turn", icondata_lu::LuMenu),
    ("sign-at-once", icondata_lu::LuTally3),
    ("sign-only", icondata_lu::LuLock),
    ("sign-only-undo", icondata_lu::LuUndo2),
];

/// The arrow heads: plain, and the states a flow's line can be in.
const ARROWS: [&str; 5] = ["plain", "chosen", "taken", "wire", "refused"];

#[component]
pub fn Signs() -> impl IntoView {
    let mut kinds: Vec<&str> = OFFERS.iter().map(|offer| offer.looks).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let kinds = kinds
        .into_iter()
        .map(|kind| symbol(format!("sign-{kind}"), icon(kind)));
    let marks = MARKS.map(|(id, drawing)| symbol(id.to_owned(), drawing));
    let arrows = ARROWS.map(|name| {
        view! {
            <marker
                id=format!("arrow-{name}")
                class=format!("flow-arrow {name}")
                viewBox="0 0 10 10"
                refX="8.5"
                refY="5"
                markerWidth="10"
                markerHeight="10"
                markerUnits="userSpaceOnUse"
                orient="auto"
            >
                <path d="M1.5 1.2 8.8 5 1.5 8.8Z"></path>
            </marker>
        }
    });
    view! {
        <svg class="canvas-signs" width="0" height="0" aria-hidden="true" focusable="false">
            <defs>{kinds.collect_view()}{marks.collect_view()}{arrows.collect_view()}</defs>
        </svg>
    }
}

fn symbol(id: String, drawing: Drawing) -> impl IntoView {
    view! { <symbol id=id viewBox="0 0 24 24" inner_html=drawing.data></symbol> }
}

/// Points at one of the signs.
#[component]
pub fn Sign(#[prop(into)] id: Signal<String>) -> impl IntoView {
    view! {
        <svg class="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <use href=move || format!("#{}", id.get())></use>
        </svg>
    }
}
