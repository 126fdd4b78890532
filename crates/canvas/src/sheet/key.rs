//! What a key wishes, as in a spreadsheet.

use super::selection::Direction;
use super::state::Editing;

/// A key as the browser names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Key<'a> {
    pub name: &'a str,
    pub shift: bool,
    /// Ctrl, or Command.
    pub ctrl: bool,
    pub alt: bool,
}

/// Where to go after a cell was filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    Stay,
    Go(Direction),
    /// The next cell, in the next row after the last.
    Next,
    Previous,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    Go {
        direction: Direction,
        to_edge: bool,
        extend: bool,
    },
    Page {
        down: bool,
        extend: bool,
    },
    /// The first cell of all, or the last.
    Corner {
        end: bool,
        extend: bool,
    },
    Next,
    Previous,
    /// Opens the cell with what it holds, or with what was typed instead.
    Edit {
        typed: Option<String>,
    },
    Commit(Then),
    Cancel,
    Clear,
    SelectRow,
    SelectAll,
    AddRule,
    DuplicateRules,
    DeleteRules,
    MoveRules {
        down: bool,
    },
    Undo,
    Redo,
    /// Out of the grid.
    Leave,
}

impl Wish {
    /// None for keys that are not for the grid.
    pub fn of_key(key: Key<'_>, editing: Option<&Editing>) -> Option<Self> {
        match editing {
            Some(editing) => while_editing(key, editing),
            None => while_moving(key),
        }
    }
}

fn direction(name: &str) -> Option<Direction> {
    Some(match name {
        "ArrowUp" => Direction::Up,
        "ArrowDown" => Direction::Down,
        "ArrowLeft" => Direction::Left,
        "ArrowRight" => Direction::Right,
        _ => return None,
    })
}

fn while_editing(key: Key<'_>, editing: &Editing) -> Option<Wish> {
    // Who typed over a cell leaves it with an arrow; who opened it moves within its text.
    let leaves = editing.typed_over && !key.ctrl && !key.alt && !key.shift;
    Some(match key.name {
        "Enter" if key.shift => Wish::Commit(Then::Go(Direction::Up)),
        "Enter" if key.ctrl => Wish::Commit(Then::Stay),
        "Enter" => Wish::Commit(Then::Go(Direction::Down)),
        "Tab" if key.shift => Wish::Commit(Then::Previous),
        "Tab" => Wish::Commit(Then::Next),
        "Escape" => Wish::Cancel,
        name if leaves => Wish::Commit(Then::Go(direction(name)?)),
        _ => return None,
    })
}

fn while_moving(key: Key<'_>) -> Option<Wish> {
    let extend = key.shift;
    if key.alt {
        return match key.name {
            "ArrowUp" => Some(Wish::MoveRules { down: false }),
            "ArrowDown" => Some(Wish::MoveRules { down: true }),
            _ => None,
        };
    }
    if let Some(direction) = direction(key.name) {
        return Some(Wish::Go {
            direction,
            to_edge: key.ctrl,
            extend,
        });
    }
    if key.ctrl {
        return Some(match key.name {
            "Enter" => Wish::AddRule,
            "Home" => Wish::Corner { end: false, extend },
            "End" => Wish::Corner { end: true, extend },
            "Delete" | "Backspace" | "-" => Wish::DeleteRules,
            "a" | "A" => Wish::SelectAll,
            "d" | "D" => Wish::DuplicateRules,
            "z" if !key.shift => Wish::Undo,
            "z" | "Z" | "y" => Wish::Redo,
            _ => return None,
        });
    }
    let row = |direction| Wish::Go {
        direction,
        to_edge: true,
        extend,
    };
    Some(match key.name {
        "Home" => row(Direction::Left),
        "End" => row(Direction::Right),
        "PageUp" => Wish::Page {
            down: false,
            extend,
        },
        "PageDown" => Wish::Page { down: true, extend },
        "Tab" if key.shift => Wish::Previous,
        "Tab" => Wish::Next,
        "Enter" | "F2" => Wish::Edit { typed: None },
        "Delete" => Wish::Clear,
        "Backspace" => Wish::Edit {
            typed: Some(String::new()),
        },
        "Escape" => Wish::Leave,
        " " if key.shift => Wish::SelectRow,
        name if name.chars().count() == 1 => Wish::Edit {
            typed: Some(name.to_owned()),
        },
        _ => return None,
    })
}
