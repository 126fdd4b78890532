//! The grid's state, and what becomes of it and of the table by each key, click and paste.

use super::change;
use super::clipboard;
use super::key::{Then, Wish};
use super::kinds::Kinds;
use super::selection::{Area, Direction, Selection, step};
use super::shape::{Place, Shape, Spot};
use process::decision::table::{MAX_RULES, Table};

/// Rows that Page up and Page down go.
const PAGE: usize = 12;

#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    selection: Selection,
    editing: Option<Editing>,
}

/// A cell being filled in. Nothing of it is in the table yet, so that Esc leaves everything as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editing {
    pub text: String,
    /// Somebody simply typed over the cell, so arrows lead out of it.
    pub typed_over: bool,
}

/// What came of a wish.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The table as it is to be; one undo takes it back.
    pub table: Option<Table>,
    /// A sentence for the user.
    pub said: Option<String>,
    pub request: Option<Request>,
}

/// What the grid cannot do by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// Show the settings of the column at this place of the grid.
    Column(usize),
    /// Give the keyboard to what comes after the grid, or before it.
    Out {
        forward: bool,
    },
    /// Give the keyboard back to where one came from.
    Leave,
    Undo,
    Redo,
}

impl Default for Sheet {
    /// At the first cell of the first rule.
    fn default() -> Self {
        Self {
            selection: Selection::at(Place::new(1, 0)),
            editing: None,
        }
    }
}

impl Outcome {
    fn nothing() -> Self {
        Self::default()
    }

    fn asks(request: Request) -> Self {
        Self {
            request: Some(request),
            ..Self::default()
        }
    }

    fn changed(table: Table) -> Self {
        Self {
            table: Some(table),
            ..Self::default()
        }
    }

    fn says(said: String) -> Self {
        Self {
            said: Some(said),
            ..Self::default()
        }
    }
}

impl Sheet {
    pub fn cursor(&self) -> Place {
        self.selection.cursor
    }

    pub fn area(&self) -> Area {
        self.selection.area()
    }

    pub fn editing(&self) -> Option<&Editing> {
        self.editing.as_ref()
    }

    /// What was typed into the open cell so far.
    pub fn set_text(&mut self, text: String) {
        if let Some(editing) = &mut self.editing {
            editing.text = text;
        }
    }

    /// The table changed elsewhere: nothing stands outside it.
    pub fn fit(&mut self, table: &Table) {
        self.selection = self.selection.within(Shape::of(table));
    }

    /// A pointer chose a place; the cell that was open keeps what was typed.
    pub fn choose(&mut self, table: &Table, kinds: &Kinds, place: Place, extend: bool) -> Outcome {
        let outcome = self.commit(table, kinds);
        self.selection.go(Shape::of(table).within(place), extend);
        outcome
    }

    /// A pointer chose whole rules.
    pub fn choose_rule(
        &mut self,
        table: &Table,
        kinds: &Kinds,
        rule: usize,
        extend: bool,
    ) -> Outcome {
        let shape = Shape::of(table);
        let outcome = self.commit(table, kinds);
        let row = rule + 1;
        let from = if extend {
            self.selection.anchor.row
        } else {
            row
        };
        self.selection.anchor = shape.within(Place::new(from, shape.last_column()));
        self.selection.cursor = shape.within(Place::new(row, 0));
        outcome
    }

    /// What a place shows.
    pub fn words_at(table: &Table, kinds: &Kinds, place: Place) -> String {
        change::words_at(table, kinds, Shape::of(table).spot(place))
    }

    pub fn copy(&self, table: &Table, kinds: &Kinds) -> String {
        clipboard::copy(table, kinds, &self.area())
    }

    pub fn cut(&mut self, table: &Table, kinds: &Kinds) -> (String, Outcome) {
        let text = self.copy(table, kinds);
        (text, self.clear(table, kinds))
    }

    pub fn paste(&mut self, table: &Table, kinds: &Kinds, text: &str) -> Outcome {
        let mut changed = table.clone();
        let pasted = clipboard::paste(&mut changed, kinds, &self.area(), text);
        self.selection = Selection {
            anchor: Place::new(*pasted.area.rows.start(), *pasted.area.columns.start()),
            cursor: Place::new(*pasted.area.rows.end(), *pasted.area.columns.end()),
        }
        .within(Shape::of(&changed));
        let said = match pasted.left_out {
            (0, 0) => None,
            (0, columns) => Some(format!("{} had no room.", counted(columns, "column"))),
            (rows, _) => Some(format!(
                "{} had no room: a table holds up to {MAX_RULES} rules.",
                counted(rows, "row")
            )),
        };
        Outcome {
            table: Some(changed),
            said,
            request: None,
        }
    }

    /// Moves a rule to another place, as dragging it does.
    pub fn drop_rule(&mut self, table: &Table, rule: usize, to: usize) -> Outcome {
        if rule == to || rule >= table.rules.len() {
            return Outcome::nothing();
        }
        let mut changed = table.clone();
        change::shift(&mut changed, rule..rule + 1, to);
        let column = self.selection.cursor.column;
        self.selection = Selection::at(Shape::of(&changed).within(Place::new(to + 1, column)));
        Outcome::changed(changed)
    }

    /// Does what a key or a button says.
    pub fn perform(&mut self, table: &Table, kinds: &Kinds, wish: Wish) -> Outcome {
        let shape = Shape::of(table);
        self.fit(table);
        let cursor = self.cursor();
        match wish {
            Wish::Go {
                direction,
                to_edge,
                extend,
            } => self.go(step(cursor, direction, to_edge, shape), extend),
            Wish::Page { down, extend } => {
                let row = if down {
                    (cursor.row + PAGE).min(shape.rules.max(1))
                } else {
                    cursor.row.saturating_sub(PAGE).max(1)
                };
                self.go(shape.within(Place::new(row, cursor.column)), extend)
            }
            Wish::Corner { end, extend } => {
                let corner = if end {
                    Place::new(shape.last_row(), shape.last_column())
                } else {
                    Place::new(1, 0)
                };
                self.go(shape.within(corner), extend)
            }
            Wish::Next => self.next(shape, true),
            Wish::Previous => self.next(shape, false),
            Wish::Edit { typed } => self.open(table, kinds, typed),
            Wish::Commit(then) => self.leave_cell(table, kinds, then),
            Wish::Cancel => {
                self.editing = None;
                Outcome::nothing()
            }
            Wish::Clear => self.clear(table, kinds),
            Wish::SelectRow => {
                self.selection = Selection {
                    anchor: Place::new(self.selection.anchor.row, shape.last_column()),
                    cursor: Place::new(cursor.row, 0),
                };
                Outcome::nothing()
            }
            Wish::SelectAll => {
                self.selection = Selection {
                    anchor: Place::new(shape.rules.max(1), shape.last_column()),
                    cursor: Place::new(1, 0),
                };
                Outcome::nothing()
            }
            Wish::AddRule => self.add_rule(table),
            Wish::DuplicateRules => self.duplicate(table),
            Wish::DeleteRules => self.delete_rules(table),
            Wish::MoveRules { down } => self.move_rules(table, down),
            Wish::Undo => Outcome::asks(Request::Undo),
            Wish::Redo => Outcome::asks(Request::Redo),
            Wish::Leave => Outcome::asks(Request::Leave),
        }
    }

    fn go(&mut self, to: Place, extend: bool) -> Outcome {
        self.selection.go(to, extend);
        Outcome::nothing()
    }

    /// The next cell in reading order; out of the grid behind the last and before the first.
    fn next(&mut self, shape: Shape, forward: bool) -> Outcome {
        let Place { row, column } = self.cursor();
        let to = match (forward, column) {
            (true, column) if column < shape.last_column() => Place::new(row, column + 1),
            (true, _) if row < shape.last_row() => Place::new(row + 1, 0),
            (false, 1..) => Place::new(row, column - 1),
            (false, 0) if row > 0 => Place::new(row - 1, shape.last_column()),
            (forward, _) => return Outcome::asks(Request::Out { forward }),
        };
        self.go(to, false)
    }

    fn open(&mut self, table: &Table, kinds: &Kinds, typed: Option<String>) -> Outcome {
        let spot = Shape::of(table).spot(self.cursor());
        match spot {
            Spot::Input(_) | Spot::Output(_) => {
                return Outcome::asks(Request::Column(self.cursor().column));
            }
            Spot::NoteHeading | Spot::Nothing => return Outcome::nothing(),
            _ => {}
        }
        self.selection = Selection::at(self.cursor());
        self.editing = Some(match typed {
            Some(text) => Editing {
                text,
                typed_over: true,
            },
            None => Editing {
                text: change::words_at(table, kinds, spot),
                typed_over: false,
            },
        });
        Outcome::nothing()
    }

    /// Puts what was typed into the table.
    pub fn commit(&mut self, table: &Table, kinds: &Kinds) -> Outcome {
        let Some(editing) = self.editing.take() else {
            return Outcome::nothing();
        };
        let spot = Shape::of(table).spot(self.cursor());
        if change::words_at(table, kinds, spot) == editing.text.trim() {
            return Outcome::nothing();
        }
        let mut changed = table.clone();
        change::square(&mut changed);
        change::write(&mut changed, kinds, spot, &editing.text);
        Outcome::changed(changed)
    }

    fn leave_cell(&mut self, table: &Table, kinds: &Kinds, then: Then) -> Outcome {
        let mut outcome = self.commit(table, kinds);
        let shape = Shape::of(table);
        let cursor = self.cursor();
        match then {
            Then::Stay => {}
            Then::Go(Direction::Down) if cursor.row >= shape.rules => {}
            Then::Go(direction) => {
                self.go(step(cursor, direction, false, shape), false);
            }
            // Behind the last cell of the last rule the next rule begins, as one goes on writing.
            Then::Next if cursor.row == shape.rules && cursor.column == shape.last_column() => {
                let mut table = outcome.table.take().unwrap_or_else(|| table.clone());
                if change::add_rule(&mut table, shape.rules) {
                    self.go(Place::new(cursor.row + 1, 0), false);
                }
                outcome.table = Some(table);
            }
            Then::Next | Then::Previous => {
                self.next(shape, then == Then::Next);
            }
        }
        outcome
    }

    fn clear(&mut self, table: &Table, kinds: &Kinds) -> Outcome {
        let mut changed = table.clone();
        clipboard::clear(&mut changed, kinds, &self.area());
        Outcome::changed(changed)
    }

    fn add_rule(&mut self, table: &Table) -> Outcome {
        let shape = Shape::of(table);
        let at = match self.area().rules(shape) {
            Some((first, count)) => first + count,
            None if self.cursor().row == 0 => 0,
            None => shape.rules,
        };
        let mut changed = table.clone();
        if !change::add_rule(&mut changed, at) {
            return full();
        }
        self.go(Place::new(at + 1, 0), false);
        Outcome::changed(changed)
    }

    fn duplicate(&mut self, table: &Table) -> Outcome {
        let Some((first, count)) = self.area().rules(Shape::of(table)) else {
            return Outcome::nothing();
        };
        let mut changed = table.clone();
        if !change::duplicate(&mut changed, first..first + count) {
            return full();
        }
        self.selection.cursor.row += count;
        self.selection.anchor.row += count;
        self.selection = self.selection.within(Shape::of(&changed));
        Outcome::changed(changed)
    }

    fn delete_rules(&mut self, table: &Table) -> Outcome {
        let Some((first, count)) = self.area().rules(Shape::of(table)) else {
            return Outcome::nothing();
        };
        let mut changed = table.clone();
        changed.rules.drain(first..first + count);
        let column = self.cursor().column;
        let row = (first + 1).min(changed.rules.len().max(1));
        self.selection = Selection::at(Shape::of(&changed).within(Place::new(row, column)));
        Outcome {
            said: Some(format!("{} deleted.", counted(count, "rule"))),
            ..Outcome::changed(changed)
        }
    }

    fn move_rules(&mut self, table: &Table, down: bool) -> Outcome {
        let Some((first, count)) = self.area().rules(Shape::of(table)) else {
            return Outcome::nothing();
        };
        let room = if down {
            first + count < table.rules.len()
        } else {
            first > 0
        };
        if !room {
            return Outcome::nothing();
        }
        let to = if down { first + 1 } else { first - 1 };
        let mut changed = table.clone();
        change::shift(&mut changed, first..first + count, to);
        for place in [&mut self.selection.cursor, &mut self.selection.anchor] {
            place.row = if down { place.row + 1 } else { place.row - 1 };
        }
        Outcome {
            said: Some(format!("Now rule {}.", to + 1)),
            ..Outcome::changed(changed)
        }
    }
}

fn full() -> Outcome {
    Outcome::says(format!(
        "A table holds up to {MAX_RULES} rules. Split it into two tables."
    ))
}

fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}
