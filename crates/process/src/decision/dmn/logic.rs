//! Boxed expressions.

use super::items::{read_variable, write_variable};
use super::put::{Names, Put};
use super::table;
use super::take::Take;
use crate::decision::model::{
    Binding, Boxed, ContextEntry, Function, FunctionKind, Literal, Logic, Loop, LoopKind, Part, Row,
};
use crate::xml::Element;

pub(super) fn is_boxed(name: &str) -> bool {
    matches!(
        name,
        "literalExpression"
            | "decisionTable"
            | "invocation"
            | "context"
            | "list"
            | "relation"
            | "functionDefinition"
            | "conditional"
            | "filter"
            | "for"
            | "some"
            | "every"
    )
}

pub(super) fn read_boxed(element: Element) -> Option<Boxed> {
    let kind = element.local_name().to_owned();
    if kind == "functionDefinition" {
        let mut function = read_function(element);
        return Some(Boxed {
            type_ref: function.type_ref.take(),
            kept: std::mem::take(&mut function.kept),
            logic: Logic::Function(function),
        });
    }
    let mut take = Take::new(element);
    let type_ref = take.attribute("typeRef");
    let logic = match kind.as_str() {
        "literalExpression" => Logic::Literal(read_literal(&mut take)),
        "decisionTable" => Logic::Table(table::read_table(&mut take)),
        "invocation" => Logic::Invocation {
            callee: child_boxed(&mut take),
            bindings: all(&mut take, "binding", read_binding),
        },
        "context" => Logic::Context(all(&mut take, "contextEntry", |element| {
            let mut take = Take::new(element);
            ContextEntry {
                variable: take.child("variable").map(read_variable),
                logic: take.first(is_boxed).and_then(read_boxed),
                kept: take.kept(),
            }
        })),
        "list" => Logic::List(boxes(&mut take)),
        "relation" => Logic::Relation {
            columns: all(&mut take, "column", read_variable),
            rows: all(&mut take, "row", |element| {
                let mut take = Take::new(element);
                Row {
                    cells: boxes(&mut take),
                    kept: take.kept(),
                }
            }),
        },
        "conditional" => Logic::Conditional {
            condition: read_part(&mut take, "if"),
            then: read_part(&mut take, "then"),
            otherwise: read_part(&mut take, "else"),
        },
        "filter" => Logic::Filter {
            list: read_part(&mut take, "in"),
            keep: read_part(&mut take, "match"),
        },
        "for" => Logic::Loop(read_loop(&mut take, LoopKind::For)),
        "some" => Logic::Loop(read_loop(&mut take, LoopKind::Some)),
        "every" => Logic::Loop(read_loop(&mut take, LoopKind::Every)),
        _ => return None,
    };
    Some(Boxed {
        type_ref,
        logic,
        kept: take.kept(),
    })
}

pub(super) fn write_boxed(boxed: &Boxed, names: Names<'_>) -> Element {
    let put = |name| {
        names
            .put(name)
            .attribute("typeRef", boxed.type_ref.as_deref())
    };
    let put = match &boxed.logic {
        Logic::Literal(literal) => write_literal(put("literalExpression"), literal, names),
        Logic::Table(table) => table::write_table(put("decisionTable"), table, names),
        Logic::Invocation { callee, bindings } => put("invocation")
            .child(callee.as_ref().map(|it| write_boxed(it, names)))
            .children(bindings.iter().map(|it| write_binding(it, names))),
        Logic::Context(entries) => put("context").children(entries.iter().map(|entry| {
            let variable = entry.variable.as_ref();
            names
                .put("contextEntry")
                .child(variable.map(|it| write_variable("variable", it, names)))
                .child(entry.logic.as_ref().map(|it| write_boxed(it, names)))
                .keep(&entry.kept)
        })),
        Logic::List(items) => put("list").children(items.iter().map(|it| write_boxed(it, names))),
        Logic::Relation { columns, rows } => put("relation")
            .children(columns.iter().map(|it| write_variable("column", it, names)))
            .children(rows.iter().map(|row| {
                let cells = row.cells.iter();
                names
                    .put("row")
                    .children(cells.map(|it| write_boxed(it, names)))
                    .keep(&row.kept)
            })),
        Logic::Function(function) => write_signature(put("functionDefinition"), function, names),
        Logic::Conditional {
            condition,
            then,
            otherwise,
        } => put("conditional")
            .child(write_part("if", condition, names))
            .child(write_part("then", then, names))
            .child(write_part("else", otherwise, names)),
        Logic::Filter { list, keep } => put("filter")
            .child(write_part("in", list, names))
            .child(write_part("match", keep, names)),
        Logic::Loop(it) => {
            let (name, body) = loop_names(it.kind);
            put(name)
                .attribute("iteratorVariable", Some(&it.variable))
                .child(write_part("in", &it.list, names))
                .child(write_part(body, &it.body, names))
        }
    };
    put.keep(&boxed.kept)
}

fn read_literal(take: &mut Take) -> Literal {
    Literal {
        text: take.text("text").unwrap_or_default(),
        language: take.attribute("expressionLanguage"),
    }
}

fn write_literal(put: Put, literal: &Literal, names: Names<'_>) -> Put {
    put.attribute("expressionLanguage", literal.language.as_deref())
        .child(names.text("text", &literal.text))
}

/// A function definition, or the logic of a knowledge model.
pub(super) fn read_function(element: Element) -> Function {
    let mut take = Take::new(element);
    Function {
        kind: take
            .attribute("kind")
            .map(|kind| match kind.trim().to_ascii_lowercase().as_str() {
                "java" => FunctionKind::Java,
                "pmml" => FunctionKind::Pmml,
                _ => FunctionKind::Feel,
            }),
        parameters: all(&mut take, "formalParameter", read_variable),
        body: child_boxed(&mut take),
        type_ref: take.attribute("typeRef"),
        kept: take.kept(),
    }
}

pub(super) fn write_function(name: &str, function: &Function, names: Names<'_>) -> Element {
    let put = names
        .put(name)
        .attribute("typeRef", function.type_ref.as_deref());
    write_signature(put, function, names).keep(&function.kept)
}

fn write_signature(put: Put, function: &Function, names: Names<'_>) -> Put {
    let kind = function.kind.map(|kind| match kind {
        FunctionKind::Feel => "FEEL",
        FunctionKind::Java => "Java",
        FunctionKind::Pmml => "PMML",
    });
    let parameters = function.parameters.iter();
    put.attribute("kind", kind)
        .children(parameters.map(|it| write_variable("formalParameter", it, names)))
        .child(function.body.as_ref().map(|it| write_boxed(it, names)))
}

fn read_binding(element: Element) -> Binding {
    let mut take = Take::new(element);
    Binding {
        parameter: take
            .child("parameter")
            .map(read_variable)
            .unwrap_or_default(),
        logic: take.first(is_boxed).and_then(read_boxed),
        kept: take.kept(),
    }
}

fn write_binding(binding: &Binding, names: Names<'_>) -> Element {
    let logic = binding.logic.as_ref();
    names
        .put("binding")
        .child(write_variable("parameter", &binding.parameter, names))
        .child(logic.map(|it| write_boxed(it, names)))
        .keep(&binding.kept)
}

fn read_loop(take: &mut Take, kind: LoopKind) -> Loop {
    Loop {
        kind,
        variable: take.attribute("iteratorVariable").unwrap_or_default(),
        list: read_part(take, "in"),
        body: read_part(take, loop_names(kind).1),
    }
}

fn loop_names(kind: LoopKind) -> (&'static str, &'static str) {
    match kind {
        LoopKind::For => ("for", "return"),
        LoopKind::Some => ("some", "satisfies"),
        LoopKind::Every => ("every", "satisfies"),
    }
}

fn read_part(take: &mut Take, name: &str) -> Part {
    let Some(element) = take.child(name) else {
        return Part::default();
    };
    let mut take = Take::new(element);
    Part {
        logic: child_boxed(&mut take),
        kept: take.kept(),
    }
}

fn write_part(name: &str, part: &Part, names: Names<'_>) -> Element {
    let logic = part.logic.as_ref();
    names
        .put(name)
        .child(logic.map(|it| write_boxed(it, names)))
        .keep(&part.kept)
}

fn child_boxed(take: &mut Take) -> Option<Box<Boxed>> {
    take.first(is_boxed).and_then(read_boxed).map(Box::new)
}

fn boxes(take: &mut Take) -> Vec<Boxed> {
    let found = take.all(is_boxed).into_iter();
    found.filter_map(read_boxed).collect()
}

fn all<T>(take: &mut Take, name: &str, read: impl Fn(Element) -> T) -> Vec<T> {
    take.children(name).into_iter().map(read).collect()
}
