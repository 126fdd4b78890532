//! Who requires whom, across all models.

use super::Problem;
use super::order::{cyclic, ranks};
use super::program::{ElementId, Need};
use crate::decision::model::{DrgElement, Model, Reference, Requirement};
use std::collections::BTreeMap;

/// All elements of all models, and what each uses.
pub(super) struct Graph<'a> {
    pub elements: Vec<(usize, &'a DrgElement)>,
    pub uses: Vec<Use>,
    /// What is required has a lower rank.
    pub ranks: Vec<usize>,
    /// Why an element cannot be evaluated.
    pub broken: Vec<Option<String>>,
    /// For each model its elements by name and by id.
    pub names: Vec<ByNameAndId>,
}

type ByNameAndId = (BTreeMap<String, ElementId>, BTreeMap<String, ElementId>);

/// What an element uses.
#[derive(Clone, Debug, Default)]
pub(super) struct Use {
    pub needs: Vec<Need>,
    /// Of a decision service: what it gives.
    pub outputs: Vec<ElementId>,
    /// Of a decision service: what it is given, input data first.
    pub inputs: Vec<ElementId>,
}

impl<'a> Graph<'a> {
    pub fn of(
        models: &'a [Model],
        by_namespace: &BTreeMap<&str, usize>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut elements = Vec::new();
        let mut names: Vec<ByNameAndId> = vec![Default::default(); models.len()];
        for (number, model) in models.iter().enumerate() {
            for element in &model.elements {
                let id = ElementId(elements.len());
                elements.push((number, element));
                let (by_name, by_id) = &mut names[number];
                by_name.entry(element.name().to_owned()).or_insert(id);
                if let Some(known) = element.id()
                    && by_id.insert(known.to_owned(), id).is_some()
                {
                    let message = format!("There are two elements with the id “{known}”.");
                    problems.push(problem(number, element, message));
                }
            }
        }
        let mut uses = Vec::new();
        for (model, element) in &elements {
            let mut finder = Finder {
                models,
                by_namespace,
                names: &names,
                model: *model,
                missing: Vec::new(),
            };
            uses.push(finder.uses(element));
            for href in finder.missing {
                let message = format!("What it requires is not here: “{href}”.");
                problems.push(problem(*model, element, message));
            }
        }
        let is_data = |need: &&Need| {
            let element = elements[need.element.0].1;
            matches!(element, DrgElement::InputData(_) | DrgElement::Decision(_))
        };
        let edges: Vec<Vec<usize>> = uses
            .iter()
            .map(|used| {
                let data = used.needs.iter().filter(is_data);
                data.map(|need| need.element.0).collect()
            })
            .collect();
        let cyclic = cyclic(&edges);
        let mut broken = vec![None; elements.len()];
        for (index, (model, element)) in elements.iter().enumerate() {
            if cyclic[index] {
                let name = element.name();
                let message = format!(
                    "“{name}” requires itself, by way of what it requires. Take one of the requirements out."
                );
                problems.push(problem(*model, element, message.clone()));
                broken[index] = Some(message);
            }
        }
        let ranks = ranks(&edges, &cyclic);
        Self {
            elements,
            uses,
            ranks,
            broken,
            names,
        }
    }
}

fn problem(model: usize, element: &DrgElement, message: String) -> Problem {
    Problem {
        model,
        element: element.name().to_owned(),
        message,
    }
}

struct Finder<'a> {
    models: &'a [Model],
    by_namespace: &'a BTreeMap<&'a str, usize>,
    names: &'a [ByNameAndId],
    model: usize,
    missing: Vec<String>,
}

impl Finder<'_> {
    fn uses(&mut self, element: &DrgElement) -> Use {
        let mut used = Use::default();
        match element {
            DrgElement::InputData(_) => {}
            DrgElement::Decision(decision) => used.needs = self.needs(&decision.requirements),
            DrgElement::BusinessKnowledge(knowledge) => {
                used.needs = self.needs(&knowledge.requirements);
            }
            DrgElement::DecisionService(service) => {
                used.outputs = self.all(&service.outputs);
                used.inputs = self.all(&service.inputs);
                used.inputs.extend(self.all(&service.input_decisions));
            }
        }
        used
    }

    fn needs(&mut self, requirements: &[Requirement]) -> Vec<Need> {
        let mut needs = Vec::new();
        for requirement in requirements {
            if let Some((model, element)) = self.find(&requirement.reference) {
                let import = (model != self.model).then(|| self.import(model)).flatten();
                needs.push(Need { element, import });
            }
        }
        needs
    }

    fn all(&mut self, references: &[Reference]) -> Vec<ElementId> {
        let found = references.iter().filter_map(|it| self.find(it));
        found.map(|(_, element)| element).collect()
    }

    /// What this model calls another.
    fn import(&self, other: usize) -> Option<String> {
        let namespace = &self.models[other].namespace;
        let imports = self.models[self.model].imports.iter();
        let mut found = imports.filter(|import| &import.namespace == namespace);
        found
            .next()
            .map(|import| import.name.clone())
            .filter(|name| !name.is_empty())
    }

    fn find(&mut self, reference: &Reference) -> Option<(usize, ElementId)> {
        let href = reference.href.trim();
        let (namespace, id) = href.rsplit_once('#').unwrap_or(("", href));
        let model = match namespace {
            "" => Some(self.model),
            namespace => self.by_namespace.get(namespace).copied(),
        };
        let found = model.and_then(|model| Some((model, *self.names[model].1.get(id)?)));
        if found.is_none() {
            self.missing.push(href.to_owned());
        }
        found
    }
}
