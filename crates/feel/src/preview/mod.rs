//! What a formula gives for a sample case that may have gaps.

use std::collections::{BTreeMap, BTreeSet};

use crate::ast::{Kind, Link, Node};
use crate::{ErrorKind, EvalContext, EvalError, Expression, Scope, Type, Value, evaluate};

/// So many missing values are named; of more only the number is said.
const MAX_NAMED: usize = 3;

/// What a formula gives for a sample case.
#[derive(Debug, Clone, PartialEq)]
pub enum Preview {
    Value(Value),
    /// The sample case lacks values that the formula reads.
    Missing {
        /// Names and paths (`request.amount`), in the order of the formula.
        names: Vec<String>,
        /// A sentence that asks for them.
        reason: String,
    },
    /// It cannot be worked out, whatever is missing.
    Failed(EvalError),
}

/// Evaluates strictly, as a running case does, and says which declared values of the sample case are missing when
/// that is why there is no result. A variable that is not there counts as missing, as one that is null does; what a
/// formula does not need (the other branch of an `if`) may be missing.
pub fn preview(
    expression: &Expression,
    sample: &BTreeMap<String, Value>,
    scope: &Scope,
    context: &EvalContext,
) -> Preview {
    let error = match evaluate(expression, sample, context) {
        Ok(value) => return Preview::Value(value),
        Err(error) => error,
    };
    if !matches!(error.kind, ErrorKind::UnknownName | ErrorKind::NoValue) {
        return Preview::Failed(error);
    }
    let names = missing(expression, sample, scope);
    if names.is_empty() {
        return Preview::Failed(error);
    }
    let reason = format!(
        "To see a result, give {} a value in the sample case.",
        listed(&names)
    );
    Preview::Missing { names, reason }
}

/// The declared names and paths that an expression reads and a sample case has no value for.
fn missing(
    expression: &Expression,
    sample: &BTreeMap<String, Value>,
    scope: &Scope,
) -> Vec<String> {
    let mut free = BTreeSet::new();
    expression.root.free_names(&mut |_, span, _| {
        free.insert(span.start);
    });
    let mut names = Vec::new();
    let mut waiting = vec![&expression.root];
    while let Some(node) = waiting.pop() {
        let path = path(node, scope).filter(|(root, _)| free.contains(&root.span.start));
        if let Some((_, path)) = path
            && is_missing(&path, sample)
        {
            let name = path.join(".");
            if !names.contains(&name) {
                names.push(name);
            }
            continue;
        }
        waiting.extend(node.children().into_iter().rev());
    }
    names
}

/// A declared variable, or the declared fields behind it as far as they go.
fn path<'a>(node: &'a Node, scope: &Scope) -> Option<(&'a Node, Vec<&'a str>)> {
    let (base, links) = match &node.kind {
        Kind::Name(_) => (node, [].as_slice()),
        Kind::Access { base, links } => (base.as_ref(), links.as_slice()),
        _ => return None,
    };
    let Kind::Name(name) = &base.kind else {
        return None;
    };
    let mut of = scope.get(name)?;
    let mut path = vec![name.as_str()];
    for link in links {
        let (Link::Field(field), Type::Context(fields)) = (link, of) else {
            break;
        };
        let Some(deeper) = fields.get(&field.text) else {
            break;
        };
        of = deeper;
        path.push(&field.text);
    }
    Some((base, path))
}

fn is_missing(path: &[&str], sample: &BTreeMap<String, Value>) -> bool {
    let mut fields = sample;
    for (index, name) in path.iter().enumerate() {
        match fields.get(*name) {
            None | Some(Value::Null) => return true,
            Some(Value::Context(deeper)) => fields = deeper,
            Some(_) => return index + 1 < path.len(),
        }
    }
    false
}

/// `"a", "b" and "c"`
fn listed(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("\"{name}\"")).collect();
    match quoted.as_slice() {
        [only] => only.clone(),
        all if all.len() > MAX_NAMED => {
            let more = all.len() - MAX_NAMED;
            format!("{} and {more} more", all[..MAX_NAMED].join(", "))
        }
        all => {
            let (last, first) = all
                .split_last()
                .map_or(("", all), |(last, first)| (last.as_str(), first));
            format!("{} and {last}", first.join(", "))
        }
    }
}
