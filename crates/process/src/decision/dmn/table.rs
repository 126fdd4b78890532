//! Decision tables.

use super::items::{read_tests, write_tests};
use super::logic::{read_boxed, write_boxed};
use super::put::{Names, Put};
use super::take::Take;
use crate::decision::model::{Boxed, DecisionTable, InputClause, OutputClause, TableRule, Tests};
use crate::decision::table::HitPolicy;
use crate::xml::Element;

pub(super) fn read_table(take: &mut Take) -> DecisionTable {
    let policy = take.attribute("hitPolicy");
    let aggregation = take.attribute("aggregation");
    DecisionTable {
        hit_policy: hit_policy(policy.as_deref(), aggregation.as_deref()),
        inputs: take.children("input").into_iter().map(input).collect(),
        outputs: take.children("output").into_iter().map(output).collect(),
        rules: take.children("rule").into_iter().map(rule).collect(),
    }
}

pub(super) fn write_table(put: Put, table: &DecisionTable, names: Names<'_>) -> Put {
    let (policy, aggregation) = policy_names(table.hit_policy);
    put.attribute("hitPolicy", Some(policy))
        .attribute("aggregation", aggregation)
        .children(table.inputs.iter().map(|it| write_input(it, names)))
        .children(table.outputs.iter().map(|it| write_output(it, names)))
        .children(table.rules.iter().map(|it| write_rule(it, names)))
}

fn hit_policy(policy: Option<&str>, aggregation: Option<&str>) -> HitPolicy {
    match (policy.map(str::trim), aggregation.map(str::trim)) {
        (Some("ANY"), _) => HitPolicy::Any,
        (Some("FIRST"), _) => HitPolicy::First,
        (Some("PRIORITY"), _) => HitPolicy::Priority,
        (Some("RULE ORDER"), _) => HitPolicy::RuleOrder,
        (Some("OUTPUT ORDER"), _) => HitPolicy::OutputOrder,
        (Some("COLLECT"), Some("SUM")) => HitPolicy::Sum,
        (Some("COLLECT"), Some("MIN")) => HitPolicy::Smallest,
        (Some("COLLECT"), Some("MAX")) => HitPolicy::Largest,
        (Some("COLLECT"), Some("COUNT")) => HitPolicy::Count,
        (Some("COLLECT"), _) => HitPolicy::Collect,
        _ => HitPolicy::Unique,
    }
}

fn policy_names(policy: HitPolicy) -> (&'static str, Option<&'static str>) {
    match policy {
        HitPolicy::Unique => ("UNIQUE", None),
        HitPolicy::Any => ("ANY", None),
        HitPolicy::First => ("FIRST", None),
        HitPolicy::Priority => ("PRIORITY", None),
        HitPolicy::RuleOrder => ("RULE ORDER", None),
        HitPolicy::OutputOrder => ("OUTPUT ORDER", None),
        HitPolicy::Collect => ("COLLECT", None),
        HitPolicy::Sum => ("COLLECT", Some("SUM")),
        HitPolicy::Smallest => ("COLLECT", Some("MIN")),
        HitPolicy::Largest => ("COLLECT", Some("MAX")),
        HitPolicy::Count => ("COLLECT", Some("COUNT")),
    }
}

fn input(element: Element) -> InputClause {
    let mut take = Take::new(element);
    InputClause {
        label: take.attribute("label"),
        expression: take.child("inputExpression").and_then(expression),
        values: take.child("inputValues").map(read_tests),
        kept: take.kept(),
    }
}

fn write_input(input: &InputClause, names: Names<'_>) -> Element {
    let found = input.expression.as_ref();
    names
        .put("input")
        .attribute("label", input.label.as_deref())
        .child(found.map(|it| write_expression("inputExpression", it, names)))
        .child(write_tests("inputValues", &input.values, names))
        .keep(&input.kept)
}

fn output(element: Element) -> OutputClause {
    let mut take = Take::new(element);
    OutputClause {
        name: take.attribute("name"),
        label: take.attribute("label"),
        type_ref: take.attribute("typeRef"),
        values: take.child("outputValues").map(read_tests),
        default: take.child("defaultOutputEntry").and_then(expression),
        kept: take.kept(),
    }
}

fn write_output(output: &OutputClause, names: Names<'_>) -> Element {
    let default = output.default.as_ref();
    names
        .put("output")
        .attribute("name", output.name.as_deref())
        .attribute("label", output.label.as_deref())
        .attribute("typeRef", output.type_ref.as_deref())
        .child(write_tests("outputValues", &output.values, names))
        .child(default.map(|it| write_expression("defaultOutputEntry", it, names)))
        .keep(&output.kept)
}

fn rule(element: Element) -> TableRule {
    let mut take = Take::new(element);
    TableRule {
        inputs: take
            .children("inputEntry")
            .into_iter()
            .map(read_tests)
            .collect(),
        outputs: take
            .children("outputEntry")
            .into_iter()
            .filter_map(expression)
            .collect(),
        kept: take.kept(),
    }
}

fn write_rule(rule: &TableRule, names: Names<'_>) -> Element {
    let inputs = rule.inputs.iter().cloned().map(Some);
    let outputs = rule.outputs.iter();
    names
        .put("rule")
        .children(inputs.filter_map(|it: Option<Tests>| write_tests("inputEntry", &it, names)))
        .children(outputs.map(|it| write_expression("outputEntry", it, names)))
        .keep(&rule.kept)
}

/// A literal expression under another name.
fn expression(mut element: Element) -> Option<Boxed> {
    element.name = "literalExpression".to_owned();
    read_boxed(element)
}

fn write_expression(name: &str, boxed: &Boxed, names: Names<'_>) -> Element {
    let mut element = write_boxed(boxed, names);
    element.name = names.put(name).keep(&Default::default()).name;
    element
}
