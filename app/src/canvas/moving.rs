//! Pan, zoom and size: a few styles written once a frame, past the reactive graph.

use super::state::EditorState;
use canvas::Viewport;
use leptos::{html, prelude::*};
use std::time::Duration;
use wasm_bindgen::JsCast;

/// After so long without moving, the pane is drawn sharp again.
const STILL_AFTER: Duration = Duration::from_millis(160);

/// Measures the stage, shows the whole process the first time, and follows the window.
pub fn keep_size(state: EditorState, stage: NodeRef<html::Div>) {
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
pub struct Moving {
    pub stage: NodeRef<html::Div>,
    pub grid: NodeRef<html::Div>,
    pub pane: NodeRef<html::Div>,
    pub ghosts: NodeRef<html::Div>,
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
pub fn move_imperatively(state: EditorState, moving: Moving) {
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

pub fn transform(viewport: &Viewport) -> String {
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
