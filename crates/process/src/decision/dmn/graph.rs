//! Decisions, input data, knowledge models, services, and the arrows between them.

use super::items::{read_variable, write_variable};
use super::logic;
use super::put::Names;
use super::take::Take;
use crate::decision::model::{
    BusinessKnowledge, Decision, DecisionService, DrgElement, InputData, Reference, Requirement,
    Target,
};
use crate::xml::Element;

pub(super) fn is_element(name: &str) -> bool {
    matches!(
        name,
        "inputData" | "decision" | "businessKnowledgeModel" | "decisionService"
    )
}

pub(super) fn read_element(element: Element) -> Option<DrgElement> {
    let kind = element.local_name().to_owned();
    let mut take = Take::new(element);
    let id = take.attribute("id");
    let name = take.attribute("name").unwrap_or_default();
    let variable = take.child("variable").map(read_variable);
    Some(match kind.as_str() {
        "inputData" => DrgElement::InputData(InputData {
            id,
            name,
            variable,
            kept: take.kept(),
        }),
        "decision" => DrgElement::Decision(Decision {
            id,
            name,
            variable,
            requirements: read_requirements(&mut take),
            logic: take.first(logic::is_boxed).and_then(logic::read_boxed),
            kept: take.kept(),
        }),
        "businessKnowledgeModel" => DrgElement::BusinessKnowledge(BusinessKnowledge {
            id,
            name,
            variable,
            logic: take.child("encapsulatedLogic").map(logic::read_function),
            requirements: read_requirements(&mut take),
            kept: take.kept(),
        }),
        "decisionService" => DrgElement::DecisionService(DecisionService {
            id,
            name,
            variable,
            outputs: references(&mut take, "outputDecision"),
            encapsulated: references(&mut take, "encapsulatedDecision"),
            input_decisions: references(&mut take, "inputDecision"),
            inputs: references(&mut take, "inputData"),
            kept: take.kept(),
        }),
        _ => return None,
    })
}

pub(super) fn write_element(element: &DrgElement, names: Names<'_>) -> Element {
    let name = match element {
        DrgElement::InputData(_) => "inputData",
        DrgElement::Decision(_) => "decision",
        DrgElement::BusinessKnowledge(_) => "businessKnowledgeModel",
        DrgElement::DecisionService(_) => "decisionService",
    };
    let variable = element.variable();
    let put = names
        .put(name)
        .attribute("id", element.id())
        .attribute("name", Some(element.name()))
        .child(variable.map(|it| write_variable("variable", it, names)));
    match element {
        DrgElement::InputData(it) => put.keep(&it.kept),
        DrgElement::Decision(it) => put
            .children(write_requirements(&it.requirements, names))
            .child(it.logic.as_ref().map(|it| logic::write_boxed(it, names)))
            .keep(&it.kept),
        DrgElement::BusinessKnowledge(it) => put
            .child(
                it.logic
                    .as_ref()
                    .map(|it| logic::write_function("encapsulatedLogic", it, names)),
            )
            .children(write_requirements(&it.requirements, names))
            .keep(&it.kept),
        DrgElement::DecisionService(it) => put
            .children(write_references("outputDecision", &it.outputs, names))
            .children(write_references(
                "encapsulatedDecision",
                &it.encapsulated,
                names,
            ))
            .children(write_references(
                "inputDecision",
                &it.input_decisions,
                names,
            ))
            .children(write_references("inputData", &it.inputs, names))
            .keep(&it.kept),
    }
}

fn read_requirements(take: &mut Take) -> Vec<Requirement> {
    take.all(|name| matches!(name, "informationRequirement" | "knowledgeRequirement"))
        .into_iter()
        .filter_map(|element| {
            let mut take = Take::new(element);
            let (target, found) = [Target::InputData, Target::Decision, Target::Knowledge]
                .into_iter()
                .find_map(|target| Some((target, take.child(target_name(target))?)))?;
            Some(Requirement {
                target,
                reference: read_reference(found),
                kept: take.kept(),
            })
        })
        .collect()
}

fn write_requirements(requirements: &[Requirement], names: Names<'_>) -> Vec<Element> {
    requirements
        .iter()
        .map(|requirement| {
            let name = match requirement.target {
                Target::InputData | Target::Decision => "informationRequirement",
                Target::Knowledge => "knowledgeRequirement",
            };
            let target = target_name(requirement.target);
            names
                .put(name)
                .child(write_reference(target, &requirement.reference, names))
                .keep(&requirement.kept)
        })
        .collect()
}

fn target_name(target: Target) -> &'static str {
    match target {
        Target::InputData => "requiredInput",
        Target::Decision => "requiredDecision",
        Target::Knowledge => "requiredKnowledge",
    }
}

fn references(take: &mut Take, name: &str) -> Vec<Reference> {
    let found = take.children(name).into_iter();
    found.map(read_reference).collect()
}

fn read_reference(element: Element) -> Reference {
    let mut take = Take::new(element);
    Reference {
        href: take.attribute("href").unwrap_or_default(),
        kept: take.kept(),
    }
}

fn write_references(name: &str, references: &[Reference], names: Names<'_>) -> Vec<Element> {
    let references = references.iter();
    references
        .map(|it| write_reference(name, it, names))
        .collect()
}

fn write_reference(name: &str, reference: &Reference, names: Names<'_>) -> Element {
    names
        .put(name)
        .attribute("href", Some(&reference.href))
        .keep(&reference.kept)
}
