//! Tables and models in few words.

use process::decision::table::{HitPolicy, Input, Output, Rule, Table};
use process::decision::{Answer, Decisions, Inputs, Mode, dmn};
use process::diagram::FieldKind;
use process::feel::{EvalContext, EvalError};
use process::{Timestamp, Value, Zone};

pub fn context() -> EvalContext {
    EvalContext::new(Timestamp(1_795_348_800_000), Zone::Utc)
}

/// A table that looks at `amount` and `kind` and gives `result`; a rule is written `amount | kind | result`.
pub fn table(hit_policy: HitPolicy, result: Option<FieldKind>, rules: &[&str]) -> Table {
    let input = |name: &str| Input {
        expression: name.into(),
        ..Input::default()
    };
    Table {
        hit_policy,
        inputs: vec![input("amount"), input("kind")],
        outputs: vec![Output {
            key: "result".into(),
            kind: result,
            ..Output::default()
        }],
        rules: rules.iter().map(|rule| row(rule)).collect(),
    }
}

fn row(text: &str) -> Rule {
    let mut cells: Vec<String> = text.split('|').map(|cell| cell.trim().into()).collect();
    let then = cells.split_off(2);
    Rule {
        when: cells,
        then,
        note: String::new(),
    }
}

pub fn choice(options: &[&str]) -> Option<FieldKind> {
    let options = options.iter().map(|option| (*option).to_owned()).collect();
    Some(FieldKind::Choice { options })
}

/// What a table says about an amount and a kind: the result as FEEL, and the rules that fired.
pub fn decide(table: &Table, amount: i32, kind: &str) -> Result<(String, Vec<usize>), String> {
    let variables = [("amount", Value::from(amount)), ("kind", Value::from(kind))];
    let variables = variables
        .map(|(name, value)| (name.to_owned(), value))
        .into();
    let decided = table.compile().decide(&variables, &context());
    let decided = decided.map_err(|error| error.reason)?;
    Ok((decided.values["result"].to_source(), decided.fired))
}

/// A model's elements as XML.
pub fn model(elements: &str) -> String {
    format!(
        r#"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="test" namespace="urn:test">{elements}</definitions>"#
    )
}

/// A decision with an expression, and what it requires (ids with `#`).
pub fn decision(name: &str, requires: &[&str], expression: &str) -> String {
    let requires = requires.iter().map(|href| {
        let kind = match href {
            href if href.starts_with("#in") => "informationRequirement><requiredInput",
            href if href.starts_with("#bkm") => "knowledgeRequirement><requiredKnowledge",
            _ => "informationRequirement><requiredDecision",
        };
        let end = kind.split('>').next().unwrap_or_default();
        format!(r#"<{kind} href="{href}"/></{end}>"#)
    });
    let requires: String = requires.collect();
    format!(
        r#"<decision id="{name}" name="{name}"><variable name="{name}"/>{requires}<literalExpression><text>{expression}</text></literalExpression></decision>"#
    )
}

pub fn compiled(xml: &str) -> Decisions {
    let model = dmn::read(xml.as_bytes()).expect("the model can be read");
    Decisions::compile(&[model]).0
}

pub fn ask(
    decisions: &Decisions,
    name: &str,
    inputs: &[(&str, Value)],
    mode: Mode,
) -> Result<Answer, EvalError> {
    let inputs: Inputs = inputs.iter().cloned().collect();
    let element = decisions.find(0, name).expect("the element is there");
    decisions.evaluate(element, &inputs, &context(), mode)
}

/// The value as FEEL.
pub fn value(decisions: &Decisions, name: &str, inputs: &[(&str, Value)]) -> String {
    match ask(decisions, name, inputs, Mode::Strict) {
        Ok(answer) => answer.value.to_source(),
        Err(error) => format!("error: {}", error.reason),
    }
}
