//! Evaluates a syntax tree. In the strict mode what has no value is an error with its reason, never a silent null;
//! in the kind mode it is null, as the standard has it, and noted.

mod access;
mod arithmetic;
mod call;
mod compare;
mod error;
mod evaluation;
mod iterate;
mod lambda;
mod logic;
mod test;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ast::{Kind, Node};
use crate::builtin;
use crate::nearest::nearest;
use crate::{Span, Value};
pub(crate) use arithmetic::mismatch_in_words;
pub(crate) use call::{choose, is_same, positional, unknown_function, wrong_count};
pub(crate) use compare::{equal, order, weight};
pub(crate) use error::Failure;
pub use error::{ErrorKind, EvalError};
pub(crate) use evaluation::Rules;
pub use evaluation::{
    EvalContext, Evaluation, MAX_NOTED, Mode, evaluate, evaluate_kindly, evaluate_measured, holds,
    holds_kindly,
};

/// Walks the tree of one source with the names that are in scope there.
pub(crate) struct Evaluator<'a, 'e, 'c> {
    source: &'a Arc<str>,
    variables: &'a BTreeMap<String, Value>,
    /// Innermost last.
    locals: Vec<Local<'a>>,
    state: &'e mut Evaluation<'c>,
}

/// What an expression itself gives a name to.
enum Local<'a> {
    Named(&'a str, Value),
    /// The item a filter looks at: `item`, and its fields by their own names.
    Item(Value),
}

impl<'a, 'e, 'c> Evaluator<'a, 'e, 'c> {
    fn new(
        source: &'a Arc<str>,
        variables: &'a BTreeMap<String, Value>,
        state: &'e mut Evaluation<'c>,
    ) -> Evaluator<'a, 'e, 'c> {
        Evaluator {
            source,
            variables,
            locals: Vec::new(),
            state,
        }
    }

    fn context(&self) -> &'c EvalContext {
        self.state.context()
    }

    fn rules(&self) -> Rules<'c> {
        self.state.rules()
    }

    fn is_kind(&self) -> bool {
        self.state.is_kind()
    }

    /// The value of a node. In the kind mode what goes wrong in it is null.
    fn value(&mut self, node: &'a Node) -> Result<Value, EvalError> {
        // Looking a name up goes through what is in scope.
        self.spend(1 + self.locals.len() as u64 / 32, node.span)?;
        let result = match &node.kind {
            Kind::Literal(value) => return Ok(value.clone()),
            Kind::Name(name) => self.name(name, node.span),
            _ if self.state.depth >= self.context().depth => {
                return Err(evaluation::too_deep(node.span));
            }
            _ => {
                let before = self.locals.len();
                self.state.depth += 1;
                let value = self.compound(node);
                self.state.depth -= 1;
                // What failed may have left its own names behind.
                self.locals.truncate(before);
                value
            }
        };
        match result {
            Ok(value) => {
                if !matches!(node.kind, Kind::Name(_)) {
                    self.state.built(&value, node.span)?;
                }
                Ok(value)
            }
            error => self.state.forgive(error),
        }
    }

    fn compound(&mut self, node: &'a Node) -> Result<Value, EvalError> {
        match &node.kind {
            Kind::Literal(value) => Ok(value.clone()),
            Kind::Name(name) => self.name(name, node.span),
            Kind::Access { base, links } => self.access(base, links),
            Kind::Negate(value) => self.negate(value),
            Kind::Chain { first, rest } => self.chain(first, rest),
            Kind::Compare {
                operator,
                left,
                right,
            } => self.compare(*operator, left, right, node.span),
            Kind::Between { value, low, high } => self.between(value, low, high),
            Kind::In { value, tests } => self.is_in(value, tests),
            Kind::And(parts) => self.all(parts),
            Kind::Or(parts) => self.any(parts),
            Kind::OrElse(parts) => self.or_else(parts),
            Kind::If {
                branches,
                otherwise,
            } => self.condition(branches, otherwise),
            Kind::For {
                loops,
                body,
                partial,
            } if *partial => self.collect_onto(loops, body),
            Kind::For { loops, body, .. } => self.collect(loops, body),
            Kind::Quantified {
                quantifier,
                loops,
                condition,
            } => self.quantified(*quantifier, loops, condition),
            Kind::InstanceOf {
                value,
                wanted,
                is_partial,
            } => {
                if *is_partial && self.is_kind() {
                    let reason =
                        "Say what is in it: list<number>, context<a: number>, range<date>.";
                    return Err(EvalError::new(node.span, ErrorKind::WrongType, reason));
                }
                self.instance_of(value, wanted)
            }
            Kind::List(items) => items
                .iter()
                .map(|item| self.value(item))
                .collect::<Result<_, _>>()
                .map(Value::list),
            Kind::Context(entries) => self.entries(entries),
            Kind::Range {
                start,
                start_included,
                end,
                end_included,
                form,
            } => self.range(
                (start.as_deref(), *start_included),
                (end.as_deref(), *end_included),
                *form,
            ),
            Kind::Call {
                name,
                forms,
                arguments,
            } => self.call(name, *forms, arguments, node.span),
            Kind::Function(definition) => Ok(self.function(definition, None)),
        }
    }

    fn deeper<T>(
        &mut self,
        span: Span,
        run: impl FnOnce(&mut Self) -> Result<T, EvalError>,
    ) -> Result<T, EvalError> {
        if self.state.depth >= self.context().depth {
            return Err(evaluation::too_deep(span));
        }
        self.state.depth += 1;
        let result = run(self);
        self.state.depth -= 1;
        result
    }

    fn spend(&mut self, amount: u64, span: Span) -> Result<(), EvalError> {
        self.state.spend(amount, span)
    }

    /// What is in scope under a name, the innermost first.
    fn look_up(&self, name: &str) -> Option<&Value> {
        for local in self.locals.iter().rev() {
            match local {
                Local::Named(known, value) if *known == name => return Some(value),
                Local::Item(item) => {
                    if let Value::Context(fields) = item
                        && let Some(value) = fields.get(name)
                    {
                        return Some(value);
                    }
                    if name == "item" {
                        return Some(item);
                    }
                }
                Local::Named(..) => {}
            }
        }
        self.variables.get(name)
    }

    fn name(&self, name: &str, span: Span) -> Result<Value, EvalError> {
        if let Some(value) = self.look_up(name) {
            return Ok(value.clone());
        }
        match builtin::value(name) {
            Some(function) => Ok(Value::Function(function)),
            None => Err(self.unknown(name, span)),
        }
    }

    fn unknown(&self, name: &str, span: Span) -> EvalError {
        let locals = self.locals.iter().filter_map(|local| match local {
            Local::Named(name, _) => Some(*name),
            Local::Item(_) => None,
        });
        let reason = match nearest(
            name,
            self.variables.keys().map(String::as_str).chain(locals),
        ) {
            Some(near) => format!("There is no \"{name}\" here. Perhaps \"{near}\" is meant."),
            None => format!("\"{name}\" has no value yet."),
        };
        EvalError {
            span,
            reason,
            kind: ErrorKind::UnknownName,
        }
    }

    /// How a message calls a part of the expression: by its own text when it is a name or a path.
    fn describe(&self, node: &Node) -> String {
        let text = node.span.text(self.source);
        match node.kind {
            Kind::Name(_) | Kind::Access { .. } | Kind::Call { .. } if text.len() <= 60 => {
                format!("\"{text}\"")
            }
            _ => "This".to_owned(),
        }
    }

    fn no_value(&self, node: &Node) -> EvalError {
        let subject = self.describe(node);
        let reason = if subject == "This" {
            "This has no value.".to_owned()
        } else {
            format!("{subject} has no value yet.")
        };
        EvalError {
            span: node.span,
            reason,
            kind: ErrorKind::NoValue,
        }
    }

    fn wrong_type(&self, node: &Node, found: &Value, wanted: &str) -> EvalError {
        if found.is_null() {
            return self.no_value(node);
        }
        let mut reason = format!(
            "{} is {}, and {wanted} is needed here.",
            self.describe(node),
            found.kind_in_words()
        );
        if matches!(found, Value::List(_)) {
            reason.push_str(" To take one item, put its position behind it: [1].");
        }
        EvalError {
            span: node.span,
            reason,
            kind: ErrorKind::WrongType,
        }
    }

    /// The value of a part that must not be null.
    fn present(&mut self, node: &'a Node) -> Result<Value, EvalError> {
        let value = self.value(node)?;
        if value.is_null() {
            Err(self.no_value(node))
        } else {
            Ok(value)
        }
    }

    fn entries(&mut self, entries: &'a [(crate::ast::Name, Node)]) -> Result<Value, EvalError> {
        let before = self.locals.len();
        let mut fields = BTreeMap::new();
        for (key, node) in entries {
            let value = match &node.kind {
                Kind::Function(definition) => self.function(definition, Some(&key.text)),
                _ => self.value(node)?,
            };
            fields.insert(key.text.clone(), value.clone());
            // Later entries may use earlier ones.
            self.locals.push(Local::Named(&key.text, value));
        }
        self.locals.truncate(before);
        Ok(Value::context(fields))
    }
}
