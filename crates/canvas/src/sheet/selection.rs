//! Where the cursor is and what is selected with it.

use super::shape::{Place, Shape};
use std::ops::RangeInclusive;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    Left,
    Right,
}

/// A rectangle of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    pub rows: RangeInclusive<usize>,
    pub columns: RangeInclusive<usize>,
}

/// The cursor, and the place a selection was begun at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Selection {
    pub cursor: Place,
    pub anchor: Place,
}

impl Area {
    pub fn contains(&self, place: Place) -> bool {
        self.rows.contains(&place.row) && self.columns.contains(&place.column)
    }

    pub fn is_one_place(&self) -> bool {
        self.rows.start() == self.rows.end() && self.columns.start() == self.columns.end()
    }

    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        let row = |row: usize| {
            self.columns
                .clone()
                .map(move |column| Place { row, column })
        };
        self.rows.clone().flat_map(row)
    }

    /// The rules it touches: the first, and how many.
    pub fn rules(&self, shape: Shape) -> Option<(usize, usize)> {
        let first = (*self.rows.start()).max(1);
        let last = (*self.rows.end()).min(shape.rules);
        (first <= last).then(|| (first - 1, last - first + 1))
    }
}

impl Selection {
    pub fn at(place: Place) -> Self {
        Self {
            cursor: place,
            anchor: place,
        }
    }

    pub fn area(self) -> Area {
        let span = |a: usize, b: usize| a.min(b)..=a.max(b);
        Area {
            rows: span(self.cursor.row, self.anchor.row),
            columns: span(self.cursor.column, self.anchor.column),
        }
    }

    pub fn go(&mut self, to: Place, extend: bool) {
        self.cursor = to;
        if !extend {
            self.anchor = to;
        }
    }

    pub fn within(self, shape: Shape) -> Self {
        Self {
            cursor: shape.within(self.cursor),
            anchor: shape.within(self.anchor),
        }
    }
}

/// One step, or to the edge.
pub(super) fn step(from: Place, direction: Direction, to_edge: bool, shape: Shape) -> Place {
    let Place { row, column } = from;
    match (direction, to_edge) {
        (Direction::Up, false) => Place::new(row.saturating_sub(1), column),
        (Direction::Down, false) => shape.within(Place::new(row + 1, column)),
        (Direction::Left, false) => Place::new(row, column.saturating_sub(1)),
        (Direction::Right, false) => shape.within(Place::new(row, column + 1)),
        // The first rule first, then its heading, as a spreadsheet stops where its data ends.
        (Direction::Up, true) => Place::new(usize::from(row > 1), column),
        (Direction::Down, true) if row < shape.rules => Place::new(shape.rules, column),
        (Direction::Down, true) => Place::new(shape.last_row(), column),
        (Direction::Left, true) => Place::new(row, 0),
        (Direction::Right, true) => Place::new(row, shape.last_column()),
    }
}
