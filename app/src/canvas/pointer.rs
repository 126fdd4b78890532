//! From the browser's pointer events to the canvas's own.

use canvas::{Button, Modifiers, Spot};
use leptos::ev::{MouseEvent, PointerEvent};
use leptos::web_sys::Element;

/// Where an event is on an element.
pub fn spot(element: &Element, event: &MouseEvent) -> Spot {
    let corner = element.get_bounding_client_rect();
    Spot::new(
        f64::from(event.client_x()) - corner.left(),
        f64::from(event.client_y()) - corner.top(),
    )
}

pub fn modifiers(event: &MouseEvent, space: bool) -> Modifiers {
    Modifiers {
        shift: event.shift_key(),
        ctrl: event.ctrl_key() || event.meta_key(),
        alt: event.alt_key(),
        space,
    }
}

/// The button of a press; `None` for those that mean something else, such as the context menu.
pub fn button(event: &PointerEvent) -> Option<Button> {
    match (event.button(), event.pointer_type().as_str()) {
        (0, "touch") => Some(Button::Touch),
        (0, _) => Some(Button::Main),
        (1, _) => Some(Button::Middle),
        _ => None,
    }
}
