//! Filling in a decision table with the keyboard, as in a spreadsheet.

use canvas::sheet::{
    Column, Key, Kinds, Outcome, Place, Request, Sheet, Wish, add_input, add_output,
};
use process::decision::table::{Input, Output, Rule, Table};
use process::diagram::FieldKind;

/// A sheet with the user's verbs.
struct TestSheet {
    table: Table,
    kinds: Kinds,
    sheet: Sheet,
    last: Outcome,
}

fn text() -> FieldKind {
    FieldKind::Text { multiline: false }
}

fn input(expression: &str, kind: FieldKind) -> Input {
    Input {
        expression: expression.into(),
        label: String::new(),
        kind: Some(kind),
    }
}

fn output(key: &str, kind: FieldKind) -> Output {
    Output {
        key: key.into(),
        kind: Some(kind),
        ..Output::default()
    }
}

fn rule(when: &[&str], then: &[&str]) -> Rule {
    let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    Rule {
        when: cells(when),
        then: cells(then),
        note: String::new(),
    }
}

impl TestSheet {
    /// Two inputs, an output, two rules.
    fn new() -> Self {
        Self::of(Table {
            inputs: vec![
                input("amount", FieldKind::Number),
                input("category", text()),
            ],
            outputs: vec![output("approver", text())],
            rules: vec![
                rule(&["< 100", ""], &["\"nobody\""]),
                rule(&[">= 100", "\"IT\""], &["\"manager\""]),
            ],
            ..Table::default()
        })
    }

    fn of(table: Table) -> Self {
        Self {
            kinds: Kinds::of(&table, |_| None),
            table,
            sheet: Sheet::default(),
            last: Outcome::default(),
        }
    }

    /// Presses keys, written like `Shift+Ctrl+End`; anything longer than a key's name is typed.
    fn press(&mut self, keys: &[&str]) -> &mut Self {
        for name in keys {
            let mut key = Key::default();
            let mut name = *name;
            while let Some((before, rest)) =
                name.split_once('+').filter(|(_, rest)| !rest.is_empty())
            {
                match before {
                    "Shift" => key.shift = true,
                    "Ctrl" => key.ctrl = true,
                    _ => key.alt = true,
                }
                name = rest;
            }
            key.name = name;
            let wish = Wish::of_key(key, self.sheet.editing()).expect("the key means something");
            let outcome = self.sheet.perform(&self.table, &self.kinds, wish);
            self.take(outcome);
        }
        self
    }

    /// Types into the cell, opening it with the first letter.
    fn write(&mut self, words: &str) -> &mut Self {
        if self.sheet.editing().is_none() {
            self.press(&[&words[..1]]);
        }
        self.sheet.set_text(words.to_owned());
        self
    }

    fn paste(&mut self, text: &str) -> &mut Self {
        let outcome = self.sheet.paste(&self.table, &self.kinds, text);
        self.take(outcome);
        self
    }

    fn take(&mut self, outcome: Outcome) {
        if let Some(table) = &outcome.table {
            self.table = table.clone();
            self.sheet.fit(&self.table);
        }
        self.last = outcome;
    }

    fn at(&self) -> (usize, usize) {
        (self.sheet.cursor().row, self.sheet.cursor().column)
    }

    fn cells(&self) -> Vec<Vec<&str>> {
        self.table
            .rules
            .iter()
            .map(|rule| {
                rule.when
                    .iter()
                    .chain(&rule.then)
                    .map(String::as_str)
                    .collect()
            })
            .collect()
    }
}

#[test]
fn typing_over_a_cell_and_enter_goes_down_the_column() {
    let mut sheet = TestSheet::new();
    sheet
        .write("up to 100")
        .press(&["Enter"])
        .write("more than 100")
        .press(&["Enter"]);
    assert_eq!(sheet.table.rules[0].when[0], "<= 100");
    assert_eq!(sheet.table.rules[1].when[0], "> 100");
    assert_eq!(sheet.at(), (2, 0), "the last rule is the last to fill");
}

#[test]
fn tab_goes_along_the_row_and_begins_a_rule_behind_the_last() {
    let mut sheet = TestSheet::new();
    sheet
        .press(&["ArrowDown"])
        .write("5")
        .press(&["Tab"])
        .write("office")
        .press(&["Tab"]);
    sheet
        .write("board")
        .press(&["Tab"])
        .write("rare")
        .press(&["Tab"]);
    assert_eq!(sheet.table.rules.len(), 3);
    assert_eq!(sheet.at(), (3, 0));
    assert_eq!(sheet.cells()[1], ["5", "\"office\"", "\"board\""]);
    assert_eq!(sheet.table.rules[1].note, "rare");
}

#[test]
fn esc_leaves_a_cell_as_it_was_and_then_the_grid() {
    let mut sheet = TestSheet::new();
    let before = sheet.table.clone();
    sheet.write("77").press(&["Escape"]);
    assert_eq!(sheet.table, before);
    sheet.press(&["Escape"]);
    assert_eq!(sheet.last.request, Some(Request::Leave));
}

#[test]
fn tab_never_traps() {
    let mut sheet = TestSheet::new();
    for _ in 0..20 {
        if sheet.last.request.is_some() {
            break;
        }
        sheet.press(&["Tab"]);
    }
    assert_eq!(sheet.last.request, Some(Request::Out { forward: true }));
    sheet.press(&["Ctrl+Home", "ArrowUp", "Shift+Tab"]);
    assert_eq!(sheet.last.request, Some(Request::Out { forward: false }));
}

#[test]
fn opening_a_cell_shows_its_words_and_leaving_it_changes_nothing() {
    let mut sheet = TestSheet::new();
    sheet.press(&["ArrowDown", "ArrowRight", "F2"]);
    assert_eq!(sheet.sheet.editing().map(|it| &*it.text), Some("IT"));
    sheet.press(&["Enter"]);
    assert_eq!(sheet.last.table, None);
}

#[test]
fn arrows_leave_what_was_typed_over_and_move_within_what_was_opened() {
    let mut sheet = TestSheet::new();
    sheet.write("5").press(&["ArrowRight"]);
    assert_eq!(sheet.at(), (1, 1));
    sheet.press(&["F2"]);
    let arrow = Key {
        name: "ArrowRight",
        ..Key::default()
    };
    assert_eq!(Wish::of_key(arrow, sheet.sheet.editing()), None);
}

#[test]
fn the_cursor_stays_in_the_grid() {
    let mut sheet = TestSheet::new();
    sheet.press(&["ArrowLeft", "ArrowUp", "ArrowUp"]);
    assert_eq!(sheet.at(), (0, 0));
    sheet.press(&[
        "Ctrl+ArrowDown",
        "Ctrl+ArrowDown",
        "ArrowDown",
        "End",
        "ArrowRight",
    ]);
    assert_eq!(sheet.at(), (3, 3));
    sheet.press(&["Home"]);
    assert_eq!(sheet.at(), (3, 0));
    sheet.press(&["Ctrl+Home"]);
    assert_eq!(sheet.at(), (1, 0));
}

#[test]
fn enter_on_a_heading_asks_for_the_settings_of_its_column() {
    let mut sheet = TestSheet::new();
    sheet.press(&["ArrowUp", "ArrowRight", "Enter"]);
    assert_eq!(sheet.last.request, Some(Request::Column(1)));
}

#[test]
fn rules_are_added_moved_doubled_and_deleted() {
    let mut sheet = TestSheet::new();
    sheet.press(&["Ctrl+Enter"]);
    assert_eq!(sheet.at(), (2, 0));
    assert_eq!(sheet.cells()[1], ["", "", ""]);
    sheet.press(&["Alt+ArrowDown"]);
    assert_eq!(sheet.cells()[2], ["", "", ""]);
    assert_eq!(sheet.at(), (3, 0));
    assert_eq!(sheet.last.said.as_deref(), Some("Now rule 3."));
    sheet.press(&["Ctrl+Delete"]);
    assert_eq!(sheet.table, TestSheet::new().table);
    sheet.press(&["Ctrl+Home", "Shift+ArrowDown", "Ctrl+d"]);
    assert_eq!(sheet.table.rules.len(), 4);
    assert_eq!(sheet.table.rules[0], sheet.table.rules[2]);
    assert_eq!(sheet.sheet.area().rows, 3..=4);
}

#[test]
fn a_rule_is_dropped_elsewhere() {
    let mut sheet = TestSheet::new();
    let outcome = sheet.sheet.drop_rule(&sheet.table, 0, 1);
    sheet.take(outcome);
    assert_eq!(sheet.table.rules[1].when[0], "< 100");
}

#[test]
fn delete_empties_everything_selected() {
    let mut sheet = TestSheet::new();
    sheet.press(&["ArrowDown", "ArrowRight", "Shift+ArrowRight", "Delete"]);
    assert_eq!(sheet.cells()[1], [">= 100", "", ""]);
}

#[test]
fn rows_of_a_spreadsheet_become_rules() {
    let mut sheet = TestSheet::new();
    sheet
        .press(&["Ctrl+ArrowDown"])
        .paste("100..1000\tIT, office\tmanager\n> 1000\t-\tboard\tonly since May\n");
    assert_eq!(sheet.table.rules.len(), 3);
    assert_eq!(
        sheet.cells()[1],
        ["[100..1000]", "\"IT\", \"office\"", "\"manager\""]
    );
    assert_eq!(sheet.cells()[2], ["> 1000", "-", "\"board\""]);
    assert_eq!(sheet.table.rules[2].note, "only since May");
    assert_eq!(sheet.sheet.area().rows, 2..=3);
}

#[test]
fn pasted_headings_are_not_a_rule() {
    let mut sheet = TestSheet::new();
    sheet.paste("Amount\tCategory\tApprover\n5\tIT\tBob\n");
    assert_eq!(sheet.cells()[0], ["5", "\"IT\"", "\"Bob\""]);
    assert_eq!(sheet.table.rules.len(), 2);
}

#[test]
fn one_cell_fills_all_that_is_selected() {
    let mut sheet = TestSheet::new();
    sheet
        .press(&["ArrowRight", "Shift+ArrowDown"])
        .paste("Office");
    assert_eq!(sheet.cells()[0][1], "\"Office\"");
    assert_eq!(sheet.cells()[1][1], "\"Office\"");
}

#[test]
fn what_has_no_room_is_said() {
    let mut sheet = TestSheet::new();
    sheet.press(&["ArrowRight"]).paste("a\tb\tc\td\te");
    assert_eq!(sheet.last.said.as_deref(), Some("2 columns had no room."));
}

#[test]
fn what_is_copied_pastes_as_the_same() {
    let mut sheet = TestSheet::new();
    sheet.press(&["Ctrl+a"]);
    let copied = sheet.sheet.copy(&sheet.table, &sheet.kinds);
    assert_eq!(copied, "< 100\t\tnobody\t\n>= 100\tIT\tmanager\t");
    let before = sheet.table.clone();
    sheet.press(&["Delete", "Ctrl+Home"]).paste(&copied);
    assert_eq!(sheet.table, before);
}

#[test]
fn cutting_takes_the_cells_along() {
    let mut sheet = TestSheet::new();
    let (text, outcome) = sheet.sheet.cut(&sheet.table, &sheet.kinds);
    sheet.take(outcome);
    assert_eq!(text, "< 100");
    assert_eq!(sheet.cells()[0][0], "");
}

#[test]
fn clicking_elsewhere_keeps_what_was_typed() {
    let mut sheet = TestSheet::new();
    sheet.write("5");
    let outcome = sheet
        .sheet
        .choose(&sheet.table, &sheet.kinds, Place::new(2, 1), false);
    sheet.take(outcome);
    assert_eq!(sheet.cells()[0][0], "5");
    assert_eq!(sheet.at(), (2, 1));
}

#[test]
fn columns_take_their_cells_along() {
    let mut table = TestSheet::new().table;
    add_input(&mut table, 0, input("urgent", FieldKind::YesNo));
    add_output(&mut table, 9, output("reason", text()));
    assert_eq!(table.rules[0].when, ["", "< 100", ""]);
    assert_eq!(table.rules[0].then, ["\"nobody\"", ""]);
    Column::input(0).shift(&mut table, 2);
    assert_eq!(table.inputs[2].expression, "urgent");
    assert_eq!(table.rules[1].when, [">= 100", "\"IT\"", ""]);
    Column::input(2).delete(&mut table);
    Column::output(1).delete(&mut table);
    assert_eq!(table, TestSheet::new().table);
}

#[test]
fn a_rule_with_missing_cells_is_like_one_with_empty_cells() {
    let mut sheet = TestSheet::of(Table {
        inputs: vec![
            input("amount", FieldKind::Number),
            input("category", text()),
        ],
        outputs: vec![output("approver", text())],
        rules: vec![Rule::default()],
        ..Table::default()
    });
    sheet
        .press(&["ArrowRight", "ArrowRight"])
        .write("boss")
        .press(&["Enter"]);
    assert_eq!(sheet.cells(), [["", "", "\"boss\""]]);
}

#[test]
fn a_table_without_anything_can_be_walked_and_pasted_into() {
    let mut sheet = TestSheet::of(Table::default());
    sheet.press(&["ArrowDown", "ArrowUp", "Ctrl+a", "Delete", "Home", "End"]);
    sheet.paste("a\tb");
    sheet.press(&["Ctrl+Enter", "Ctrl+Delete"]);
    assert!(sheet.table.inputs.is_empty());
}
