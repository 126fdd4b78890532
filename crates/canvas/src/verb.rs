//! Everything the canvas can be told to do by a key or a button, with its words and its shortcut. One list feeds
//! the keyboard, the toolbar, the tooltips and the help.

use crate::drawing::Direction;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Undo,
    Redo,
    Delete,
    Duplicate,
    SelectAll,
    SelectDownstream,
    Rename,
    Open,
    AddAfter,
    Connect,
    Fit,
    FitSelection,
    FullSize,
    ZoomIn,
    ZoomOut,
    NextProblem,
    TidyUp,
    Group,
    Ungroup,
    OpenOrClose,
    Cancel,
    Walk(Direction),
    Extend(Direction),
    Nudge(Direction, bool),
    First,
    Last,
}

/// The ones people look up: what they do, and how.
pub const HELP: [(Verb, &str, &str); 20] = [
    (Verb::Undo, "Undo", "Ctrl+Z"),
    (Verb::Redo, "Redo", "Ctrl+Shift+Z"),
    (Verb::AddAfter, "Add a step after", "A"),
    (Verb::Connect, "Connect to another step", "C"),
    (Verb::Rename, "Rename", "F2"),
    (Verb::Open, "Open the settings", "Enter"),
    (Verb::Delete, "Delete and heal the flow", "Del"),
    (Verb::Duplicate, "Duplicate", "Ctrl+D"),
    (Verb::SelectAll, "Select everything", "Ctrl+A"),
    (Verb::SelectDownstream, "Select what follows", "Shift+A"),
    (Verb::NextProblem, "Go to the next problem", "F8"),
    (Verb::TidyUp, "Tidy up", "L"),
    (Verb::Group, "Group the chosen steps", "G"),
    (Verb::Ungroup, "Take a group apart", "Shift+G"),
    (Verb::OpenOrClose, "Open or close a group", "O"),
    (Verb::Fit, "Show everything", "1"),
    (Verb::FitSelection, "Show the selection", "2"),
    (Verb::FullSize, "Full size", "0"),
    (Verb::ZoomIn, "Zoom in", "+"),
    (Verb::ZoomOut, "Zoom out", "−"),
];

impl Verb {
    /// What it does, and its keys.
    pub fn words(self) -> (&'static str, &'static str) {
        let entry = HELP.iter().find(|(verb, ..)| *verb == self);
        entry.map_or(("", ""), |(_, does, keys)| (does, keys))
    }

    /// The verb of a key, as the browser names keys. `None` leaves the key to the browser.
    pub fn of_key(key: &str, shift: bool, ctrl: bool, alt: bool) -> Option<Verb> {
        let direction = match key {
            "ArrowLeft" => Some(Direction::Left),
            "ArrowRight" => Some(Direction::Right),
            "ArrowUp" => Some(Direction::Up),
            "ArrowDown" => Some(Direction::Down),
            _ => None,
        };
        if let Some(direction) = direction {
            return match (ctrl, alt, shift) {
                (false, false, false) => Some(Verb::Walk(direction)),
                (false, false, true) => Some(Verb::Extend(direction)),
                (false, true, far) => Some(Verb::Nudge(direction, far)),
                _ => None,
            };
        }
        let lower = key.to_lowercase();
        match (ctrl, alt, shift, lower.as_str()) {
            (true, false, false, "z") => Some(Verb::Undo),
            (true, false, true, "z") | (true, false, false, "y") => Some(Verb::Redo),
            (true, false, false, "a") => Some(Verb::SelectAll),
            (true, false, false, "d") => Some(Verb::Duplicate),
            (true, false, _, "0") => Some(Verb::FullSize),
            (true, false, _, "+" | "=") => Some(Verb::ZoomIn),
            (true, false, _, "-") => Some(Verb::ZoomOut),
            (false, false, true, "a") => Some(Verb::SelectDownstream),
            (false, false, true, "g") => Some(Verb::Ungroup),
            (false, false, _, "+") => Some(Verb::ZoomIn),
            (false, false, _, "-") => Some(Verb::ZoomOut),
            (false, false, false, plain) => Self::of_plain_key(plain),
            _ => None,
        }
    }

    fn of_plain_key(key: &str) -> Option<Verb> {
        Some(match key {
            "delete" | "backspace" => Verb::Delete,
            "f2" => Verb::Rename,
            "f8" => Verb::NextProblem,
            "enter" => Verb::Open,
            "escape" => Verb::Cancel,
            "a" => Verb::AddAfter,
            "c" => Verb::Connect,
            "l" => Verb::TidyUp,
            "g" => Verb::Group,
            "o" => Verb::OpenOrClose,
            "1" => Verb::Fit,
            "2" => Verb::FitSelection,
            "0" => Verb::FullSize,
            "=" => Verb::ZoomIn,
            "home" => Verb::First,
            "end" => Verb::Last,
            _ => return None,
        })
    }

    /// Whether it only looks, and so works on a live case too.
    pub fn only_looks(self) -> bool {
        matches!(
            self,
            Verb::Fit
                | Verb::FitSelection
                | Verb::FullSize
                | Verb::ZoomIn
                | Verb::ZoomOut
                | Verb::Open
                | Verb::Cancel
                | Verb::Walk(_)
                | Verb::First
                | Verb::Last
        )
    }
}
