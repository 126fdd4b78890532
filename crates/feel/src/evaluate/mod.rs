//! Evaluates a syntax tree. Strict: what has no value is an error with its reason, never a silent null.

mod access;
mod arithmetic;
mod call;
mod compare;
mod error;
mod iterate;
mod test;

use std::collections::BTreeMap;

use crate::ast::{Expression, Kind, Node};
use crate::nearest::nearest;
use crate::{MAX_NESTING, Span, Timestamp, Value, Zone};
pub(crate) use arithmetic::mismatch_in_words;
pub(crate) use call::{choose, is_same, unknown_function};
pub(crate) use compare::{equal, order, weight};
pub(crate) use error::Failure;
pub use error::{ErrorKind, EvalError};

/// Everything outside the expression and its variables that a result may depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvalContext {
    /// What `now()` and `today()` say. No clock is read.
    pub now: Timestamp,
    /// The zone of `now()`, `today()`, and of dates and times without one.
    pub zone: Zone,
    /// How much work may be done: about one for each step, item and handful of letters.
    pub fuel: u64,
    /// How deep parts of an expression may be nested.
    pub depth: u32,
}

impl EvalContext {
    /// With the usual limits: a million units of fuel (some tens of milliseconds), 250 levels.
    pub fn new(now: Timestamp, zone: Zone) -> EvalContext {
        EvalContext {
            now,
            zone,
            fuel: 1_000_000,
            depth: 250,
        }
    }
}

/// The value of an expression. Variables that have no value yet should be there as [`Value::Null`].
pub fn evaluate(
    expression: &Expression,
    variables: &BTreeMap<String, Value>,
    context: &EvalContext,
) -> Result<Value, EvalError> {
    let mut evaluator = Evaluator {
        source: &expression.source,
        variables,
        context,
        fuel: context.fuel,
        depth: 0,
        locals: Vec::new(),
    };
    let value = evaluator.value(&expression.root)?;
    // What comes out will be walked through: stored, sent, shown.
    evaluator.spend(weight(&value, evaluator.fuel + 1), expression.root.span)?;
    if value.nests_within(MAX_NESTING) {
        return Ok(value);
    }
    let reason =
        format!("The result has lists or fields nested more than {MAX_NESTING} levels deep.");
    Err(EvalError {
        span: expression.root.span,
        reason,
        kind: ErrorKind::TooDeep,
    })
}

struct Evaluator<'a> {
    source: &'a str,
    variables: &'a BTreeMap<String, Value>,
    context: &'a EvalContext,
    fuel: u64,
    depth: u32,
    /// Innermost last.
    locals: Vec<Local<'a>>,
}

/// What an expression itself gives a name to.
enum Local<'a> {
    Named(&'a str, Value),
    /// The item a filter looks at: `item`, and its fields by their own names.
    Item(Value),
}

impl<'a> Evaluator<'a> {
    fn value(&mut self, node: &'a Node) -> Result<Value, EvalError> {
        self.spend(1, node.span)?;
        match &node.kind {
            Kind::Literal(value) => return Ok(value.clone()),
            Kind::Name(name) => return self.name(name, node.span),
            _ => {}
        }
        if self.depth >= self.context.depth {
            let reason = "This is nested too deeply. Split it into smaller parts.".to_owned();
            return Err(EvalError {
                span: node.span,
                reason,
                kind: ErrorKind::TooDeep,
            });
        }
        self.depth += 1;
        let value = self.compound(node);
        self.depth -= 1;
        value
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
            Kind::For { loops, body } => self.collect(loops, body),
            Kind::Quantified {
                quantifier,
                loops,
                condition,
            } => self.quantified(*quantifier, loops, condition),
            Kind::InstanceOf { value, wanted } => self.instance_of(value, wanted),
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
            } => self.range(
                start.as_deref(),
                *start_included,
                end.as_deref(),
                *end_included,
            ),
            Kind::Call { name, arguments } => self.call(name, arguments, node.span),
        }
    }

    /// Uses up fuel, so that every evaluation ends.
    fn spend(&mut self, amount: u64, span: Span) -> Result<(), EvalError> {
        match self.fuel.checked_sub(amount) {
            Some(left) => {
                self.fuel = left;
                Ok(())
            }
            None => {
                self.fuel = 0;
                let reason =
                    "This takes too long to work out. Use shorter lists or fewer loops.".to_owned();
                Err(EvalError {
                    span,
                    reason,
                    kind: ErrorKind::OutOfFuel,
                })
            }
        }
    }

    fn name(&self, name: &str, span: Span) -> Result<Value, EvalError> {
        for local in self.locals.iter().rev() {
            match local {
                Local::Named(known, value) if *known == name => return Ok(value.clone()),
                Local::Item(value) if name == "item" => return Ok(value.clone()),
                Local::Item(Value::Context(fields)) => {
                    if let Some(value) = fields.get(name) {
                        return Ok(value.clone());
                    }
                }
                _ => {}
            }
        }
        self.variables
            .get(name)
            .cloned()
            .ok_or_else(|| self.unknown(name, span))
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

    fn truth(&mut self, node: &'a Node) -> Result<bool, EvalError> {
        match self.value(node)? {
            Value::Boolean(truth) => Ok(truth),
            other => Err(self.wrong_type(node, &other, "a yes or no")),
        }
    }

    fn all(&mut self, parts: &'a [Node]) -> Result<Value, EvalError> {
        for part in parts {
            if !self.truth(part)? {
                return Ok(Value::Boolean(false));
            }
        }
        Ok(Value::Boolean(true))
    }

    fn any(&mut self, parts: &'a [Node]) -> Result<Value, EvalError> {
        for part in parts {
            if self.truth(part)? {
                return Ok(Value::Boolean(true));
            }
        }
        Ok(Value::Boolean(false))
    }

    fn or_else(&mut self, parts: &'a [Node]) -> Result<Value, EvalError> {
        let Some((last, earlier)) = parts.split_last() else {
            return Ok(Value::Null);
        };
        for part in earlier {
            let locals = self.locals.len();
            let depth = self.depth;
            match self.value(part) {
                Ok(Value::Null) => {}
                Ok(value) => return Ok(value),
                Err(error) if error.kind.is_recoverable() => {
                    // The failed part may have left its own names behind.
                    self.locals.truncate(locals);
                    self.depth = depth;
                }
                Err(error) => return Err(error),
            }
        }
        self.value(last)
    }

    fn condition(
        &mut self,
        branches: &'a [(Node, Node)],
        otherwise: &'a Node,
    ) -> Result<Value, EvalError> {
        for (condition, then) in branches {
            if self.truth(condition)? {
                return self.value(then);
            }
        }
        self.value(otherwise)
    }

    fn entries(&mut self, entries: &'a [(crate::ast::Name, Node)]) -> Result<Value, EvalError> {
        let before = self.locals.len();
        let mut fields = BTreeMap::new();
        for (key, node) in entries {
            let value = self.value(node)?;
            fields.insert(key.text.clone(), value.clone());
            // Later entries may use earlier ones.
            self.locals.push(Local::Named(&key.text, value));
        }
        self.locals.truncate(before);
        Ok(Value::context(fields))
    }
}
