//! Tables to and from spreadsheets: lines of cells separated by tabs, as every spreadsheet copies and pastes them.

use super::{MAX_RULES, Rule, Table, shown, typed};
use crate::diagram::FieldKind;
use feel::Scope;

impl Table {
    /// How many columns of cells a rule has: inputs, outputs, and the note.
    pub fn width(&self) -> usize {
        self.inputs.len() + self.outputs.len() + 1
    }

    /// What a column of cells is for.
    fn column_kind(&self, column: usize) -> Option<&FieldKind> {
        let kind = match self.inputs.get(column) {
            Some(input) => &input.kind,
            None => &self.outputs.get(column - self.inputs.len())?.kind,
        };
        kind.as_ref()
    }

    /// The cell of a rule: inputs first, then outputs, then the note.
    fn cell_mut(&mut self, rule: usize, column: usize) -> Option<&mut String> {
        let (inputs, outputs) = (self.inputs.len(), self.outputs.len());
        let row = self.rules.get_mut(rule)?;
        row.when.resize(inputs.max(row.when.len()), String::new());
        row.then.resize(outputs.max(row.then.len()), String::new());
        if column < inputs {
            row.when.get_mut(column)
        } else if column < inputs + outputs {
            row.then.get_mut(column - inputs)
        } else {
            Some(&mut row.note)
        }
    }

    /// The rules for a spreadsheet, with a line of headings.
    pub fn to_sheet(&self, scope: &Scope) -> String {
        let inputs = self.inputs.iter().map(|input| input.title().to_owned());
        let outputs = self.outputs.iter().map(|output| output.title().to_owned());
        let headings = inputs.chain(outputs).chain(["Note".to_owned()]);
        let mut sheet = line(headings);
        for rule in &self.rules {
            let when = (0..self.inputs.len()).map(|input| (input, rule.when(input)));
            let then = (0..self.outputs.len())
                .map(|output| (self.inputs.len() + output, rule.then(output)));
            let cells = when
                .chain(then)
                .map(|(column, text)| shown(text, self.column_kind(column), scope));
            sheet.push_str(&line(cells.chain([rule.note.clone()])));
        }
        sheet
    }

    /// Pastes a block of cells with its top left corner at a rule and a column; rules that are missing are added.
    /// What hangs over on the right is left out. A line that repeats the headings is skipped.
    pub fn paste(&mut self, rule: usize, column: usize, sheet: &str, scope: &Scope) {
        let mut lines = cells(sheet);
        let headings: Vec<_> = self
            .inputs
            .iter()
            .map(|input| input.title())
            .chain(self.outputs.iter().map(|output| output.title()))
            .skip(column)
            .collect();
        let repeats = lines.first().is_some_and(|first| {
            let pairs = first.iter().zip(&headings);
            first.len() > 1 && pairs.clone().count() > 0 && pairs.into_iter().all(|(a, b)| a == b)
        });
        if repeats {
            lines.remove(0);
        }
        let width = self.width();
        for (down, line) in lines.into_iter().enumerate() {
            let rule = rule.saturating_add(down);
            if rule >= MAX_RULES {
                return;
            }
            while self.rules.len() <= rule {
                self.rules.push(Rule::default());
            }
            for (right, text) in line.into_iter().enumerate() {
                let column = column.saturating_add(right);
                if column >= width {
                    break;
                }
                let note = column + 1 == width;
                let text = if note {
                    text
                } else {
                    typed(&text, self.column_kind(column), scope)
                };
                if let Some(cell) = self.cell_mut(rule, column) {
                    *cell = text;
                }
            }
        }
    }
}

/// A line of cells; those with tabs, line breaks or quotes are quoted.
fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<_> = cells
        .map(|cell| {
            if cell.contains(['\t', '\n', '\r']) || cell.starts_with('"') {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell
            }
        })
        .collect();
    format!("{}\n", cells.join("\t"))
}

/// The cells of lines; in quotes a cell may hold tabs, line breaks and doubled quotes.
fn cells(sheet: &str) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    let mut cell = String::new();
    let mut letters = sheet.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => quoted = false,
            letter if quoted => cell.push(letter),
            '"' if cell.is_empty() => quoted = true,
            '\t' => line.push(std::mem::take(&mut cell)),
            '\r' => {}
            '\n' => {
                line.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut line));
            }
            letter => cell.push(letter),
        }
    }
    if !cell.is_empty() || !line.is_empty() {
        line.push(cell);
        lines.push(line);
    }
    lines
}
