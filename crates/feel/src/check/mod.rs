//! Checks an expression against the names and types in scope, while it is being written.

mod access;
mod call;
mod hint;
mod operator;

use std::collections::BTreeMap;

use crate::ast::{Definition, Expression, Kind, Loop, Name, Node, Test, UnaryTests};
use crate::builtin;
use crate::nearest::nearest;
use crate::{Span, Type, Value};

/// The names an expression may use, with their types.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    names: BTreeMap<String, Type>,
}

impl Scope {
    pub fn new() -> Scope {
        Scope::default()
    }

    pub fn insert(&mut self, name: impl Into<String>, of: Type) {
        self.names.insert(name.into(), of);
    }

    pub fn get(&self, name: &str) -> Option<&Type> {
        self.names.get(name)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }
}

impl<N: Into<String>> FromIterator<(N, Type)> for Scope {
    fn from_iter<I: IntoIterator<Item = (N, Type)>>(names: I) -> Scope {
        Scope {
            names: names
                .into_iter()
                .map(|(name, of)| (name.into(), of))
                .collect(),
        }
    }
}

/// Something in an expression that cannot be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub span: Span,
    /// A sentence for the person who writes the expression.
    pub message: String,
    pub kind: FindingKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingKind {
    UnknownName {
        name: String,
        nearest: Option<String>,
    },
    UnknownField {
        name: String,
        nearest: Option<String>,
    },
    UnknownFunction {
        name: String,
        nearest: Option<String>,
    },
    /// A function got too few, too many or unknown inputs.
    WrongArguments,
    TypeMismatch,
    /// A text in the expression that should say a date, a time, a duration or a number, and does not.
    Unreadable,
    /// A choice is compared with something it can never be.
    UnknownChoice {
        choice: String,
        nearest: Option<String>,
    },
}

/// The type of an expression as far as it is known, and everything that cannot be right in it.
/// Without findings, evaluation can still fail, but only for the values the variables have.
pub fn check(expression: &Expression, scope: &Scope) -> (Type, Vec<Finding>) {
    check_parts(
        &expression.source,
        std::slice::from_ref(&expression.root),
        scope,
    )
}

/// Checks an expression and what stands wrongly behind it. The type is that of the expression.
pub(crate) fn check_parts(source: &str, parts: &[Node], scope: &Scope) -> (Type, Vec<Finding>) {
    let mut checker = Checker::new(source, scope, Vec::new());
    let types: Vec<_> = parts.iter().map(|part| checker.infer(part)).collect();
    (
        types.into_iter().next().unwrap_or_default(),
        checker.findings,
    )
}

/// The type of a part of an expression, as far as it is known.
pub(crate) fn type_of(node: &Node, source: &str, scope: &Scope) -> Type {
    Checker::new(source, scope, Vec::new()).infer(node)
}

pub(crate) struct Checker<'a> {
    source: &'a str,
    scope: &'a Scope,
    /// Innermost last.
    pub locals: Vec<Local<'a>>,
    findings: Vec<Finding>,
}

pub(crate) enum Local<'a> {
    Named(&'a str, Type),
    /// The item a filter looks at.
    Item(Type),
}

impl<'a> Checker<'a> {
    pub fn new(source: &'a str, scope: &'a Scope, locals: Vec<Local<'a>>) -> Checker<'a> {
        Checker {
            source,
            scope,
            locals,
            findings: Vec::new(),
        }
    }

    pub fn infer(&mut self, node: &'a Node) -> Type {
        match &node.kind {
            Kind::Literal(value) => Type::of(value),
            Kind::Name(name) => self.name(name, node.span),
            Kind::Access { base, links } => self.access(base, links),
            Kind::Negate(value) => {
                let of = self.infer(value);
                self.expect(
                    value,
                    &of,
                    &[Type::Number, Type::Duration, Type::YearsMonths],
                    "a number or a duration",
                );
                of
            }
            Kind::Chain { first, rest } => self.chain(first, rest),
            Kind::Compare {
                operator,
                left,
                right,
            } => self.compare(*operator, left, right, node.span),
            Kind::Between { value, low, high } => self.between(value, low, high),
            Kind::In { value, tests } => self.is_in(value, tests),
            Kind::And(parts) | Kind::Or(parts) => {
                for part in parts {
                    self.condition(part);
                }
                Type::Boolean
            }
            Kind::OrElse(parts) => self.or_else(parts),
            Kind::If {
                branches,
                otherwise,
            } => {
                let mut types = Vec::with_capacity(branches.len() + 1);
                for (condition, then) in branches {
                    self.condition(condition);
                    types.push(self.infer(then));
                }
                types.push(self.infer(otherwise));
                Type::common(types)
            }
            Kind::For { loops, body, .. } => {
                let partial = Local::Named("partial", Type::list(Type::Any));
                self.locals.push(partial);
                let body = self.in_loops(loops, |checker| checker.infer(body));
                self.locals.pop();
                Type::list(body)
            }
            Kind::Quantified {
                loops, condition, ..
            } => {
                self.in_loops(loops, |checker| checker.condition(condition));
                Type::Boolean
            }
            Kind::InstanceOf { value, .. } => {
                self.infer(value);
                Type::Boolean
            }
            Kind::List(items) => {
                let types: Vec<_> = items.iter().map(|item| self.infer(item)).collect();
                Type::list(Type::common(types))
            }
            Kind::Context(entries) => self.context(entries),
            Kind::Range { start, end, .. } => {
                let types: Vec<_> = [start, end]
                    .into_iter()
                    .flatten()
                    .map(|side| self.infer(side))
                    .collect();
                if let [start, end] = types.as_slice()
                    && !start.may_be(end)
                {
                    self.report(
                        node.span,
                        format!("This range goes from {start} to {end}."),
                        FindingKind::TypeMismatch,
                    );
                }
                Type::Range(Box::new(Type::common(types)))
            }
            Kind::Call {
                name, arguments, ..
            } => self.call(name, arguments, node.span),
            Kind::Function(definition) => self.function(definition, None),
        }
    }

    fn report(&mut self, span: Span, message: impl Into<String>, kind: FindingKind) {
        self.findings.push(Finding {
            span,
            message: message.into(),
            kind,
        });
    }

    /// The type of what is in scope under a name.
    pub fn known(&self, name: &str) -> Option<Type> {
        for local in self.locals.iter().rev() {
            match local {
                Local::Named(known, of) if *known == name => return Some(of.clone()),
                Local::Item(of) => {
                    if let Type::Context(fields) = of
                        && let Some(of) = fields.get(name)
                    {
                        return Some(of.clone());
                    }
                    if name == "item" {
                        return Some(of.clone());
                    }
                }
                Local::Named(..) => {}
            }
        }
        self.scope.get(name).cloned()
    }

    fn name(&mut self, name: &str, span: Span) -> Type {
        // A hole, which the parser has reported.
        if name.is_empty() {
            return Type::Any;
        }
        if let Some(of) = self.known(name) {
            return of;
        }
        if let Some(function) = builtin::value(name) {
            return function.type_of();
        }
        // What an item of an unknown kind has cannot be known: its fields go by their own names.
        let open = self.locals.iter().any(|local| match local {
            Local::Item(Type::Any) => true,
            Local::Item(Type::Context(fields)) => fields.is_empty(),
            _ => false,
        });
        if open {
            return Type::Any;
        }
        let mut known: Vec<&str> = self.scope.names().collect();
        for local in &self.locals {
            match local {
                Local::Named(name, _) => known.push(name),
                Local::Item(Type::Context(fields)) => {
                    known.extend(fields.keys().map(String::as_str))
                }
                Local::Item(_) => {}
            }
        }
        let near = nearest(name, known).map(str::to_owned);
        let message = match &near {
            Some(near) => format!("There is no \"{name}\" here. Perhaps \"{near}\" is meant."),
            None => {
                let hint = hint::hint(name).map_or(String::new(), |hint| format!(" {hint}"));
                format!("There is no \"{name}\" here.{hint}")
            }
        };
        self.report(
            span,
            message,
            FindingKind::UnknownName {
                name: name.to_owned(),
                nearest: near,
            },
        );
        Type::Any
    }

    /// How a message calls a part: by its own text when it is short.
    fn describe(&self, node: &Node) -> String {
        let text = node.span.text(self.source);
        match node.kind {
            Kind::Name(_) | Kind::Access { .. } | Kind::Call { .. } if text.len() <= 60 => {
                format!("\"{text}\"")
            }
            _ => "This".to_owned(),
        }
    }

    /// Reports a part that surely is none of the types that are wanted here.
    fn expect(&mut self, node: &Node, found: &Type, wanted: &[Type], in_words: &str) -> bool {
        let fits = wanted.iter().any(|wanted| found.may_be(wanted));
        if !fits {
            let message = format!(
                "{} is {found}, and {in_words} is needed here.",
                self.describe(node)
            );
            self.report(node.span, message, FindingKind::TypeMismatch);
        }
        fits
    }

    fn condition(&mut self, node: &'a Node) {
        let found = self.infer(node);
        self.expect(node, &found, &[Type::Boolean], "a yes or no");
    }

    /// What `or else` is for may be unknown: only its last part must be right.
    fn or_else(&mut self, parts: &'a [Node]) -> Type {
        let types: Vec<_> = parts.iter().map(|part| self.infer(part)).collect();
        Type::common(types)
    }

    fn in_loops<T>(&mut self, loops: &'a [Loop], inside: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.locals.len();
        for each in loops {
            let item = self.item_of(each);
            self.locals.push(Local::Named(&each.name.text, item));
        }
        let result = inside(self);
        self.locals.truncate(before);
        result
    }

    /// The type of what a loop goes through.
    pub fn item_of(&mut self, each: &'a Loop) -> Type {
        let source = self.infer(&each.source);
        let Some(until) = &each.until else {
            return match source {
                Type::List(item) | Type::Range(item) => *item,
                other => {
                    let lists = [Type::list(Type::Any), Type::Range(Box::new(Type::Any))];
                    self.expect(&each.source, &other, &lists, "a list");
                    Type::Any
                }
            };
        };
        let end = self.infer(until);
        let counts = [Type::Number, Type::Date];
        if self.expect(&each.source, &source, &counts, "a whole number or a date")
            && self.expect(until, &end, &counts, "a whole number or a date")
            && !source.may_be(&end)
        {
            let message = format!("This goes from {source} to {end}.");
            self.report(
                each.source.span.to(until.span),
                message,
                FindingKind::TypeMismatch,
            );
        }
        source
    }

    fn context(&mut self, entries: &'a [(Name, Node)]) -> Type {
        let before = self.locals.len();
        let mut fields = BTreeMap::new();
        for (key, node) in entries {
            let of = match &node.kind {
                Kind::Function(definition) => self.function(definition, Some(&key.text)),
                _ => self.infer(node),
            };
            fields.insert(key.text.clone(), of.clone());
            self.locals.push(Local::Named(&key.text, of));
        }
        self.locals.truncate(before);
        Type::Context(fields)
    }
}

impl<'a> Checker<'a> {
    /// A function may call itself by the key it stands under.
    fn function(&mut self, definition: &'a Definition, own_name: Option<&'a str>) -> Type {
        let parameters: Vec<_> = definition
            .parameters
            .iter()
            .map(|(_, of)| of.clone())
            .collect();
        let before = self.locals.len();
        if let Some(name) = own_name {
            let own = Type::Function {
                parameters: parameters.clone(),
                gives: Box::new(Type::Any),
            };
            self.locals.push(Local::Named(name, own));
        }
        for (name, of) in &definition.parameters {
            self.locals.push(Local::Named(&name.text, of.clone()));
        }
        let gives = Box::new(self.infer(&definition.body));
        self.locals.truncate(before);
        Type::Function { parameters, gives }
    }
}

/// Everything that cannot be right in unary tests for a value of a type.
pub fn check_unary_tests(tests: &UnaryTests, input: &Type, scope: &Scope) -> Vec<Finding> {
    check_test_parts(&tests.source, &tests.tests, input, scope)
}

pub(crate) fn check_test_parts(
    source: &str,
    tests: &[Test],
    input: &Type,
    scope: &Scope,
) -> Vec<Finding> {
    let locals = vec![Local::Named("?", input.clone())];
    let mut checker = Checker::new(source, scope, locals);
    checker.tests((input, None), tests);
    checker.findings
}

/// The text of a literal, when the node is one.
fn literal_text(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Literal(Value::String(text)) => Some(text),
        _ => None,
    }
}
