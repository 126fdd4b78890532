//! Tables from and to DMN models, for exchange with other tools.

use super::{Input, Output, Rule, Table};
use crate::decision::model::{
    Boxed, Decision, DecisionTable, DrgElement, InputClause, InputData, Kept, Literal, Logic,
    Model, OutputClause, Reference, Requirement, TableRule, Target, Tests, Variable,
};
use crate::diagram::FieldKind;
use crate::xml::{Attribute, Element, Node};
use feel::{Names, Value};
use std::collections::BTreeSet;

/// The heading of the column that holds what a rule notes.
const NOTE: &str = "Note";

impl Table {
    /// The table as a decision of a model of its own, with input data for the variables it reads.
    pub fn to_model(&self, name: &str) -> Model {
        let reads: BTreeSet<String> = self.reads().into_iter().map(|(name, _)| name).collect();
        let inputs = reads.iter().enumerate().map(|(at, name)| {
            let looked_at = self.inputs.iter().find(|it| it.expression.trim() == name);
            let kind = looked_at.and_then(|input| input.kind.as_ref());
            DrgElement::InputData(InputData {
                id: Some(format!("input_{}", at + 1)),
                name: name.clone(),
                variable: Some(variable(name, kind)),
                kept: Kept::default(),
            })
        });
        let requirements = (1..=reads.len()).map(|at| Requirement {
            target: Target::InputData,
            reference: Reference {
                href: format!("#input_{at}"),
                kept: Kept::default(),
            },
            kept: Kept::default(),
        });
        let decision = DrgElement::Decision(Decision {
            id: Some("decision".to_owned()),
            name: name.to_owned(),
            variable: Some(variable(name, None)),
            requirements: requirements.collect(),
            logic: Some(Boxed {
                type_ref: None,
                logic: Logic::Table(self.to_dmn()),
                kept: self.note_column(),
            }),
            kept: Kept::default(),
        });
        Model {
            name: name.to_owned(),
            namespace: "urn:baton:table".to_owned(),
            elements: inputs.chain([decision]).collect(),
            kept: Kept {
                attributes: vec![attribute("id", "definitions")],
                nodes: Vec::new(),
            },
            ..Model::default()
        }
    }

    fn to_dmn(&self) -> DecisionTable {
        let inputs = self.inputs.iter().map(|input| InputClause {
            label: filled(&input.label),
            expression: Some(Boxed {
                type_ref: type_name(input.kind.as_ref()),
                ..literal(&input.expression)
            }),
            values: choices(input.kind.as_ref()),
            kept: Kept::default(),
        });
        let outputs = self.outputs.iter().map(|output| OutputClause {
            name: filled(&output.key),
            label: filled(&output.label),
            type_ref: type_name(output.kind.as_ref()),
            values: choices(output.kind.as_ref()),
            default: filled(&output.otherwise).map(|text| literal(&text)),
            kept: Kept::default(),
        });
        let rules = self.rules.iter().map(|rule| TableRule {
            inputs: (0..self.inputs.len())
                .map(|input| Tests {
                    text: match rule.when(input) {
                        "" => "-".to_owned(),
                        text => text.to_owned(),
                    },
                    kept: Kept::default(),
                })
                .collect(),
            outputs: (0..self.outputs.len())
                .map(|output| literal(rule.then(output)))
                .collect(),
            kept: self.note(rule),
        });
        DecisionTable {
            hit_policy: self.hit_policy,
            inputs: inputs.collect(),
            outputs: outputs.collect(),
            rules: rules.collect(),
        }
    }

    fn has_notes(&self) -> bool {
        self.rules.iter().any(|rule| !rule.note.is_empty())
    }

    fn note_column(&self) -> Kept {
        let mut kept = Kept::default();
        if self.has_notes() {
            let mut heading = Element::new("annotation");
            heading.attributes.push(attribute("name", NOTE));
            let behind = self.inputs.len() + self.outputs.len();
            kept.nodes.push((behind, Node::Element(heading)));
        }
        kept
    }

    fn note(&self, rule: &Rule) -> Kept {
        let mut kept = Kept::default();
        if self.has_notes() {
            let mut text = Element::new("text");
            if !rule.note.is_empty() {
                text.children.push(Node::Text(rule.note.clone()));
            }
            let mut entry = Element::new("annotationEntry");
            entry.children.push(Node::Element(text));
            let behind = self.inputs.len() + self.outputs.len();
            kept.nodes.push((behind, Node::Element(entry)));
        }
        kept
    }

    /// The tables of a model's decisions and knowledge models, each with the name of what it decides.
    pub fn all_of(model: &Model) -> Vec<(String, Table)> {
        let tables = model.elements.iter().filter_map(|element| {
            let logic = match element {
                DrgElement::Decision(decision) => decision.logic.as_ref(),
                DrgElement::BusinessKnowledge(it) => it.logic.as_ref()?.body.as_deref(),
                _ => None,
            }?;
            match &logic.logic {
                Logic::Table(table) => {
                    let given = logic.type_ref.as_deref().or_else(|| {
                        let variable = element.variable()?;
                        variable.type_ref.as_deref()
                    });
                    let name = element.name().to_owned();
                    let table = of_dmn(table, &name, given, model);
                    Some((name, table))
                }
                _ => None,
            }
        });
        tables.collect()
    }
}

fn of_dmn(table: &DecisionTable, name: &str, given: Option<&str>, model: &Model) -> Table {
    let inputs = table.inputs.iter().map(|input| {
        let expression = input.expression.as_ref();
        let type_ref = expression.and_then(|it| it.type_ref.as_deref());
        Input {
            expression: expression.map(text).unwrap_or_default(),
            label: input.label.clone().unwrap_or_default(),
            kind: kind(type_ref, input.values.as_ref(), model),
        }
    });
    let single = table.outputs.len() == 1;
    let outputs = table.outputs.iter().map(|output| {
        let type_ref = output.type_ref.as_deref().or(given.filter(|_| single));
        let called = output.name.as_deref().unwrap_or(name);
        let key = key(called);
        let label = output.label.as_deref().unwrap_or(called);
        Output {
            label: if label == key { "" } else { label }.to_owned(),
            key,
            kind: kind(type_ref, output.values.as_ref(), model),
            otherwise: output.default.as_ref().map(text).unwrap_or_default(),
        }
    });
    let rules = table.rules.iter().map(|rule| Rule {
        when: rule
            .inputs
            .iter()
            .map(|tests| tests.text.trim().to_owned())
            .collect(),
        then: rule.outputs.iter().map(text).collect(),
        note: note(&rule.kept),
    });
    Table {
        hit_policy: table.hit_policy,
        inputs: inputs.collect(),
        outputs: outputs.collect(),
        rules: rules.collect(),
    }
}

/// The first remark on a rule; where there is none, its description.
fn note(kept: &Kept) -> String {
    let elements = kept.nodes.iter().filter_map(|(_, node)| node.element());
    let entries = elements.filter(|element| element.local_name() == "annotationEntry");
    let texts = entries.flat_map(|entry| entry.elements().map(Element::text));
    let mut texts = texts.map(|text| text.trim().to_owned());
    texts
        .find(|text| !text.is_empty())
        .or_else(|| kept.text("description"))
        .unwrap_or_default()
}

fn text(boxed: &Boxed) -> String {
    match &boxed.logic {
        Logic::Literal(literal) => literal.text.trim().to_owned(),
        _ => String::new(),
    }
}

fn literal(text: &str) -> Boxed {
    Boxed {
        type_ref: None,
        logic: Logic::Literal(Literal {
            text: text.trim().to_owned(),
            language: None,
        }),
        kept: Kept::default(),
    }
}

fn variable(name: &str, kind: Option<&FieldKind>) -> Variable {
    Variable {
        name: name.to_owned(),
        type_ref: type_name(kind),
        kept: Kept::default(),
    }
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute {
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A name that rules can use: “Risk level” becomes `risk_level`.
fn key(name: &str) -> String {
    let letters = name.trim().chars().map(|letter| match letter {
        letter if letter.is_alphanumeric() => letter,
        _ => '_',
    });
    let key: String = letters.collect::<String>().to_lowercase();
    if name.trim() == name && super::check::is_name(name) {
        name.to_owned()
    } else if super::check::is_name(&key) {
        key
    } else {
        format!("result_{key}")
    }
}

fn type_name(kind: Option<&FieldKind>) -> Option<String> {
    let name = match kind? {
        FieldKind::Text { .. } | FieldKind::Choice { .. } => "string",
        FieldKind::Number | FieldKind::Money { .. } => "number",
        FieldKind::Date => "date",
        FieldKind::YesNo => "boolean",
    };
    Some(name.to_owned())
}

fn choices(kind: Option<&FieldKind>) -> Option<Tests> {
    let FieldKind::Choice { options } = kind? else {
        return None;
    };
    let options = options
        .iter()
        .map(|it| Value::from(it.as_str()).to_source());
    Some(Tests {
        text: options.collect::<Vec<_>>().join(", "),
        kept: Kept::default(),
    })
}

/// What a column is for: texts that are listed are a choice.
fn kind(type_ref: Option<&str>, values: Option<&Tests>, model: &Model) -> Option<FieldKind> {
    let mut name = type_ref.unwrap_or_default().trim();
    let mut listed = values.map(|values| values.text.as_str());
    // Types may be defined by types, but not for ever.
    for _ in 0..10 {
        let Some(item) = model.items.iter().find(|item| item.name == name) else {
            break;
        };
        if item.collection == Some(true) {
            return None;
        }
        listed = listed.or(item.allowed.as_ref().map(|tests| tests.text.as_str()));
        name = item.type_ref.as_deref().unwrap_or_default().trim();
    }
    let options = listed.and_then(options);
    match (name.rsplit(':').next().unwrap_or(name), options) {
        ("string" | "", Some(options)) => Some(FieldKind::Choice { options }),
        ("string", None) => Some(FieldKind::Text { multiline: false }),
        ("number", _) => Some(FieldKind::Number),
        ("date", _) => Some(FieldKind::Date),
        ("boolean", _) => Some(FieldKind::YesNo),
        _ => None,
    }
}

/// The texts of `"a", "b"`; nothing where it lists something else.
fn options(text: &str) -> Option<Vec<String>> {
    let list = feel::parse_in(&format!("[{text}]"), &Names::new()).ok()?;
    let Value::List(values) = super::constant::value(&list)? else {
        return None;
    };
    let texts = values.iter().map(|value| match value {
        Value::String(text) => Some(text.to_string()),
        _ => None,
    });
    let texts: Vec<String> = texts.collect::<Option<_>>()?;
    (!texts.is_empty()).then_some(texts)
}
