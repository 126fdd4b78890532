//! Models into programs: names resolved, expressions parsed, requirements put in order. Never fails: what is broken
//! becomes a problem and an element that says so when it is asked.

mod cells;
mod graph;
mod logic;
mod order;
mod program;
mod types;

pub use program::ElementId;
pub(crate) use program::{
    Body, Cell, Compiled, Entry, Lambda, Logic, LogicKind, ModelNames, Program, Service,
    TableInput, TableLogic, TableOutput, TableRow,
};

use super::model::{self, DrgElement, Model};
use super::shape::Shape;
use graph::{Graph, Use};
use logic::Writer;
use std::collections::BTreeMap;
use std::sync::Arc;
use types::Types;

/// Something in a model that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The model, in the order in which they were given.
    pub model: usize,
    /// The decision, type or other element by its name.
    pub element: String,
    pub message: String,
}

/// Compiles models that may import each other.
pub(crate) fn compile(models: &[Model]) -> (Program, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut by_namespace = BTreeMap::new();
    for (number, model) in models.iter().enumerate() {
        by_namespace
            .entry(model.namespace.as_str())
            .or_insert(number);
    }
    let graph = Graph::of(models, &by_namespace, &mut problems);
    let mut types = Types::of(models, &by_namespace);
    let signatures: Vec<_> = graph
        .elements
        .iter()
        .map(|(model, element)| signature(&mut types, *model, element))
        .collect();
    let type_names: Vec<_> = (0..models.len()).map(|model| types.names(model)).collect();
    let mut elements = Vec::new();
    for (index, (model, element)) in graph.elements.iter().enumerate() {
        let used = &graph.uses[index];
        let mut writer = Writer {
            model: *model,
            element: element.name(),
            types: &mut types,
            names: type_names[*model].clone(),
            problems: &mut problems,
        };
        introduce(&mut writer.names, used, &graph, &signatures, models, *model);
        let body = match graph.broken[index].clone() {
            Some(reason) => Body::Broken(reason),
            None => body(
                &mut writer,
                element,
                used,
                &graph,
                &signatures,
                &signatures[index],
            ),
        };
        elements.push(Compiled {
            name: element.name().to_owned(),
            variable: element.variable_name().to_owned(),
            namespace: models[*model].namespace.clone(),
            shape: signatures[index].clone(),
            needs: used.needs.clone(),
            rank: graph.ranks[index],
            body,
        });
    }
    problems.extend(types.into_problems());
    let names = graph.names.into_iter();
    let models = names
        .map(|(by_name, by_id)| ModelNames { by_name, by_id })
        .collect();
    (Program { models, elements }, problems)
}

/// What an element gives: of a function its result.
fn signature(types: &mut Types<'_>, model: usize, element: &DrgElement) -> Arc<Shape> {
    let declared = types.variable(model, element.variable());
    match element {
        DrgElement::BusinessKnowledge(_) | DrgElement::DecisionService(_) => gives(&declared),
        _ => declared,
    }
}

/// A function's variable may have the type of the function, or that of what it gives.
fn gives(shape: &Arc<Shape>) -> Arc<Shape> {
    match shape.to_type() {
        feel::Type::Function { gives, .. } => Arc::new(Shape::plain(*gives)),
        _ => shape.clone(),
    }
}

/// Makes the names of what an element requires known to the parser.
fn introduce(
    names: &mut feel::Names,
    used: &Use,
    graph: &Graph<'_>,
    signatures: &[Arc<Shape>],
    models: &[Model],
    own: usize,
) {
    for need in &used.needs {
        let (model, element) = graph.elements[need.element.0];
        let name = element.variable_name();
        let of = match element {
            DrgElement::Decision(decision) if signatures[need.element.0].is_any() => {
                logic::sketch(decision.logic.as_ref())
            }
            _ => signatures[need.element.0].to_type(),
        };
        match &need.import {
            Some(import) if model != own => {
                names.insert(import);
                names.insert_fields(&feel::Type::Context([(name.to_owned(), of)].into()));
            }
            _ => names.insert_typed(name, &of),
        }
    }
    for import in &models[own].imports {
        names.insert(&import.name);
    }
}

fn body(
    writer: &mut Writer<'_, '_>,
    element: &DrgElement,
    used: &Use,
    graph: &Graph<'_>,
    signatures: &[Arc<Shape>],
    shape: &Arc<Shape>,
) -> Body {
    match element {
        DrgElement::InputData(_) => Body::Input,
        DrgElement::Decision(decision) => {
            let logic = decision.logic.as_ref().map(|logic| match &logic.logic {
                // What the decision can give says which result is more important.
                model::Logic::Table(table) if logic.type_ref.is_none() => Logic {
                    shape: None,
                    kind: LogicKind::Table(Box::new(writer.table(table, Some(shape)))),
                },
                _ => writer.boxed(logic),
            });
            Body::Decision(logic)
        }
        DrgElement::BusinessKnowledge(knowledge) => match &knowledge.logic {
            Some(function) => {
                // It may call itself.
                writer.names.insert(element.variable_name());
                Body::Knowledge(Arc::new(writer.function(function)))
            }
            None => Body::Broken(format!("“{}” has no logic.", element.name())),
        },
        DrgElement::DecisionService(_) => {
            let parameters = used.inputs.iter().map(|input| {
                let name = graph.elements[input.0].1.variable_name();
                feel::Parameter::new(name, signatures[input.0].to_type())
            });
            Body::Service(Service {
                outputs: used.outputs.clone(),
                inputs: used.inputs.clone(),
                parameters: parameters.collect(),
            })
        }
    }
}
