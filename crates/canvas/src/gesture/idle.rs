//! Nothing is going on; what is under the pointer lights up.

use super::{Button, Gesture, Input, Next, Panning, Pointing};
use crate::scene::{Scene, Target};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Idle {
    pub hover: Option<Target>,
}

impl Idle {
    pub(super) fn handle(mut self, input: Input, scene: &Scene) -> Next {
        match input {
            Input::Down {
                at,
                button,
                modifiers,
            } => {
                let next = if button == Button::Middle || modifiers.space {
                    Gesture::Panning(Panning::from(at))
                } else {
                    let target = scene.hit(at);
                    return Pointing::start(target, at, button, modifiers, scene);
                };
                (next, Vec::new())
            }
            Input::Move { at, .. } => {
                self.hover = scene.hit(at);
                (Gesture::Idle(self), Vec::new())
            }
            Input::Up { .. } => (Gesture::Idle(self), Vec::new()),
            Input::Cancel => {
                self.hover = None;
                (Gesture::Idle(self), Vec::new())
            }
        }
    }
}
