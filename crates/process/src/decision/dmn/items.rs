//! Types, names with types, and tests.

use super::put::Names;
use super::take::Take;
use crate::decision::model::{FunctionItem, ItemDefinition, Tests, Variable};
use crate::xml::Element;

pub(super) fn read_item(element: Element) -> ItemDefinition {
    let mut take = Take::new(element);
    ItemDefinition {
        name: take.attribute("name").unwrap_or_default(),
        collection: take
            .attribute("isCollection")
            .map(|text| matches!(text.trim(), "true" | "1")),
        type_ref: take.text("typeRef"),
        allowed: take.child("allowedValues").map(read_tests),
        constraint: take.child("typeConstraint").map(read_tests),
        components: take
            .children("itemComponent")
            .into_iter()
            .map(read_item)
            .collect(),
        function: take.child("functionItem").map(read_function),
        kept: take.kept(),
    }
}

pub(super) fn write_item(name: &str, item: &ItemDefinition, names: Names<'_>) -> Element {
    let type_ref = item.type_ref.as_deref();
    let components = item.components.iter();
    names
        .put(name)
        .attribute("name", Some(&item.name))
        .attribute("isCollection", item.collection.map(yes_or_no))
        .child(type_ref.map(|text| names.text("typeRef", text)))
        .child(write_tests("allowedValues", &item.allowed, names))
        .child(write_tests("typeConstraint", &item.constraint, names))
        .children(components.map(|it| write_item("itemComponent", it, names)))
        .child(item.function.as_ref().map(|it| write_function(it, names)))
        .keep(&item.kept)
}

fn yes_or_no(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

fn read_function(element: Element) -> FunctionItem {
    let mut take = Take::new(element);
    FunctionItem {
        output: take.attribute("outputTypeRef"),
        parameters: take
            .children("parameters")
            .into_iter()
            .map(read_variable)
            .collect(),
        kept: take.kept(),
    }
}

fn write_function(item: &FunctionItem, names: Names<'_>) -> Element {
    let parameters = item.parameters.iter();
    names
        .put("functionItem")
        .attribute("outputTypeRef", item.output.as_deref())
        .children(parameters.map(|it| write_variable("parameters", it, names)))
        .keep(&item.kept)
}

pub(super) fn read_tests(element: Element) -> Tests {
    let mut take = Take::new(element);
    Tests {
        text: take.text("text").unwrap_or_default(),
        kept: take.kept(),
    }
}

pub(super) fn write_tests(name: &str, tests: &Option<Tests>, names: Names<'_>) -> Option<Element> {
    let tests = tests.as_ref()?;
    let text = names.text("text", &tests.text);
    Some(names.put(name).child(text).keep(&tests.kept))
}

pub(super) fn read_variable(element: Element) -> Variable {
    let mut take = Take::new(element);
    Variable {
        name: take.attribute("name").unwrap_or_default(),
        type_ref: take.attribute("typeRef"),
        kept: take.kept(),
    }
}

pub(super) fn write_variable(name: &str, variable: &Variable, names: Names<'_>) -> Element {
    names
        .put(name)
        .attribute("name", Some(&variable.name))
        .attribute("typeRef", variable.type_ref.as_deref())
        .keep(&variable.kept)
}
