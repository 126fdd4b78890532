//! Cells as text, for spreadsheets and back.

use super::change::{add_rule, square, takes_words, words_at, write};
use super::kinds::Kinds;
use super::selection::Area;
use super::shape::{Place, Shape};
use super::tsv;
use process::decision::table::Table;

/// What became of a paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pasted {
    pub area: Area,
    /// Rows and columns that had no room.
    pub left_out: (usize, usize),
}

pub(super) fn copy(table: &Table, kinds: &Kinds, area: &Area) -> String {
    let shape = Shape::of(table);
    let cell = |row, column| words_at(table, kinds, shape.spot(Place { row, column }));
    let row = |row| {
        area.columns
            .clone()
            .map(|column| cell(row, column))
            .collect()
    };
    let rows: Vec<Vec<String>> = area.rows.clone().map(row).collect();
    tsv::write(&rows)
}

pub(super) fn clear(table: &mut Table, kinds: &Kinds, area: &Area) {
    square(table);
    let shape = Shape::of(table);
    for place in area.places() {
        write(table, kinds, shape.spot(place), "");
    }
}

/// Puts rows of text in, the first cell where the selection begins. One cell fills the whole selection; rows that
/// stand below the last rule become rules of their own.
pub(super) fn paste(table: &mut Table, kinds: &Kinds, area: &Area, text: &str) -> Pasted {
    square(table);
    let mut rows = tsv::read(text);
    if let [row] = rows.as_slice()
        && let [cell] = row.as_slice()
        && !area.is_one_place()
    {
        let shape = Shape::of(table);
        for place in area.places() {
            write(table, kinds, shape.spot(place), cell);
        }
        return Pasted {
            area: area.clone(),
            left_out: (0, 0),
        };
    }
    let left = *area.columns.start();
    if is_headings(table, &rows[0], left) {
        rows.remove(0);
    }
    let top = (*area.rows.start()).max(1);
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let room = Shape::of(table).columns().saturating_sub(left);
    // On the row for no rule a single row is that row; anything more means rules.
    let is_otherwise = top > table.rules.len() && rows.len() == 1 && !table.rules.is_empty();
    let mut written = 0;
    for (offset, row) in rows.iter().enumerate() {
        let at = top + offset;
        if !is_otherwise && at > table.rules.len() && !add_rule(table, at - 1) {
            break;
        }
        let shape = Shape::of(table);
        for (column, cell) in row.iter().take(room).enumerate() {
            let spot = shape.spot(Place::new(at, left + column));
            if takes_words(spot) {
                write(table, kinds, spot, cell);
            }
        }
        written += 1;
    }
    Pasted {
        area: Area {
            rows: top..=(top + written.max(1) - 1),
            columns: left..=(left + width.min(room).max(1) - 1),
        },
        left_out: (rows.len() - written, width.saturating_sub(room)),
    }
}

/// Whether a row only repeats the headings it would stand under.
fn is_headings(table: &Table, row: &[String], left: usize) -> bool {
    let inputs = table.inputs.iter().map(|input| input.title());
    let mut titles = inputs.chain(table.outputs.iter().map(|output| output.title()));
    let mut titles = titles.by_ref().skip(left);
    let same = |cell: &String| {
        titles
            .next()
            .is_some_and(|title| title.to_lowercase() == cell.trim().to_lowercase())
    };
    // The last may be the note's.
    let cells = row
        .len()
        .min((table.inputs.len() + table.outputs.len()).saturating_sub(left));
    cells > 0 && row.iter().take(cells).all(same)
}
