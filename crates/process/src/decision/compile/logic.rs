//! Boxed expressions into logic.

use super::Problem;
use super::program::{Entry, Lambda, Logic, LogicKind};
use super::types::Types;
use crate::decision::dmn::namespaces::is_feel;
use crate::decision::model::{
    self, Boxed, ContextEntry, Function, FunctionKind, Literal, Part, Variable,
};
use crate::decision::shape::Shape;
use feel::{Names, Parameter, Type, parse_in};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Writes the logic of one element.
pub(super) struct Writer<'w, 'm> {
    pub model: usize,
    pub element: &'w str,
    pub types: &'w mut Types<'m>,
    /// What expressions may name where the writer stands.
    pub names: Names,
    pub problems: &'w mut Vec<Problem>,
}

impl Writer<'_, '_> {
    pub fn boxed(&mut self, boxed: &Boxed) -> Logic {
        let shape = self.types.reference(self.model, boxed.type_ref.as_deref());
        let shape = shape.filter(|shape| !shape.is_any());
        match &boxed.logic {
            model::Logic::Table(table) => {
                let kind = LogicKind::Table(Box::new(self.table(table, shape.as_ref())));
                Logic { shape, kind }
            }
            // Its type is that of the function, or of what it gives.
            model::Logic::Function(function) => {
                let mut lambda = self.function(function);
                gives(&mut lambda, shape);
                let kind = LogicKind::Function(Arc::new(lambda));
                Logic { shape: None, kind }
            }
            logic => Logic {
                kind: self.kind(logic),
                shape,
            },
        }
    }

    fn kind(&mut self, logic: &model::Logic) -> LogicKind {
        match logic {
            model::Logic::Literal(literal) => self.literal(literal),
            model::Logic::Table(table) => LogicKind::Table(Box::new(self.table(table, None))),
            model::Logic::Invocation { callee, bindings } => LogicKind::Invocation {
                callee: Box::new(self.optional(callee.as_deref())),
                bindings: bindings
                    .iter()
                    .map(|it| {
                        let logic = self.optional(it.logic.as_ref());
                        (it.parameter.name.clone(), logic)
                    })
                    .collect(),
            },
            model::Logic::Context(entries) => self.context(entries),
            model::Logic::List(items) => {
                LogicKind::List(items.iter().map(|it| self.boxed(it)).collect())
            }
            model::Logic::Relation { columns, rows } => LogicKind::Relation {
                columns: columns.iter().map(|it| it.name.clone()).collect(),
                rows: rows
                    .iter()
                    .map(|row| row.cells.iter().map(|it| self.boxed(it)).collect())
                    .collect(),
            },
            model::Logic::Function(function) => {
                LogicKind::Function(Arc::new(self.function(function)))
            }
            model::Logic::Conditional {
                condition,
                then,
                otherwise,
            } => LogicKind::Conditional(Box::new(
                [condition, then, otherwise].map(|part| self.part(part)),
            )),
            model::Logic::Filter { list, keep } => {
                let item = sketch(list.logic.as_deref());
                let list = self.part(list);
                let keep = self.within(|writer| {
                    writer.names.insert_typed("item", &item);
                    writer.part(keep)
                });
                LogicKind::Filter(Box::new([list, keep]))
            }
            model::Logic::Loop(it) => {
                let item = sketch(it.list.logic.as_deref());
                let list = self.part(&it.list);
                let body = self.within(|writer| {
                    writer.names.insert_typed(&it.variable, &item);
                    writer.part(&it.body)
                });
                LogicKind::Loop {
                    kind: it.kind,
                    variable: it.variable.clone(),
                    list: Box::new(list),
                    body: Box::new(body),
                }
            }
        }
    }

    pub fn literal(&mut self, literal: &Literal) -> LogicKind {
        if let Some(language) = literal.language.as_deref().filter(|it| !is_feel(it)) {
            return self.broken(format!(
                "This is written in “{language}”. Only FEEL can be worked out here."
            ));
        }
        match parse_in(&literal.text, &self.names) {
            Ok(expression) => LogicKind::Literal(expression),
            Err(error) => self.broken(format!("“{}” cannot be read: {error}", literal.text.trim())),
        }
    }

    fn context(&mut self, entries: &[ContextEntry]) -> LogicKind {
        self.within(|writer| {
            let entries = entries.iter().map(|entry| {
                let variable = entry.variable.as_ref();
                let shape = variable
                    .and_then(|it| writer.types.reference(writer.model, it.type_ref.as_deref()));
                if let (Some(variable), Some(logic)) = (variable, &entry.logic)
                    && matches!(logic.logic, model::Logic::Function(_))
                {
                    // It may call itself.
                    writer.names.insert(&variable.name);
                }
                let logic = writer.optional(entry.logic.as_ref());
                let name = variable.map(|it| it.name.clone());
                if let Some(name) = &name {
                    let of = match &shape {
                        Some(shape) => shape.to_type(),
                        None => sketch(entry.logic.as_ref()),
                    };
                    writer.names.insert_typed(name, &of);
                }
                Entry { name, shape, logic }
            });
            LogicKind::Context(entries.collect())
        })
    }

    pub fn function(&mut self, function: &Function) -> Lambda {
        let (parameters, shapes) = self.parameters(&function.parameters);
        let body = self.within(|writer| {
            for parameter in &parameters {
                writer.names.insert_typed(&parameter.name, &parameter.of);
            }
            match function.kind {
                None | Some(FunctionKind::Feel) => writer.optional(function.body.as_deref()),
                Some(FunctionKind::Java) => writer.foreign("Java"),
                Some(FunctionKind::Pmml) => writer.foreign("PMML"),
            }
        });
        let mut lambda = Lambda {
            parameters,
            shapes,
            body,
        };
        let given = self
            .types
            .reference(self.model, function.type_ref.as_deref());
        gives(&mut lambda, given);
        lambda
    }

    fn parameters(&mut self, variables: &[Variable]) -> (Vec<Parameter>, Vec<Arc<Shape>>) {
        let both = variables.iter().map(|variable| {
            let shape = self.types.variable(self.model, Some(variable));
            (Parameter::new(&variable.name, shape.to_type()), shape)
        });
        both.unzip()
    }

    fn foreign(&mut self, language: &str) -> Logic {
        let kind = self.broken(format!(
            "This function is written in {language}, which cannot be called here. Write it as a FEEL expression."
        ));
        Logic { shape: None, kind }
    }

    fn part(&mut self, part: &Part) -> Logic {
        self.optional(part.logic.as_deref())
    }

    pub fn optional(&mut self, boxed: Option<&Boxed>) -> Logic {
        match boxed {
            Some(boxed) => self.boxed(boxed),
            None => Logic {
                shape: None,
                kind: self.broken("Something is missing here.".to_owned()),
            },
        }
    }

    /// With names that are forgotten afterwards.
    fn within<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.names.clone();
        let written = write(self);
        self.names = before;
        written
    }

    pub fn broken(&mut self, reason: String) -> LogicKind {
        self.problems.push(Problem {
            model: self.model,
            element: self.element.to_owned(),
            message: reason.clone(),
        });
        LogicKind::Broken(reason)
    }
}

/// What a function gives, where its author says that instead of the type of the function.
fn gives(lambda: &mut Lambda, result: Option<Arc<Shape>>) {
    if let Some(result) = result.filter(|shape| !shape.is_any() && !shape.is_function()) {
        lambda.body.shape.get_or_insert(result);
    }
}

/// The fields that logic without a type surely gives, so that their names can be read where they are used.
pub(super) fn sketch(boxed: Option<&Boxed>) -> Type {
    match boxed.map(|boxed| &boxed.logic) {
        Some(model::Logic::Context(entries)) => {
            if let Some(result) = entries.iter().find(|entry| entry.variable.is_none()) {
                return sketch(result.logic.as_ref());
            }
            let fields = entries.iter().filter_map(|entry| {
                let name = entry.variable.as_ref()?.name.clone();
                Some((name, sketch(entry.logic.as_ref())))
            });
            Type::Context(fields.collect())
        }
        Some(model::Logic::Relation { columns, .. }) => {
            let fields = columns
                .iter()
                .map(|column| (column.name.clone(), Type::Any));
            Type::list(Type::Context(fields.collect()))
        }
        Some(model::Logic::Table(table)) if table.outputs.len() > 1 => {
            let names = table
                .outputs
                .iter()
                .filter_map(|output| output.name.clone());
            let fields: BTreeMap<_, _> = names.map(|name| (name, Type::Any)).collect();
            Type::Context(fields)
        }
        Some(model::Logic::Filter { list, .. }) => sketch(list.logic.as_deref()),
        _ => Type::Any,
    }
}
