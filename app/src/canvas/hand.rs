//! The user's hand on the stage: pointer and wheel, handed on to the canvas's gestures.

use super::fingers::Fingers;
use super::pointer::{button, modifiers, spot};
use super::state::EditorState;
use canvas::{Button, Input, Modifiers, Spot};
use leptos::ev::{PointerEvent, WheelEvent};
use leptos::{html, prelude::*};

#[derive(Clone, Copy)]
pub struct Hand {
    state: EditorState,
    stage: NodeRef<html::Div>,
    fingers: Fingers,
    /// Where the pointer is; `None` while it is elsewhere.
    at: StoredValue<Option<Spot>>,
    modifiers: StoredValue<Modifiers>,
    /// The space bar is held; and whether it was used for panning since.
    space: StoredValue<bool>,
    panned: StoredValue<bool>,
    drifting: StoredValue<bool>,
}

impl Hand {
    pub fn new(state: EditorState, stage: NodeRef<html::Div>) -> Self {
        Self {
            state,
            stage,
            fingers: Fingers::new(state),
            at: StoredValue::new(None),
            modifiers: StoredValue::new(Modifiers::default()),
            space: StoredValue::new(false),
            panned: StoredValue::new(false),
            drifting: StoredValue::new(false),
        }
    }

    pub fn at(&self) -> StoredValue<Option<Spot>> {
        self.at
    }

    pub fn space(&self) -> StoredValue<bool> {
        self.space
    }

    /// Whether space was for panning; asking starts anew.
    pub fn has_panned(&self) -> bool {
        let panned = self.panned.get_value();
        self.panned.set_value(false);
        panned
    }

    pub fn press(&self, event: &PointerEvent) {
        let (Some(stage), Some(button)) = (self.stage.get_untracked(), button(event)) else {
            return;
        };
        if button == Button::Middle {
            event.prevent_default();
        }
        // Gestures answer clicks too, so nothing is lost by taking the pointer at once.
        let _ = stage.set_pointer_capture(event.pointer_id());
        let at = spot(&stage, event);
        if self.fingers.pressed(event, at) {
            return;
        }
        let modifiers = modifiers(event, self.space.get_value());
        self.panned
            .update_value(|panned| *panned |= modifiers.space);
        self.state.handle(Input::Down {
            at,
            button,
            modifiers,
        });
    }

    pub fn point(&self, event: &PointerEvent) {
        let Some(stage) = self.stage.get_untracked() else {
            return;
        };
        let at = spot(&stage, event);
        if self.fingers.moved(event, at) {
            return;
        }
        let modifiers = modifiers(event, self.space.get_value());
        self.at.set_value(Some(at));
        self.modifiers.set_value(modifiers);
        self.state.handle(Input::Move { at, modifiers });
        if !self.drifting.get_value() && self.carries() {
            self.drifting.set_value(true);
            self.drift();
        }
    }

    pub fn release(&self, event: &PointerEvent) {
        let Some(stage) = self.stage.get_untracked() else {
            return;
        };
        if self.fingers.lifted(event) {
            return;
        }
        let at = spot(&stage, event);
        let modifiers = modifiers(event, self.space.get_value());
        self.state.handle(Input::Up { at, modifiers });
        let focus = self
            .state
            .selection
            .with_untracked(|selection| selection.focus.clone());
        if let Some(step) = focus.filter(|_| self.state.menu.with_untracked(Option::is_none)) {
            self.state.focus_step(step);
        }
    }

    /// The browser took the pointer away.
    pub fn lose(&self, event: &PointerEvent) {
        if !self.fingers.lifted(event) {
            self.state.handle(Input::Cancel);
        }
    }

    pub fn leave(&self) {
        self.at.set_value(None);
    }

    pub fn wheel(&self, event: &WheelEvent) {
        let Some(stage) = self.stage.get_untracked() else {
            return;
        };
        let zoom = event.ctrl_key() || event.meta_key();
        // A live view stands on a page that scrolls; only zooming is its own.
        if !zoom && self.state.with(canvas::Canvas::is_read_only) {
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
        let at = spot(&stage, event);
        self.state.act(|canvas| canvas.wheel(at, x, y, zoom));
    }

    fn carries(&self) -> bool {
        self.state.with(|canvas| canvas.gesture().carries())
    }

    /// While something is held at the edge, the canvas moves along, frame by frame.
    fn drift(self) {
        request_animation_frame(move || {
            let Some(at) = self.at.try_get_value() else {
                return;
            };
            if !self.carries() {
                self.drifting.set_value(false);
                return;
            }
            if let Some(at) = at {
                let modifiers = self.modifiers.get_value();
                self.state
                    .act(|canvas| canvas.drift(at, modifiers).unwrap_or_default());
            }
            self.drift();
        });
    }
}
