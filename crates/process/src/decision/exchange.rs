//! The tables of a DMN file as those of steps. What a step cannot hold is said.

use super::model::{DrgElement, Logic, Model, Target};
use super::table::Table;
use serde::{Deserialize, Serialize};

/// A table of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableInFile {
    pub name: String,
    pub table: Table,
    /// What of it was left out, in a sentence.
    pub left_out: Option<String>,
}

/// The tables of a file, in its order.
pub fn tables(model: &Model) -> Vec<TableInFile> {
    let all = Table::all_of(model).into_iter();
    all.map(|(name, table)| TableInFile {
        left_out: uses_others(model, &name).then(|| {
            "It uses other decisions of the file, which were left out: say what takes their place."
                .to_owned()
        }),
        name,
        table,
    })
    .collect()
}

/// What of a file is no table, in a sentence; none when everything is one.
pub fn not_tables(model: &Model) -> Option<String> {
    let others = model.elements.iter().filter(|element| match element {
        DrgElement::Decision(decision) => {
            let logic = decision.logic.as_ref().map(|boxed| &boxed.logic);
            !matches!(logic, Some(Logic::Table(_)))
        }
        DrgElement::BusinessKnowledge(knowledge) => {
            let function = knowledge.logic.as_ref();
            let body = function.and_then(|function| function.body.as_ref());
            !body.is_some_and(|body| matches!(body.logic, Logic::Table(_)))
        }
        DrgElement::InputData(_) => false,
        DrgElement::DecisionService(_) => true,
    });
    let names: Vec<_> = others.map(|it| format!("“{}”", it.name())).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(format!(
            "{one} of the file is not a table and was left out."
        )),
        several => Some(format!(
            "{} of the file are not tables and were left out.",
            several.join(", ")
        )),
    }
}

/// Whether a table needs more than data from outside.
fn uses_others(model: &Model, name: &str) -> bool {
    let found = model.elements.iter().find(|element| element.name() == name);
    let requirements = match found {
        Some(DrgElement::Decision(decision)) => &decision.requirements,
        Some(DrgElement::BusinessKnowledge(knowledge)) => &knowledge.requirements,
        _ => return false,
    };
    requirements
        .iter()
        .any(|requirement| requirement.target != Target::InputData)
}

#[cfg(test)]
mod tests {
    use super::{not_tables, tables};
    use crate::decision::dmn;

    #[test]
    fn what_is_not_a_table_is_said() {
        let file = r##"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="x" namespace="x">
            <decision id="a" name="Sum"><literalExpression><text>1 + 1</text></literalExpression></decision>
            <decision id="b" name="Risk Class">
              <informationRequirement><requiredDecision href="#a"/></informationRequirement>
              <decisionTable>
                <input label="Age"><inputExpression typeRef="number"><text>age</text></inputExpression></input>
                <output typeRef="string"/>
                <rule><inputEntry><text>&lt; 18</text></inputEntry><outputEntry><text>"high"</text></outputEntry></rule>
              </decisionTable>
            </decision>
          </definitions>"##;
        let model = dmn::read(file.as_bytes()).expect("it is read");
        let found = tables(&model);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name, "Risk Class");
        assert_eq!(found[0].table.rules[0].when, ["< 18"]);
        assert!(found[0].left_out.is_some());
        assert_eq!(
            not_tables(&model).as_deref(),
            Some("“Sum” of the file is not a table and was left out.")
        );
    }
}
