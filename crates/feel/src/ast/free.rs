//! The names that an expression takes from outside.

use super::{Arguments, Kind, Link, Loop, Node, Test};
use crate::Span;

/// How a name is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Value,
    /// Called as a function.
    Call,
}

type Found<'f> = dyn FnMut(&str, Span, Use) + 'f;

impl Node {
    /// Calls `found` for every name that this expression takes from outside (not the ones it binds itself).
    pub fn free_names(&self, found: &mut Found<'_>) {
        walk(self, &mut Vec::new(), found);
    }

    /// Whether the name is read anywhere in it, freely.
    pub fn reads(&self, wanted: &str) -> bool {
        let mut reads = false;
        self.free_names(&mut |name, _, _| reads |= name == wanted);
        reads
    }
}

fn walk<'a>(node: &'a Node, bound: &mut Vec<&'a str>, found: &mut Found<'_>) {
    match &node.kind {
        Kind::Literal(_) => {}
        Kind::Name(name) => {
            if !bound.contains(&name.as_str()) {
                found(name, node.span, Use::Value);
            }
        }
        Kind::Access { base, links } => {
            walk(base, bound, found);
            for link in links {
                match link {
                    Link::Field(_) => {}
                    Link::Filter(filter, _) => {
                        bound.push("item");
                        walk(filter, bound, found);
                        bound.pop();
                    }
                    Link::Call(arguments, _) => walk_arguments(arguments, bound, found),
                }
            }
        }
        Kind::Negate(value) | Kind::InstanceOf { value, .. } => walk(value, bound, found),
        Kind::Chain { first, rest } => {
            walk(first, bound, found);
            rest.iter().for_each(|(_, node)| walk(node, bound, found));
        }
        Kind::Compare { left, right, .. } => {
            walk(left, bound, found);
            walk(right, bound, found);
        }
        Kind::Between { value, low, high } => {
            for part in [value, low, high] {
                walk(part, bound, found);
            }
        }
        Kind::If {
            branches,
            otherwise,
        } => {
            for (condition, then) in branches {
                walk(condition, bound, found);
                walk(then, bound, found);
            }
            walk(otherwise, bound, found);
        }
        Kind::In { value, tests } => {
            walk(value, bound, found);
            for test in tests {
                let is_condition = matches!(test, Test::Condition(_));
                if is_condition {
                    bound.push("?");
                }
                walk(test.node(), bound, found);
                if is_condition {
                    bound.pop();
                }
            }
        }
        Kind::And(parts) | Kind::Or(parts) | Kind::OrElse(parts) | Kind::List(parts) => {
            parts.iter().for_each(|part| walk(part, bound, found));
        }
        Kind::For { loops, body, .. } => walk_loops(loops, body, "partial", bound, found),
        Kind::Quantified {
            loops, condition, ..
        } => walk_loops(loops, condition, "", bound, found),
        Kind::Context(entries) => {
            let before = bound.len();
            for (key, entry) in entries {
                // A function may call itself by the key it is under.
                let is_function = matches!(entry.kind, Kind::Function(_));
                if is_function {
                    bound.push(&key.text);
                }
                walk(entry, bound, found);
                if !is_function {
                    bound.push(&key.text);
                }
            }
            bound.truncate(before);
        }
        Kind::Range { start, end, .. } => {
            for side in [start, end].into_iter().flatten() {
                walk(side, bound, found);
            }
        }
        Kind::Call {
            name, arguments, ..
        } => {
            if !bound.contains(&name.text.as_str()) {
                found(&name.text, name.span, Use::Call);
            }
            walk_arguments(arguments, bound, found);
        }
        Kind::Function(definition) => {
            let before = bound.len();
            bound.extend(
                definition
                    .parameters
                    .iter()
                    .map(|(name, _)| name.text.as_str()),
            );
            walk(&definition.body, bound, found);
            bound.truncate(before);
        }
    }
}

fn walk_arguments<'a>(arguments: &'a Arguments, bound: &mut Vec<&'a str>, found: &mut Found<'_>) {
    for node in arguments.nodes() {
        walk(node, bound, found);
    }
}

fn walk_loops<'a>(
    loops: &'a [Loop],
    body: &'a Node,
    implicit: &'a str,
    bound: &mut Vec<&'a str>,
    found: &mut Found<'_>,
) {
    let before = bound.len();
    for each in loops {
        walk(&each.source, bound, found);
        if let Some(until) = &each.until {
            walk(until, bound, found);
        }
        bound.push(&each.name.text);
    }
    bound.push(implicit);
    walk(body, bound, found);
    bound.truncate(before);
}
