//! Where things stand in the grid: headings on top, a row for each rule, and below them what holds when no rule fits.
//! Inputs come first, then outputs, then the note.

use process::decision::table::{Cell, Table};

/// A place in the grid. Row 0 holds the headings, so rule 0 stands in row 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    pub row: usize,
    pub column: usize,
}

/// How large a grid is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub rules: usize,
    pub inputs: usize,
    pub outputs: usize,
}

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    Input(usize),
    Output(usize),
    NoteHeading,
    When {
        rule: usize,
        input: usize,
    },
    Then {
        rule: usize,
        output: usize,
    },
    Note {
        rule: usize,
    },
    Otherwise {
        output: usize,
    },
    /// Under the inputs and the note, where no rule fits.
    Nothing,
}

impl Place {
    pub fn new(row: usize, column: usize) -> Self {
        Self { row, column }
    }

    /// The rule in this row, if the row is one.
    pub fn rule(self, shape: Shape) -> Option<usize> {
        (1..=shape.rules).contains(&self.row).then(|| self.row - 1)
    }
}

impl Shape {
    pub fn of(table: &Table) -> Self {
        Self {
            rules: table.rules.len(),
            inputs: table.inputs.len(),
            outputs: table.outputs.len(),
        }
    }

    /// Headings, rules, and the row for when no rule fits.
    pub fn rows(self) -> usize {
        self.rules + 2
    }

    /// Inputs, outputs and the note.
    pub fn columns(self) -> usize {
        self.inputs + self.outputs + 1
    }

    pub fn last_row(self) -> usize {
        self.rows() - 1
    }

    pub fn last_column(self) -> usize {
        self.columns() - 1
    }

    pub fn spot(self, place: Place) -> Spot {
        let (row, column) = (place.row, place.column);
        let output = column.checked_sub(self.inputs);
        let output = output.filter(|output| *output < self.outputs);
        if row == 0 {
            return match output {
                Some(output) => Spot::Output(output),
                None if column < self.inputs => Spot::Input(column),
                None => Spot::NoteHeading,
            };
        }
        match (place.rule(self), output) {
            (Some(rule), Some(output)) => Spot::Then { rule, output },
            (Some(rule), None) if column < self.inputs => Spot::When {
                rule,
                input: column,
            },
            (Some(rule), None) => Spot::Note { rule },
            (None, Some(output)) => Spot::Otherwise { output },
            (None, None) => Spot::Nothing,
        }
    }

    /// Where a place that a problem names stands; a whole rule stands at its first cell.
    pub fn place_of(self, cell: Cell) -> Place {
        match cell {
            Cell::Table => Place::default(),
            Cell::Input { input } => Place::new(0, input),
            Cell::Output { output } => Place::new(0, self.inputs + output),
            Cell::Otherwise { output } => Place::new(self.last_row(), self.inputs + output),
            Cell::Rule { rule } => Place::new(rule + 1, 0),
            Cell::When { rule, input } => Place::new(rule + 1, input),
            Cell::Then { rule, output } => Place::new(rule + 1, self.inputs + output),
        }
    }

    /// The nearest place that is in the grid.
    pub fn within(self, place: Place) -> Place {
        Place {
            row: place.row.min(self.last_row()),
            column: place.column.min(self.last_column()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: Shape = Shape {
        rules: 2,
        inputs: 2,
        outputs: 1,
    };

    #[test]
    fn every_place_says_what_stands_there() {
        let spot = |row, column| SHAPE.spot(Place::new(row, column));
        assert_eq!(spot(0, 1), Spot::Input(1));
        assert_eq!(spot(0, 2), Spot::Output(0));
        assert_eq!(spot(0, 3), Spot::NoteHeading);
        assert_eq!(spot(1, 0), Spot::When { rule: 0, input: 0 });
        assert_eq!(spot(2, 2), Spot::Then { rule: 1, output: 0 });
        assert_eq!(spot(2, 3), Spot::Note { rule: 1 });
        assert_eq!(spot(3, 2), Spot::Otherwise { output: 0 });
        assert_eq!(spot(3, 0), Spot::Nothing);
        assert_eq!(spot(3, 3), Spot::Nothing);
    }

    #[test]
    fn what_a_problem_names_is_found_in_the_grid() {
        for (cell, spot) in [
            (Cell::Input { input: 1 }, Spot::Input(1)),
            (
                Cell::When { rule: 1, input: 0 },
                Spot::When { rule: 1, input: 0 },
            ),
            (
                Cell::Then { rule: 0, output: 0 },
                Spot::Then { rule: 0, output: 0 },
            ),
            (Cell::Otherwise { output: 0 }, Spot::Otherwise { output: 0 }),
        ] {
            assert_eq!(SHAPE.spot(SHAPE.place_of(cell)), spot);
        }
    }
}
