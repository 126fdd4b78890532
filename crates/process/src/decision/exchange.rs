//! A step's table as a DMN file, and the tables of a DMN file as those of a step. What a step cannot hold is said.

use super::model::{
    Boxed, Decision, DecisionTable, DrgElement, InputClause, InputData, Kept, Literal, Logic,
    Model, OutputClause, Reference, Requirement, TableRule, Target, Tests, Variable,
};
use super::table::{Input, Output, Rule, Table};
use crate::diagram::FieldKind;
use feel::{EvalContext, Timestamp, Value, Zone};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A table of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableInFile {
    pub name: String,
    pub table: Table,
    /// What of it was left out, in sentences.
    pub left_out: Vec<String>,
}

/// The tables of a file, in its order.
pub fn tables(model: &Model) -> Vec<TableInFile> {
    let decisions = model.elements.iter().filter_map(|element| match element {
        DrgElement::Decision(decision) => Some(decision),
        _ => None,
    });
    decisions
        .filter_map(|decision| match &decision.logic.as_ref()?.logic {
            Logic::Table(table) => Some(Reading::of(model, decision).table(table)),
            _ => None,
        })
        .collect()
}

/// What of a file is no table, in a sentence; none when everything is one.
pub fn not_tables(model: &Model) -> Option<String> {
    let others = model.elements.iter().filter(|element| match element {
        DrgElement::Decision(decision) => !matches!(
            decision.logic.as_ref().map(|boxed| &boxed.logic),
            Some(Logic::Table(_))
        ),
        DrgElement::InputData(_) => false,
        DrgElement::BusinessKnowledge(_) | DrgElement::DecisionService(_) => true,
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

/// One decision being read.
struct Reading<'a> {
    model: &'a Model,
    decision: &'a Decision,
    left_out: Vec<String>,
}

impl<'a> Reading<'a> {
    fn of(model: &'a Model, decision: &'a Decision) -> Self {
        Self {
            model,
            decision,
            left_out: Vec::new(),
        }
    }

    fn table(mut self, table: &DecisionTable) -> TableInFile {
        let needs = self.decision.requirements.iter();
        if needs
            .into_iter()
            .any(|need| need.target != Target::InputData)
        {
            self.left_out.push(
                "It uses other decisions of the file, which were left out: say what takes their place."
                    .to_owned(),
            );
        }
        let inputs = table.inputs.iter().map(|input| self.input(input)).collect();
        let only = table.outputs.len() == 1;
        let outputs: Vec<Output> = table
            .outputs
            .iter()
            .map(|output| self.output(output, only))
            .collect();
        TableInFile {
            name: self.decision.name.clone(),
            table: Table {
                hit_policy: table.hit_policy,
                inputs,
                outputs,
                rules: table.rules.iter().map(rule).collect(),
            },
            left_out: self.left_out,
        }
    }

    fn input(&self, input: &InputClause) -> Input {
        let expression = input.expression.as_ref();
        let of = expression.and_then(|boxed| boxed.type_ref.as_deref());
        Input {
            expression: expression.map(text).unwrap_or_default(),
            label: input.label.clone().unwrap_or_default(),
            kind: self.kind(of, input.values.as_ref()),
        }
    }

    fn output(&self, output: &OutputClause, only: bool) -> Output {
        let variable = self.decision.variable.as_ref();
        let of_decision = variable.filter(|_| only);
        let name = output.name.as_deref();
        let name = name
            .or(of_decision.map(|variable| &*variable.name))
            .unwrap_or(&self.decision.name);
        let of = output.type_ref.as_deref();
        let of = of.or(of_decision.and_then(|variable| variable.type_ref.as_deref()));
        Output {
            key: key(name),
            label: output.label.clone().unwrap_or_else(|| name.to_owned()),
            kind: self.kind(of, output.values.as_ref()),
            otherwise: output.default.as_ref().map(text).unwrap_or_default(),
        }
    }

    /// The kind of value a type means, with the values it may have as choices.
    fn kind(&self, of: Option<&str>, values: Option<&Tests>) -> Option<FieldKind> {
        let item = self.model.items.iter().find(|item| Some(&*item.name) == of);
        let allowed = values.or(item.and_then(|item| item.allowed.as_ref()));
        if item.is_some_and(|item| item.collection == Some(true)) {
            return None;
        }
        let base = item.and_then(|item| item.type_ref.as_deref()).or(of)?;
        Some(match base.rsplit(':').next().unwrap_or(base) {
            "number" | "integer" | "long" | "double" => FieldKind::Number,
            "boolean" => FieldKind::YesNo,
            "date" => FieldKind::Date,
            "string" => match allowed.and_then(|tests| choices(&tests.text)) {
                Some(options) => FieldKind::Choice { options },
                None => FieldKind::Text { multiline: false },
            },
            _ => return None,
        })
    }
}

fn rule(rule: &TableRule) -> Rule {
    Rule {
        when: rule
            .inputs
            .iter()
            .map(|tests| tests.text.trim().to_owned())
            .collect(),
        then: rule.outputs.iter().map(text).collect(),
        note: rule.kept.text("annotationEntry").unwrap_or_default(),
    }
}

fn text(boxed: &Boxed) -> String {
    match &boxed.logic {
        Logic::Literal(literal) => literal.text.trim().to_owned(),
        _ => String::new(),
    }
}

/// The texts in a list of them, and nothing else.
fn choices(tests: &str) -> Option<Vec<String>> {
    let list = feel::parse(&format!("[{tests}]")).ok()?;
    let context = EvalContext::new(Timestamp(0), Zone::Utc);
    let Ok(Value::List(items)) = feel::evaluate(&list, &BTreeMap::new(), &context) else {
        return None;
    };
    let texts = items.iter().map(|item| match item {
        Value::String(text) => Some(text.to_string()),
        _ => None,
    });
    texts
        .collect::<Option<Vec<_>>>()
        .filter(|texts| !texts.is_empty())
}

/// A name as a variable of a process is called.
fn key(name: &str) -> String {
    let words = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let key = words.collect::<Vec<_>>().join("_").to_lowercase();
    if key.starts_with(|first: char| first.is_numeric()) {
        format!("n_{key}")
    } else {
        key
    }
}

/// A file with the table as its one decision.
pub fn model(name: &str, table: &Table) -> Model {
    let inputs: BTreeSet<&str> = table
        .inputs
        .iter()
        .map(|input| input.expression.trim())
        .filter(|expression| feel::parse(expression).is_ok_and(|it| it.names().len() == 1))
        .filter(|expression| key(expression) == *expression)
        .collect();
    let data = inputs.iter().map(|input| {
        DrgElement::InputData(InputData {
            id: Some(format!("input_{input}")),
            name: (*input).to_owned(),
            variable: Some(Variable {
                name: (*input).to_owned(),
                ..Variable::default()
            }),
            kept: Kept::default(),
        })
    });
    let needs = inputs.iter().map(|input| Requirement {
        target: Target::InputData,
        reference: Reference {
            href: format!("#input_{input}"),
            kept: Kept::default(),
        },
        kept: Kept::default(),
    });
    let title = if name.trim().is_empty() {
        "Decision"
    } else {
        name.trim()
    };
    let decision = DrgElement::Decision(Decision {
        id: Some("decision".to_owned()),
        name: title.to_owned(),
        variable: Some(Variable {
            name: title.to_owned(),
            ..Variable::default()
        }),
        requirements: needs.collect(),
        logic: Some(Boxed {
            type_ref: None,
            logic: Logic::Table(written(table)),
            kept: Kept::default(),
        }),
        kept: Kept::default(),
    });
    Model {
        name: title.to_owned(),
        namespace: format!("https://baton.invalid/{}", key(title)),
        elements: data.chain([decision]).collect(),
        ..Model::default()
    }
}

fn written(table: &Table) -> DecisionTable {
    let input = |input: &Input| InputClause {
        label: label(&input.label),
        expression: Some(literal(&input.expression, type_name(input.kind.as_ref()))),
        values: values(input.kind.as_ref()),
        kept: Kept::default(),
    };
    let output = |output: &Output| OutputClause {
        name: Some(output.key.clone()),
        label: label(&output.label),
        type_ref: type_name(output.kind.as_ref()).map(str::to_owned),
        values: values(output.kind.as_ref()),
        default: label(&output.otherwise).map(|text| literal(&text, None)),
        kept: Kept::default(),
    };
    let cell = |text: &str| Tests {
        // DMN has no empty cells.
        text: if text.is_empty() { "-" } else { text }.to_owned(),
        kept: Kept::default(),
    };
    let rule = |rule: &Rule| TableRule {
        inputs: (0..table.inputs.len())
            .map(|input| cell(rule.when(input)))
            .collect(),
        outputs: (0..table.outputs.len())
            .map(|output| literal(rule.then(output), None))
            .collect(),
        kept: Kept::default(),
    };
    DecisionTable {
        hit_policy: table.hit_policy,
        inputs: table.inputs.iter().map(input).collect(),
        outputs: table.outputs.iter().map(output).collect(),
        rules: table.rules.iter().map(rule).collect(),
    }
}

fn label(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn literal(text: &str, type_ref: Option<&str>) -> Boxed {
    Boxed {
        type_ref: type_ref.map(str::to_owned),
        logic: Logic::Literal(Literal {
            text: text.trim().to_owned(),
            language: None,
        }),
        kept: Kept::default(),
    }
}

fn type_name(kind: Option<&FieldKind>) -> Option<&'static str> {
    Some(match kind? {
        FieldKind::Number | FieldKind::Money { .. } => "number",
        FieldKind::Date => "date",
        FieldKind::YesNo => "boolean",
        FieldKind::Text { .. } | FieldKind::Choice { .. } => "string",
    })
}

fn values(kind: Option<&FieldKind>) -> Option<Tests> {
    let Some(FieldKind::Choice { options }) = kind else {
        return None;
    };
    let options = options
        .iter()
        .map(|option| Value::from(option.as_str()).to_source());
    Some(Tests {
        text: options.collect::<Vec<_>>().join(", "),
        kept: Kept::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::{model, not_tables, tables};
    use crate::decision::dmn;
    use crate::decision::table::{HitPolicy, Input, Output, Rule, Table};
    use crate::diagram::FieldKind;

    fn table() -> Table {
        let options = ["Manager", "Board \"A\""].map(str::to_owned).into();
        Table {
            hit_policy: HitPolicy::Priority,
            inputs: vec![
                Input {
                    expression: "amount".into(),
                    label: "Amount".into(),
                    kind: Some(FieldKind::Number),
                },
                Input {
                    expression: "amount * 2".into(),
                    ..Input::default()
                },
            ],
            outputs: vec![Output {
                key: "approver".into(),
                label: "Approver".into(),
                kind: Some(FieldKind::Choice { options }),
                otherwise: "\"Manager\"".into(),
            }],
            rules: vec![Rule {
                when: vec!["> 5".into(), "-".into()],
                then: vec!["\"Manager\"".into()],
                note: String::new(),
            }],
        }
    }

    #[test]
    fn a_table_written_to_a_file_is_read_again() {
        let text = dmn::write(&model("Who approves?", &table()));
        let again = dmn::read(text.as_bytes()).expect("it is read");
        let found = tables(&again);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name, "Who approves?");
        assert_eq!(found[0].table, table());
        assert!(found[0].left_out.is_empty());
        assert_eq!(not_tables(&again), None);
    }

    #[test]
    fn what_is_not_a_table_is_said() {
        let file = r##"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="x" namespace="x">
            <decision id="a" name="Sum"><literalExpression><text>1 + 1</text></literalExpression></decision>
            <decision id="b" name="Risk Class">
              <informationRequirement><requiredDecision href="#a"/></informationRequirement>
              <decisionTable>
                <input label="Age"><inputExpression typeRef="number"><text>age</text></inputExpression></input>
                <output typeRef="string"><outputValues><text>"high","low"</text></outputValues></output>
                <rule><inputEntry><text>&lt; 18</text></inputEntry><outputEntry><text>"high"</text></outputEntry></rule>
              </decisionTable>
            </decision>
          </definitions>"##;
        let model = dmn::read(file.as_bytes()).expect("it is read");
        let found = tables(&model);
        assert_eq!(found[0].table.outputs[0].key, "risk_class");
        let options = vec!["high".to_owned(), "low".to_owned()];
        assert_eq!(
            found[0].table.outputs[0].kind,
            Some(FieldKind::Choice { options })
        );
        assert_eq!(found[0].table.rules[0].when, ["< 18"]);
        assert_eq!(found[0].left_out.len(), 1);
        assert_eq!(
            not_tables(&model).as_deref(),
            Some("“Sum” of the file is not a table and was left out.")
        );
    }
}
