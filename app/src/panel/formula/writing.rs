//! The field an expression is written in: one line or several, whichever is in the page.

use leptos::{html, prelude::*};
use process::feel::{from_utf16, to_utf16};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

#[derive(Clone, Copy)]
pub struct Writing {
    pub line: NodeRef<html::Input>,
    pub lines: NodeRef<html::Textarea>,
}

impl Writing {
    pub fn new() -> Self {
        Self {
            line: NodeRef::new(),
            lines: NodeRef::new(),
        }
    }

    fn input(self) -> Option<web_sys::HtmlInputElement> {
        let line = self.line.try_get_untracked().flatten();
        line.filter(|line| line.is_connected())
    }

    fn area(self) -> Option<web_sys::HtmlTextAreaElement> {
        let lines = self.lines.try_get_untracked().flatten();
        lines.filter(|lines| lines.is_connected())
    }

    /// Whether arrow keys walk through lines of text.
    pub fn has_lines(self) -> bool {
        self.input().is_none()
    }

    /// What is chosen, in bytes of the text: a caret is a choice of nothing. Its end without a field.
    pub fn chosen(self, text: &str) -> (usize, usize) {
        let places = match (self.input(), self.area()) {
            (Some(input), _) => (input.selection_start(), input.selection_end()),
            (None, Some(area)) => (area.selection_start(), area.selection_end()),
            (None, None) => (Ok(None), Ok(None)),
        };
        let byte = |place: Result<Option<u32>, _>| {
            let place = place.ok().flatten();
            place.map_or(text.len(), |place| from_utf16(text, place as usize))
        };
        let start = byte(places.0);
        (start, byte(places.1).max(start))
    }

    /// Puts the caret there (in bytes) and the keyboard into the field, once the text is in the page.
    pub fn put_caret(self, text: &str, at: usize) {
        let at = u32::try_from(to_utf16(text, at)).unwrap_or(u32::MAX);
        request_animation_frame(move || {
            let element: Option<HtmlElement> = match (self.input(), self.area()) {
                (Some(input), _) => {
                    _ = input.set_selection_range(at, at);
                    input.dyn_into().ok()
                }
                (None, Some(area)) => {
                    _ = area.set_selection_range(at, at);
                    area.dyn_into().ok()
                }
                (None, None) => None,
            };
            if let Some(element) = element {
                _ = element.focus();
            }
        });
    }
}
