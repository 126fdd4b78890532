//! Two fingers on the canvas zoom and push it; one finger is a pointer like any other.

use super::state::EditorState;
use canvas::{Input, Spot};
use leptos::ev::PointerEvent;
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Fingers {
    state: EditorState,
    down: StoredValue<Vec<(i32, Spot)>>,
    /// Two were down: until all are lifted nothing else is meant.
    pinching: StoredValue<bool>,
}

impl Fingers {
    pub fn new(state: EditorState) -> Self {
        Self {
            state,
            down: StoredValue::new(Vec::new()),
            pinching: StoredValue::new(false),
        }
    }

    /// Whether the fingers answer this event, and nothing else should.
    pub fn pressed(&self, event: &PointerEvent, at: Spot) -> bool {
        if event.pointer_type() != "touch" {
            return false;
        }
        self.down.update_value(|down| {
            down.retain(|(id, _)| *id != event.pointer_id());
            down.push((event.pointer_id(), at));
        });
        if self.down.with_value(Vec::len) == 2 {
            self.pinching.set_value(true);
            self.state.handle(Input::Cancel);
        }
        self.pinching.get_value()
    }

    pub fn moved(&self, event: &PointerEvent, at: Spot) -> bool {
        if !self.pinching.get_value() {
            return false;
        }
        let before = self.down.get_value();
        self.down.update_value(|down| {
            for (id, spot) in down.iter_mut() {
                if *id == event.pointer_id() {
                    *spot = at;
                }
            }
        });
        let after = self.down.get_value();
        if let ([(_, a), (_, b)], [(_, c), (_, d)]) = (&before[..], &after[..]) {
            let factor = c.distance(*d) / a.distance(*b).max(1.0);
            self.state
                .act(|canvas| canvas.pinch(between(*a, *b), between(*c, *d), factor));
        }
        true
    }

    pub fn lifted(&self, event: &PointerEvent) -> bool {
        let pinching = self.pinching.get_value();
        self.down
            .update_value(|down| down.retain(|(id, _)| *id != event.pointer_id()));
        if self.down.with_value(Vec::is_empty) {
            self.pinching.set_value(false);
        }
        pinching
    }
}

fn between(a: Spot, b: Spot) -> Spot {
    Spot::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0)
}
