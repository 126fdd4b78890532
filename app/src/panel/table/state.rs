//! What the open table's parts share: the table as it is drawn, the grid's own state, and the ways to change both.

use super::super::picker::data_here;
use super::super::settings::Settings;
use super::findings;
use super::trial::Trial;
use crate::canvas::EditorState;
use canvas::sheet::{Column, Kinds, Outcome, Place, Request, Shape, Sheet, Side, Wish};
use leptos::web_sys::FocusOptions;
use leptos::{html, prelude::*};
use process::decision::analysis::Finding;
use process::decision::table::{Cell, Table};
use process::problem::Place as ProblemPlace;
use process::step::{DecideByTable, StepKind, cell_of};
use process::{Datum, StepId};
use std::collections::HashMap;
use std::sync::Arc;

#[derive(Clone, Copy)]
pub struct SheetState {
    pub settings: Settings,
    pub table: Memo<Table>,
    pub kinds: Memo<Kinds>,
    pub sheet: RwSignal<Sheet>,
    /// What a step here may look at.
    pub data: Memo<Arc<Vec<Datum>>>,
    /// What is wrong with each cell.
    pub problems: Memo<HashMap<Cell, String>>,
    pub trial: Trial,
    /// What the table says about itself.
    pub findings: RwSignal<Vec<Finding>>,
    /// The column of the grid whose settings are open.
    pub column: RwSignal<Option<usize>>,
    pub grid: NodeRef<html::Div>,
    /// Grows when the keyboard should leave the grid; for whom, says the request.
    pub leaving: RwSignal<Option<Request>>,
    pub said: RwSignal<String>,
}

impl SheetState {
    pub fn new(state: EditorState, id: StepId) -> Self {
        let settings = Settings {
            state,
            id: StoredValue::new(id),
        };
        let table = settings.memo(|kind| match kind {
            StepKind::DecideByTable(decide) => Some(decide.table.clone()),
            _ => None,
        });
        let data = data_here(settings);
        let kinds = Memo::new(move |_| {
            let known = |expression: &str| {
                data.with(|data| {
                    let datum = data.iter().find(|datum| datum.key == expression);
                    datum.map(|datum| datum.kind.clone())
                })
            };
            table.with(|table| Kinds::of(table, known))
        });
        let problems = Memo::new(move |_| {
            let title = step_title(settings);
            settings.state.problems.with(|problems| {
                let mut by_cell: HashMap<Cell, String> = HashMap::new();
                for problem in problems {
                    if let ProblemPlace::Step {
                        step,
                        setting: Some(setting),
                    } = &problem.place
                        && *step == settings.id.get_value()
                        && !problem.is_finding()
                        && let Some(cell) = cell_of(setting)
                    {
                        let said = by_cell.entry(cell).or_default();
                        if !said.is_empty() {
                            said.push(' ');
                        }
                        said.push_str(without_place(&problem.message, &title));
                    }
                }
                by_cell
            })
        });
        Self {
            settings,
            table,
            kinds,
            sheet: RwSignal::new(Sheet::default()),
            data,
            problems,
            trial: Trial::new(table, kinds),
            findings: findings::of(table, data),
            column: RwSignal::new(None),
            grid: NodeRef::new(),
            leaving: RwSignal::new(None),
            said: RwSignal::new(String::new()),
        }
    }

    /// The step's name. Tracked.
    pub fn name(self) -> String {
        step_title(self.settings)
    }

    /// Tracked.
    pub fn shape(self) -> Shape {
        self.table.with(Shape::of)
    }

    /// Does what a key or a button wishes.
    pub fn perform(self, wish: Wish) {
        self.with_sheet(|sheet, table, kinds| sheet.perform(table, kinds, wish));
    }

    /// Does something to the grid, and to the table what came of it.
    pub fn with_sheet(self, act: impl FnOnce(&mut Sheet, &Table, &Kinds) -> Outcome) {
        let table = self.table.get_untracked();
        let kinds = self.kinds.get_untracked();
        let outcome = self.sheet.try_update(|sheet| act(sheet, &table, &kinds));
        let Some(outcome) = outcome else { return };
        if let Some(table) = outcome.table {
            self.set_table(table);
        }
        self.said.set(outcome.said.unwrap_or_default());
        match outcome.request {
            Some(Request::Column(column)) => self.column.set(Some(column)),
            Some(Request::Undo) => self.settings.state.undo(),
            Some(Request::Redo) => self.settings.state.redo(),
            Some(leaving) => self.leaving.set(Some(leaving)),
            None => {}
        }
    }

    /// Gives the keyboard to the grid, at once: what is typed next is for it.
    pub fn take_keyboard(self) {
        if let Some(grid) = self.grid.get_untracked() {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            _ = grid.focus_with_options(&options);
        }
    }

    /// Whether a cell is open. Not tracked.
    pub fn is_editing(self) -> bool {
        self.sheet.with_untracked(|it| it.editing().is_some())
    }

    /// The keyboard went elsewhere: what was typed is kept.
    pub fn leave_cell(self, place: Place) {
        let here = |it: &Sheet| it.cursor() == place && it.editing().is_some();
        // The table may be gone by now.
        if self.sheet.try_with_untracked(here) == Some(true) {
            self.with_sheet(|it, table, kinds| it.commit(table, kinds));
        }
    }

    /// What a screen reader calls a cell. Tracked.
    pub fn place_in_words(self, place: Place) -> String {
        let shape = self.shape();
        let column = self
            .table
            .with(|table| match Column::at(place.column, shape) {
                Some(Column {
                    side: Side::When,
                    at,
                }) => table.inputs[at].title().to_owned(),
                Some(Column {
                    side: Side::Then,
                    at,
                }) => table.outputs[at].title().to_owned(),
                None => "Note".to_owned(),
            });
        match place.rule(shape) {
            Some(rule) => format!("Rule {}, {column}", rule + 1),
            None => format!("{column} when no rule fits"),
        }
    }

    /// One change that one undo takes back.
    pub fn change(self, change: impl FnOnce(&mut Table)) {
        let mut table = self.table.get_untracked();
        change(&mut table);
        self.set_table(table);
    }

    /// The same while somebody types into one field of a column's settings.
    pub fn type_into(self, field: &str, change: impl FnOnce(&mut Table)) {
        let mut table = self.table.get_untracked();
        change(&mut table);
        let kind = StepKind::DecideByTable(DecideByTable { table });
        self.settings.typed(field.to_owned(), kind);
    }

    fn set_table(self, table: Table) {
        self.settings
            .set(StepKind::DecideByTable(DecideByTable { table }));
        self.table
            .with_untracked(|table| self.sheet.update(|sheet| sheet.fit(table)));
    }

    /// What is wrong with what stands at a place. Tracked.
    pub fn problem_at(self, place: Place) -> Option<String> {
        let shape = self.shape();
        self.problems.with(|problems| {
            let found = problems.iter().find(|(cell, _)| {
                !matches!(cell, Cell::Table | Cell::Rule { .. }) && shape.place_of(**cell) == place
            });
            found.map(|(_, message)| message.clone())
        })
    }
}

/// What the step is called. Tracked.
pub fn step_title(settings: Settings) -> String {
    let step = settings.state.step(&settings.id.get_value());
    step.map(|step| step.title().to_owned()).unwrap_or_default()
}

/// What is wrong, without the place it begins with: in the grid that is in sight.
pub fn without_place<'a>(message: &'a str, step: &str) -> &'a str {
    let begins = message
        .strip_prefix('“')
        .and_then(|rest| rest.strip_prefix(step));
    let rest = begins.and_then(|rest| rest.strip_prefix('”')?.split_once(": "));
    rest.map_or(message, |(_, what)| what)
}

#[cfg(test)]
mod tests {
    use super::without_place;

    #[test]
    fn in_the_grid_only_what_is_wrong_is_said() {
        let message = "“Who: approves?”, rule 1, “Amount”: This is not a number.";
        assert_eq!(
            without_place(message, "Who: approves?"),
            "This is not a number."
        );
        assert_eq!(without_place(message, "Other"), message);
        assert_eq!(without_place("Two: words", "Who"), "Two: words");
    }
}
