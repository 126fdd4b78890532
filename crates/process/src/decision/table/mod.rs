//! A decision table as it is drawn: texts in a grid. Half-written cells are normal input.
//!
//! **A format for ever**: part of the diagram, so it changes by addition only.

mod check;
mod compiled;
pub(crate) mod constant;
mod exchange;
mod hit_policy;

pub(crate) use super::evaluate::NO_RULE;
pub use check::CellProblem;
pub use compiled::{CompiledTable, Decided};
pub use hit_policy::HitPolicy;

use crate::diagram::FieldKind;
use serde::{Deserialize, Serialize};

/// The most rules a table may hold.
pub const MAX_RULES: usize = 2_000;
/// The most inputs and outputs together.
pub const MAX_COLUMNS: usize = 100;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Table {
    #[serde(default)]
    pub hit_policy: HitPolicy,
    #[serde(default)]
    pub inputs: Vec<Input>,
    #[serde(default)]
    pub outputs: Vec<Output>,
    #[serde(default)]
    pub rules: Vec<Rule>,
}

/// A column that rules look at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Input {
    /// What is looked at, in FEEL: mostly the name of a variable.
    #[serde(default)]
    pub expression: String,
    /// The column's heading; where there is none, the expression is shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What the cells are about; left out, it is what the expression gives.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<FieldKind>,
}

/// A column that rules fill.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Output {
    /// The variable the result becomes; made from the label once and then kept.
    #[serde(default)]
    pub key: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What the cells must give. The order of a choice's options says which result is more important.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<FieldKind>,
    /// The result when no rule fits, in FEEL; empty means there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub otherwise: String,
}

/// A row. Cells that are missing count as empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// One cell for each input, as FEEL unary tests: `"gold", "silver"`, `> 1000`, `[1..10)`; `-` or nothing fits
    /// everything.
    #[serde(default)]
    pub when: Vec<String>,
    /// One cell for each output, as FEEL expressions: `"approved"`, `amount * 0.05`.
    #[serde(default)]
    pub then: Vec<String>,
    /// A remark for the readers of the table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A place in a table. Rules, inputs and outputs count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "camelCase")]
pub enum Cell {
    /// The table as a whole.
    Table,
    /// The heading of an input: its expression.
    Input {
        input: usize,
    },
    /// The heading of an output: its name.
    Output {
        output: usize,
    },
    /// What an output is when no rule fits.
    Otherwise {
        output: usize,
    },
    /// A whole row.
    Rule {
        rule: usize,
    },
    When {
        rule: usize,
        input: usize,
    },
    Then {
        rule: usize,
        output: usize,
    },
}

impl Input {
    /// The heading.
    pub fn title(&self) -> &str {
        first_filled(&self.label, &self.expression)
    }
}

impl Output {
    /// The heading.
    pub fn title(&self) -> &str {
        first_filled(&self.label, &self.key)
    }
}

fn first_filled<'a>(label: &'a str, otherwise: &'a str) -> &'a str {
    match label.trim() {
        "" => otherwise.trim(),
        label => label,
    }
}

impl Rule {
    /// The text of a condition.
    pub fn when(&self, input: usize) -> &str {
        self.when.get(input).map_or("", |cell| cell.trim())
    }

    /// The text of a result.
    pub fn then(&self, output: usize) -> &str {
        self.then.get(output).map_or("", |cell| cell.trim())
    }
}

impl Table {
    /// What is written in a cell; nothing for what is not one cell.
    pub fn text_of(&self, cell: Cell) -> &str {
        match cell {
            Cell::Table | Cell::Output { .. } | Cell::Rule { .. } => "",
            Cell::Input { input } => self.inputs.get(input).map_or("", |it| &it.expression),
            Cell::Otherwise { output } => self.outputs.get(output).map_or("", |it| &it.otherwise),
            Cell::When { rule, input } => self.rules.get(rule).map_or("", |it| it.when(input)),
            Cell::Then { rule, output } => self.rules.get(rule).map_or("", |it| it.then(output)),
        }
    }

    /// The variables it reads, each with the first cell where it does. Cells that cannot be read are left out.
    pub fn reads(&self) -> Vec<(String, Cell)> {
        let mut found: Vec<(String, Cell)> = Vec::new();
        let mut add = |names: Vec<(String, feel::Span)>, cell: Cell| {
            for (name, _) in names {
                if !found.iter().any(|(known, _)| *known == name) {
                    found.push((name, cell));
                }
            }
        };
        let expression = |text: &str| feel::parse(text).map(|it| it.names()).unwrap_or_default();
        for (input, it) in self.inputs.iter().enumerate() {
            add(expression(&it.expression), Cell::Input { input });
        }
        for (output, it) in self.outputs.iter().enumerate() {
            add(expression(&it.otherwise), Cell::Otherwise { output });
        }
        for (rule, row) in self.rules.iter().enumerate() {
            for (input, text) in row.when.iter().enumerate().take(self.inputs.len()) {
                if let Ok(tests) = feel::parse_unary_tests(text, &feel::Names::new()) {
                    add(tests.names(), Cell::When { rule, input });
                }
            }
            for (output, text) in row.then.iter().enumerate().take(self.outputs.len()) {
                add(expression(text), Cell::Then { rule, output });
            }
        }
        found
    }
}

/// Whether a condition's cell fits everything.
pub fn fits_everything(cell: &str) -> bool {
    matches!(cell.trim(), "" | "-")
}
