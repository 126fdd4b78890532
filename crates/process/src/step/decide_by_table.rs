use crate::decision::table::{Cell, HitPolicy, Output, Table};
use crate::diagram::FieldKind;
use serde::{Deserialize, Serialize};

/// Results worked out by the rules of a table; each output becomes a variable.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DecideByTable {
    #[serde(default)]
    pub table: Table,
}

/// A variable that a table sets.
#[derive(Clone, Debug, PartialEq)]
pub struct TableResult<'a> {
    pub output: &'a Output,
    /// What one of its values is; none where the table does not say.
    pub kind: Option<FieldKind>,
    /// Whether it is a list, with a value for each rule that fits.
    pub many: bool,
}

impl DecideByTable {
    /// The variables it sets. Outputs that nobody has named yet are none.
    pub fn results(&self) -> impl Iterator<Item = TableResult<'_>> {
        let policy = self.table.hit_policy;
        let named = self.table.outputs.iter();
        named
            .filter(|output| !output.key.trim().is_empty())
            .map(move |output| TableResult {
                output,
                kind: match policy {
                    HitPolicy::Count | HitPolicy::Sum => Some(FieldKind::Number),
                    _ => output.kind.clone(),
                },
                many: policy.gives_list(),
            })
    }
}

/// How a problem names a cell of the table as the setting it is about.
pub fn setting_of(cell: Cell) -> String {
    match cell {
        Cell::Table => "table".to_owned(),
        Cell::Input { input } => format!("table.input.{input}"),
        Cell::Output { output } => format!("table.output.{output}"),
        Cell::Otherwise { output } => format!("table.otherwise.{output}"),
        Cell::Rule { rule } => format!("table.rule.{rule}"),
        Cell::When { rule, input } => format!("table.when.{rule}.{input}"),
        Cell::Then { rule, output } => format!("table.then.{rule}.{output}"),
    }
}

/// The cell that a setting names; none for other settings.
pub fn cell_of(setting: &str) -> Option<Cell> {
    let mut parts = setting.split('.');
    if parts.next() != Some("table") {
        return None;
    }
    let Some(what) = parts.next() else {
        return Some(Cell::Table);
    };
    let numbers: Vec<usize> = parts.map(|part| part.parse().ok()).collect::<Option<_>>()?;
    Some(match (what, numbers.as_slice()) {
        ("input", [input]) => Cell::Input { input: *input },
        ("output", [output]) => Cell::Output { output: *output },
        ("otherwise", [output]) => Cell::Otherwise { output: *output },
        ("rule", [rule]) => Cell::Rule { rule: *rule },
        ("when", [rule, input]) => Cell::When {
            rule: *rule,
            input: *input,
        },
        ("then", [rule, output]) => Cell::Then {
            rule: *rule,
            output: *output,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{cell_of, setting_of};
    use crate::decision::table::Cell;

    #[test]
    fn the_name_of_a_cell_leads_back_to_it() {
        for cell in [
            Cell::Table,
            Cell::Input { input: 1 },
            Cell::Output { output: 2 },
            Cell::Otherwise { output: 0 },
            Cell::Rule { rule: 12 },
            Cell::When { rule: 3, input: 4 },
            Cell::Then { rule: 5, output: 6 },
        ] {
            assert_eq!(cell_of(&setting_of(cell)), Some(cell));
        }
        for other in [
            "name",
            "tables",
            "table.when.1",
            "table.when.1.x",
            "table.x.1",
        ] {
            assert_eq!(cell_of(other), None, "{other}");
        }
    }
}
