//! Item definitions into shapes.

use super::Problem;
use crate::decision::model::{ItemDefinition, Model, Tests, Variable};
use crate::decision::shape::{Shape, ShapeKind};
use feel::{Names, Type, UnaryTests, parse_unary_tests};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Types that are defined by types, so many times over.
const MAX_DEPTH: usize = 100;

/// All types of all models that are compiled together.
pub(super) struct Types<'a> {
    models: &'a [Model],
    by_namespace: &'a BTreeMap<&'a str, usize>,
    items: Vec<BTreeMap<&'a str, &'a ItemDefinition>>,
    depth: usize,
    /// For each model its types by name; nothing while one is being looked at.
    known: Vec<BTreeMap<&'a str, Option<Arc<Shape>>>>,
    any: Arc<Shape>,
    problems: Vec<Problem>,
}

impl<'a> Types<'a> {
    pub fn of(models: &'a [Model], by_namespace: &'a BTreeMap<&'a str, usize>) -> Self {
        let mut types = Self {
            models,
            by_namespace,
            items: models.iter().map(by_name).collect(),
            depth: 0,
            known: vec![BTreeMap::new(); models.len()],
            any: Arc::default(),
            problems: Vec::new(),
        };
        for (number, model) in models.iter().enumerate() {
            for item in &model.items {
                types.named(number, &item.name);
            }
        }
        types
    }

    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    pub fn any(&self) -> Arc<Shape> {
        self.any.clone()
    }

    /// The types of a model by the names its expressions may use.
    pub fn names(&self, model: usize) -> Names {
        let mut names = Names::new();
        let own = self.known[model].iter();
        let own = own.map(|(name, shape)| ((*name).to_owned(), shape));
        let imported = self.models[model].imports.iter().flat_map(|import| {
            let other = self.by_namespace.get(import.namespace.as_str());
            let types = other.map(|other| self.known[*other].iter());
            let named = types.into_iter().flatten();
            named.map(|(name, shape)| (qualified(&import.name, name), shape))
        });
        for (name, shape) in own.chain(imported) {
            if let Some(shape) = shape {
                names.insert_type(name, shape.to_type());
            }
        }
        names
    }

    /// The type of a variable; what has none may be anything.
    pub fn variable(&mut self, model: usize, variable: Option<&Variable>) -> Arc<Shape> {
        let type_ref = variable.and_then(|variable| variable.type_ref.as_deref());
        self.reference(model, type_ref)
            .unwrap_or_else(|| self.any())
    }

    /// The type that is referred to; nothing where none is named.
    pub fn reference(&mut self, model: usize, name: Option<&str>) -> Option<Arc<Shape>> {
        let name = name.map(str::trim).filter(|name| !name.is_empty())?;
        Some(self.named(model, name))
    }

    fn named(&mut self, model: usize, name: &str) -> Arc<Shape> {
        if let Some(known) = self.known[model].get(name) {
            return match known {
                Some(shape) => shape.clone(),
                None => {
                    let message =
                        format!("The type “{name}” contains itself, which is not possible.");
                    self.problem(model, name, message);
                    self.any()
                }
            };
        }
        let models = self.models;
        if let Some(item) = self.items[model].get(name).copied() {
            if self.depth == MAX_DEPTH {
                let message = "Too many types here are defined by other types.".to_owned();
                self.problem(model, name, message);
                return self.any();
            }
            self.known[model].insert(&item.name, None);
            self.depth += 1;
            let shape = self.item(model, item);
            self.depth -= 1;
            self.known[model].insert(&item.name, Some(shape.clone()));
            return shape;
        }
        if let Some(of) = built_in(name) {
            return Arc::new(Shape::plain(of));
        }
        for import in &models[model].imports {
            let rest = match import.name.as_str() {
                "" => Some(name),
                prefix => name
                    .strip_prefix(prefix)
                    .and_then(|rest| rest.strip_prefix(['.', ':'])),
            };
            let other = self.by_namespace.get(import.namespace.as_str());
            if let (Some(rest), Some(other)) = (rest, other.copied().filter(|it| *it != model))
                && self.items[other].contains_key(rest)
            {
                return self.named(other, rest);
            }
        }
        // DMN 1.1 gives FEEL's own types a prefix.
        if let Some(of) = name.split_once(':').and_then(|(_, name)| built_in(name)) {
            return Arc::new(Shape::plain(of));
        }
        self.problem(model, name, format!("There is no type “{name}”."));
        self.any()
    }

    fn item(&mut self, model: usize, item: &'a ItemDefinition) -> Arc<Shape> {
        let single = if let Some(function) = &item.function {
            let parameters = function.parameters.iter();
            let parameters = parameters
                .map(|each| self.variable(model, Some(each)).to_type())
                .collect();
            let gives = self.reference(model, function.output.as_deref());
            let gives = gives.map_or(Type::Any, |shape| shape.to_type());
            Arc::new(Shape::plain(Type::Function {
                parameters,
                gives: Box::new(gives),
            }))
        } else if !item.components.is_empty() {
            let components = item.components.iter();
            let fields = components
                .map(|field| (field.name.clone(), self.item(model, field)))
                .collect();
            Arc::new(Shape {
                kind: ShapeKind::Fields(fields),
                checks: Vec::new(),
            })
        } else {
            self.reference(model, item.type_ref.as_deref())
                .unwrap_or_else(|| self.any())
        };
        let allowed = self.tests(model, item, item.allowed.as_ref());
        let constraint = self.tests(model, item, item.constraint.as_ref());
        if item.collection == Some(true) {
            Arc::new(Shape {
                kind: ShapeKind::List(checked(single, allowed)),
                checks: constraint.into_iter().collect(),
            })
        } else {
            checked(single, allowed.into_iter().chain(constraint))
        }
    }

    fn tests(
        &mut self,
        model: usize,
        item: &ItemDefinition,
        tests: Option<&Tests>,
    ) -> Option<UnaryTests> {
        let text = tests?.text.trim();
        match parse_unary_tests(text, &Names::new()) {
            Ok(tests) => Some(tests).filter(|tests| !tests.is_any()),
            Err(error) => {
                let message = format!("“{text}” cannot be read: {error}");
                self.problem(model, &item.name, message);
                None
            }
        }
    }

    fn problem(&mut self, model: usize, element: &str, message: String) {
        self.problems.push(Problem {
            model,
            element: element.to_owned(),
            message,
        });
    }
}

fn by_name(model: &Model) -> BTreeMap<&str, &ItemDefinition> {
    let items = model.items.iter();
    items.map(|item| (item.name.as_str(), item)).collect()
}

/// The same type with more conditions.
fn checked(shape: Arc<Shape>, more: impl IntoIterator<Item = UnaryTests>) -> Arc<Shape> {
    let mut more = more.into_iter().peekable();
    if more.peek().is_none() {
        return shape;
    }
    let kind = match &shape.kind {
        ShapeKind::Plain(of) => ShapeKind::Plain(of.clone()),
        ShapeKind::List(item) => ShapeKind::List(item.clone()),
        ShapeKind::Fields(fields) => ShapeKind::Fields(fields.clone()),
    };
    let checks = shape.checks.iter().cloned().chain(more).collect();
    Arc::new(Shape { kind, checks })
}

/// A name as an importing model says it.
fn qualified(import: &str, name: &str) -> String {
    match import {
        "" => name.to_owned(),
        import => format!("{import}.{name}"),
    }
}

fn built_in(name: &str) -> Option<Type> {
    Some(match name {
        "Any" => Type::Any,
        "Null" => Type::Null,
        "boolean" => Type::Boolean,
        "number" => Type::Number,
        "string" => Type::String,
        "date" => Type::Date,
        "time" => Type::Time,
        "dateTime" | "date and time" => Type::DateTime,
        "dayTimeDuration" | "days and time duration" => Type::Duration,
        "yearMonthDuration" | "years and months duration" => Type::YearsMonths,
        "context" => Type::Context(BTreeMap::new()),
        "list" => Type::list(Type::Any),
        _ => return None,
    })
}
