//! One column and what can be done with it.

use super::shape::Shape;
use process::decision::table::{Input, Output, Table};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// What is looked at.
    When,
    /// What comes out.
    Then,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Column {
    pub side: Side,
    /// From 0 on its side.
    pub at: usize,
}

impl Column {
    pub fn input(at: usize) -> Self {
        Self {
            side: Side::When,
            at,
        }
    }

    pub fn output(at: usize) -> Self {
        Self {
            side: Side::Then,
            at,
        }
    }

    /// The column of the grid it stands in.
    pub fn in_grid(self, shape: Shape) -> usize {
        match self.side {
            Side::When => self.at,
            Side::Then => shape.inputs + self.at,
        }
    }

    /// The column that stands there; none for the note.
    pub fn at(column: usize, shape: Shape) -> Option<Self> {
        match column.checked_sub(shape.inputs) {
            None => Some(Self::input(column)),
            Some(output) => (output < shape.outputs).then(|| Self::output(output)),
        }
    }

    /// How many columns its side has.
    pub fn of(self, shape: Shape) -> usize {
        match self.side {
            Side::When => shape.inputs,
            Side::Then => shape.outputs,
        }
    }

    /// Takes it out, with its cells.
    pub fn delete(self, table: &mut Table) {
        super::change::square(table);
        if self.at >= self.of(Shape::of(table)) {
            return;
        }
        match self.side {
            Side::When => {
                table.inputs.remove(self.at);
                for rule in &mut table.rules {
                    rule.when.remove(self.at);
                }
            }
            Side::Then => {
                table.outputs.remove(self.at);
                for rule in &mut table.rules {
                    rule.then.remove(self.at);
                }
            }
        }
    }

    /// Puts it elsewhere on its side.
    pub fn shift(self, table: &mut Table, to: usize) {
        super::change::square(table);
        let count = self.of(Shape::of(table));
        if self.at >= count || to >= count {
            return;
        }
        match self.side {
            Side::When => {
                relocate(&mut table.inputs, self.at, to);
                for rule in &mut table.rules {
                    relocate(&mut rule.when, self.at, to);
                }
            }
            Side::Then => {
                relocate(&mut table.outputs, self.at, to);
                for rule in &mut table.rules {
                    relocate(&mut rule.then, self.at, to);
                }
            }
        }
    }
}

/// Puts a new input before the one that stands at `at`, or last.
pub fn add_input(table: &mut Table, at: usize, input: Input) {
    super::change::square(table);
    let at = at.min(table.inputs.len());
    table.inputs.insert(at, input);
    for rule in &mut table.rules {
        rule.when.insert(at, String::new());
    }
}

/// Puts a new output before the one that stands at `at`, or last.
pub fn add_output(table: &mut Table, at: usize, output: Output) {
    super::change::square(table);
    let at = at.min(table.outputs.len());
    table.outputs.insert(at, output);
    for rule in &mut table.rules {
        rule.then.insert(at, String::new());
    }
}

fn relocate<T>(items: &mut Vec<T>, from: usize, to: usize) {
    let item = items.remove(from);
    items.insert(to, item);
}
