//! Which kind of value each column holds, so that plain words are understood.

use process::decision::table::Table;
use process::diagram::FieldKind;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kinds {
    pub inputs: Vec<Option<FieldKind>>,
    pub outputs: Vec<Option<FieldKind>>,
}

impl Kinds {
    /// The kinds the columns say, and for inputs that say none, what `known` says of their expression.
    pub fn of(table: &Table, known: impl Fn(&str) -> Option<FieldKind>) -> Self {
        let input = |input: &process::decision::table::Input| {
            let said = input.kind.clone();
            said.or_else(|| known(input.expression.trim()))
        };
        Self {
            inputs: table.inputs.iter().map(input).collect(),
            outputs: table
                .outputs
                .iter()
                .map(|output| output.kind.clone())
                .collect(),
        }
    }

    pub fn input(&self, input: usize) -> Option<&FieldKind> {
        self.inputs.get(input)?.as_ref()
    }

    pub fn output(&self, output: usize) -> Option<&FieldKind> {
        self.outputs.get(output)?.as_ref()
    }
}
