//! A rectangle is being drawn; the steps it touches are chosen.

use super::{Gesture, Input, Next, Outcome, idle};
use crate::geometry::Rect;
use crate::scene::Scene;
use crate::selection::Selection;
use process::diagram::Point;

#[derive(Clone, Debug, PartialEq)]
pub struct Lassoing {
    from: Point,
    to: Point,
    /// What was chosen before and stays chosen.
    kept: Selection,
}

impl Lassoing {
    pub(super) fn start(from: Point, kept: Selection) -> Self {
        Self {
            from,
            to: from,
            kept,
        }
    }

    pub fn rect(&self) -> Rect {
        Rect::spanned(self.from, self.to)
    }

    pub(super) fn handle(mut self, input: Input, scene: &Scene) -> Next {
        match input {
            Input::Move { at, .. } => {
                self.to = scene.at(at);
                let mut selection = self.kept.clone();
                let touched = scene.drawing.index().near(&self.rect());
                // One draws a lasso inside a group to choose what is in it.
                let area = self.rect();
                let caught = touched
                    .into_iter()
                    .filter(|(_, shape)| !shape.group || area.union(shape.rect) == area);
                selection.steps.extend(caught.map(|(id, _)| id.clone()));
                if selection
                    .focus
                    .as_ref()
                    .is_none_or(|id| !selection.steps.contains(id))
                {
                    selection.focus = selection.steps.first().cloned().or(selection.focus);
                }
                let outcomes = match &selection == scene.selection {
                    true => Vec::new(),
                    false => vec![Outcome::Select(selection)],
                };
                (Gesture::Lassoing(self), outcomes)
            }
            Input::Up { .. } => (idle(), Vec::new()),
            Input::Cancel => (idle(), vec![Outcome::Select(self.kept)]),
            Input::Down { .. } => (Gesture::Lassoing(self), Vec::new()),
        }
    }
}
