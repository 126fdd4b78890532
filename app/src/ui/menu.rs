//! More to do, behind one button: the browser's own popover, which closes on Escape and on a click elsewhere.

use super::Icon;
use icondata_core::Icon as Drawing;
use leptos::{ev::MouseEvent, html, prelude::*};

/// The space between the button and its menu, and to the window's edge.
const GAP: f64 = 4.0;

#[component]
pub fn Menu(
    #[prop(into)] id: String,
    /// What a screen reader says for the button.
    #[prop(into)]
    label: String,
    /// What stands in the button.
    #[prop(into)]
    trigger: ViewFn,
    #[prop(default = "icon-btn")] class: &'static str,
    children: Children,
) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    let menu = NodeRef::<html::Div>::new();
    view! {
        <button
            type="button"
            class=class
            node_ref=button
            aria-label=label.clone()
            title=label.clone()
            popovertarget=id.clone()
            on:click=move |_| place(button, menu)
        >
            {trigger.run()}
        </button>
        <div id=id class="menu" popover="auto" role="group" aria-label=label node_ref=menu>
            {children()}
        </div>
    }
}

/// Below the button, at its right edge; above or further left where there is no room.
/// Without JavaScript the menu stands in the middle of the window.
fn place(button: NodeRef<html::Button>, menu: NodeRef<html::Div>) {
    let (Some(button), Some(menu)) = (button.get_untracked(), menu.get_untracked()) else {
        return;
    };
    let at = button.get_bounding_client_rect();
    let size = |length: Result<wasm_bindgen::JsValue, _>| {
        length
            .ok()
            .and_then(|length: wasm_bindgen::JsValue| length.as_f64())
            .unwrap_or_default()
    };
    let (width, height) = (size(window().inner_width()), size(window().inner_height()));
    let across = if at.left() > width / 2.0 {
        format!("left:auto;right:{}px", (width - at.right()).max(GAP))
    } else {
        format!("right:auto;left:{}px", at.left().max(GAP))
    };
    let down = if at.top() > height / 2.0 {
        format!("top:auto;bottom:{}px", height - at.top() + GAP)
    } else {
        format!("bottom:auto;top:{}px", at.bottom() + GAP)
    };
    let _ = menu.set_attribute("style", &format!("margin:0;{across};{down}"));
}

/// One thing to do. Choosing it closes the menu named `menu`.
#[component]
pub fn MenuItem(
    #[prop(into)] menu: String,
    #[prop(into)] label: String,
    icon: Drawing,
    on_click: Callback<MouseEvent>,
    #[prop(optional)] danger: bool,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="menu-item"
            class:danger=danger
            popovertarget=menu
            popovertargetaction="hide"
            on:click=move |event| on_click.run(event)
        >
            <Icon drawing=icon/>
            <span>{label}</span>
        </button>
    }
}
