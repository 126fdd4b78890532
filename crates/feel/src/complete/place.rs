//! Finds the place of the caret in a tree: what is in scope there, and what is wanted.

use super::wanted::Wanted;
use crate::ast::{Arguments, Arithmetic, Kind, Link, Loop, Name, Node, Test};
use crate::builtin;
use crate::check::{Checker, Local};
use crate::{Scope, Type};

/// What is known of the place where the caret is.
pub(super) struct Place {
    /// Names that the expression itself gives, the innermost first.
    pub locals: Vec<(String, Type)>,
    pub wanted: Wanted,
    pub kind: PlaceKind,
}

pub(super) enum PlaceKind {
    /// A value is missing.
    Value,
    /// A field of a value of this type is missing.
    Field(Type),
    /// The name of a field is missing; these are there already.
    Key(Vec<String>),
    /// The name of a parameter is missing.
    Parameter,
    /// Something is finished, and an operator may follow.
    Operator {
        of: Type,
        /// Whether a condition ends here.
        is_condition: bool,
        /// Whether it is the right side of a comparison.
        is_compared: bool,
    },
}

/// What is looked for.
#[derive(Clone, Copy)]
pub(super) enum Target {
    /// What is missing at this place.
    Hole(usize),
    /// What ends at this place.
    End(usize),
}

pub(super) struct Finder<'a> {
    checker: Checker<'a>,
    target: Target,
    /// The operators around, since the last bracket or keyword.
    around: Vec<&'a Node>,
}

impl<'a> Finder<'a> {
    pub fn new(source: &'a str, scope: &'a Scope, target: Target) -> Finder<'a> {
        Finder {
            checker: Checker::new(source, scope, Vec::new()),
            target,
            around: Vec::new(),
        }
    }

    pub fn in_expression(mut self, parts: &'a [Node], wanted: &Wanted) -> Option<Place> {
        let node = parts.last()?;
        self.is_in(node).then(|| self.find(node, wanted))
    }

    pub fn in_tests(mut self, tests: &'a [Test], input: &Type) -> Option<Place> {
        self.checker.locals.push(Local::Named("?", input.clone()));
        let node = tests.last()?.node();
        self.is_in(node)
            .then(|| self.find(node, &Wanted::any_of([input.clone()])))
    }

    /// Whether the target is this node or in it.
    fn is_in(&self, node: &Node) -> bool {
        self.is_own(node) || node.children().into_iter().any(|child| self.is_in(child))
    }

    /// Whether the target is this node, or a name that belongs to it.
    fn is_own(&self, node: &Node) -> bool {
        match self.target {
            Target::End(end) => node.span.end == end && !node.is_hole(),
            Target::Hole(at) => match &node.kind {
                Kind::Name(name) => name.is_empty() && node.span.start == at,
                Kind::Access { links, .. } => links.iter().any(|link| match link {
                    Link::Field(name) => is_gap(name, at),
                    Link::Call(arguments, _) => has_gap(arguments, at),
                    Link::Filter(..) => false,
                }),
                Kind::Call { arguments, .. } => has_gap(arguments, at),
                Kind::Context(entries) => entries.iter().any(|(key, _)| is_gap(key, at)),
                _ => false,
            },
        }
    }

    fn place(&self, wanted: &Wanted, kind: PlaceKind) -> Place {
        let mut locals: Vec<(String, Type)> = Vec::new();
        let mut add = |name: &str, of: &Type| {
            if !name.is_empty() && !locals.iter().any(|(known, _)| known == name) {
                locals.push((name.to_owned(), of.clone()));
            }
        };
        for local in self.checker.locals.iter().rev() {
            match local {
                Local::Named(name, of) => add(name, of),
                Local::Item(of) => {
                    if let Type::Context(fields) = of {
                        fields.iter().for_each(|(name, of)| add(name, of));
                    }
                    add("item", of);
                }
            }
        }
        Place {
            locals,
            wanted: wanted.clone(),
            kind,
        }
    }

    fn missing(&self, wanted: &Wanted) -> Place {
        self.place(wanted, PlaceKind::Value)
    }

    /// The place of a target that is in this node.
    fn find(&mut self, node: &'a Node, wanted: &Wanted) -> Place {
        let joins = matches!(
            node.kind,
            Kind::And(_)
                | Kind::Or(_)
                | Kind::OrElse(_)
                | Kind::Compare { .. }
                | Kind::Between { .. }
                | Kind::In { .. }
                | Kind::Chain { .. }
                | Kind::Negate(_)
                | Kind::InstanceOf { .. }
        );
        let deeper = node.children().into_iter().any(|child| self.is_in(child));
        if !deeper && matches!(self.target, Target::End(_)) {
            return self.finished(node, wanted);
        }
        if joins {
            self.around.push(node);
        } else {
            self.around.clear();
        }
        self.inside(node, wanted)
    }

    fn finished(&mut self, node: &'a Node, wanted: &Wanted) -> Place {
        let of = self.checker.infer(node);
        let compares = |node: &Node| {
            matches!(
                node.kind,
                Kind::Compare { .. } | Kind::Between { .. } | Kind::In { .. }
            )
        };
        let is_compared = self.around.iter().any(|node| compares(node))
            && !matches!(
                self.around.last().map(|node| &node.kind),
                Some(Kind::And(_) | Kind::Or(_))
            );
        let kind = PlaceKind::Operator {
            is_condition: is_compared || matches!(of, Type::Boolean | Type::Any),
            of,
            is_compared,
        };
        self.place(wanted, kind)
    }

    fn inside(&mut self, node: &'a Node, wanted: &Wanted) -> Place {
        match &node.kind {
            Kind::Literal(_) | Kind::Name(_) => self.missing(wanted),
            Kind::Access { base, links } => self.access(base, links, wanted),
            Kind::Negate(value) => self.find(
                value,
                &Wanted::Types(vec![Type::Number, Type::Duration, Type::YearsMonths]),
            ),
            Kind::Chain { first, rest } => {
                if self.is_in(first) {
                    return self.find(first, wanted);
                }
                let subtracts = rest
                    .iter()
                    .any(|(operator, node)| *operator == Arithmetic::Subtract && self.is_in(node));
                let wanted = match self.checker.infer(first) {
                    of @ (Type::Number | Type::String) => Wanted::Types(vec![of]),
                    Type::Choice(_) => Wanted::Types(vec![Type::String]),
                    of @ (Type::Date
                    | Type::Time
                    | Type::DateTime
                    | Type::Duration
                    | Type::YearsMonths) => {
                        let mut types = vec![Type::Duration, Type::YearsMonths];
                        if subtracts {
                            types.push(of);
                        }
                        Wanted::Types(types)
                    }
                    _ => Wanted::Anything,
                };
                self.first_of(rest.iter().map(|(_, node)| node), &wanted)
            }
            Kind::Compare { left, right, .. } => self.compared(left, [right.as_ref()]),
            Kind::Between { value, low, high } => {
                self.compared(value, [low.as_ref(), high.as_ref()])
            }
            Kind::In { value, tests } => self.tests(value, tests),
            Kind::And(parts) | Kind::Or(parts) => self.first_of(parts, &Wanted::Condition),
            Kind::OrElse(parts) => {
                let Some((first, rest)) = parts.split_first() else {
                    return self.missing(wanted);
                };
                if self.is_in(first) {
                    return self.find(first, wanted);
                }
                let wanted = Wanted::any_of([self.checker.infer(first)]);
                self.first_of(rest, &wanted)
            }
            Kind::If {
                branches,
                otherwise,
            } => self.branches(branches, otherwise, wanted),
            Kind::For { loops, body, .. } => {
                if self.is_in(body) {
                    let partial = Local::Named("partial", Type::list(Type::Any));
                    self.checker.locals.push(partial);
                }
                self.loops(loops, body, &wanted.item())
            }
            Kind::Quantified {
                loops, condition, ..
            } => self.loops(loops, condition, &Wanted::Condition),
            Kind::InstanceOf { value, .. } => self.find(value, &Wanted::Anything),
            Kind::List(items) => {
                let mut wanted = wanted.item();
                if wanted == Wanted::Anything
                    && let Some(first) = items.first().filter(|first| !self.is_in(first))
                {
                    wanted = Wanted::any_of([self.checker.infer(first)]);
                }
                self.first_of(items, &wanted)
            }
            Kind::Context(entries) => self.context(entries, wanted),
            Kind::Range { start, end, .. } => {
                let mut wanted = wanted.end();
                if wanted == Wanted::Anything
                    && let Some(start) = start.as_deref().filter(|start| !self.is_in(start))
                {
                    wanted = Wanted::any_of([self.checker.infer(start)]);
                }
                self.first_of(
                    [start, end].into_iter().flatten().map(|node| node.as_ref()),
                    &wanted,
                )
            }
            Kind::Call {
                name, arguments, ..
            } => self.call(name, arguments),
            Kind::Function(definition) => {
                for (name, of) in &definition.parameters {
                    self.checker
                        .locals
                        .push(Local::Named(&name.text, of.clone()));
                }
                self.find(&definition.body, &Wanted::Anything)
            }
        }
    }

    /// The place in the first node that has it.
    fn first_of(&mut self, nodes: impl IntoIterator<Item = &'a Node>, wanted: &Wanted) -> Place {
        match nodes.into_iter().find(|node| self.is_in(node)) {
            Some(node) => self.find(node, wanted),
            None => self.missing(wanted),
        }
    }

    fn compared<const N: usize>(&mut self, left: &'a Node, right: [&'a Node; N]) -> Place {
        if self.is_in(left) {
            return self.find(left, &Wanted::Anything);
        }
        let wanted = Wanted::any_of([self.checker.infer(left)]);
        self.first_of(right, &wanted)
    }

    fn tests(&mut self, value: &'a Node, tests: &'a [Test]) -> Place {
        if self.is_in(value) {
            return self.find(value, &Wanted::Anything);
        }
        let of = self.checker.infer(value);
        self.checker.locals.push(Local::Named("?", of.clone()));
        let wanted = if of == Type::Any {
            Wanted::Anything
        } else {
            let (list, range) = (Type::list(of.clone()), Type::Range(Box::new(of.clone())));
            Wanted::Types(vec![of, list, range])
        };
        self.first_of(tests.iter().map(Test::node), &wanted)
    }

    fn branches(
        &mut self,
        branches: &'a [(Node, Node)],
        otherwise: &'a Node,
        wanted: &Wanted,
    ) -> Place {
        let mut wanted = wanted.clone();
        for (condition, then) in branches {
            if self.is_in(condition) {
                return self.find(condition, &Wanted::Condition);
            }
            if self.is_in(then) {
                return self.find(then, &wanted);
            }
            if wanted == Wanted::Anything {
                wanted = Wanted::any_of([self.checker.infer(then)]);
            }
        }
        self.find(otherwise, &wanted)
    }

    fn loops(&mut self, loops: &'a [Loop], body: &'a Node, wanted: &Wanted) -> Place {
        let lists = Wanted::Types(vec![
            Type::list(Type::Any),
            Type::Range(Box::new(Type::Any)),
        ]);
        for each in loops {
            if self.is_in(&each.source) {
                return self.find(&each.source, &lists);
            }
            if let Some(until) = each.until.as_ref().filter(|until| self.is_in(until)) {
                let wanted = Wanted::any_of([self.checker.infer(&each.source)]);
                return self.find(until, &wanted);
            }
            let item = self.checker.item_of(each);
            self.checker
                .locals
                .push(Local::Named(&each.name.text, item));
        }
        self.find(body, wanted)
    }

    fn context(&mut self, entries: &'a [(Name, Node)], wanted: &Wanted) -> Place {
        for (key, node) in entries {
            if matches!(self.target, Target::Hole(at) if is_gap(key, at)) {
                break;
            }
            if self.is_in(node) {
                if matches!(node.kind, Kind::Function(_)) {
                    self.checker.locals.push(Local::Named(&key.text, Type::Any));
                }
                return self.find(node, &wanted.field(&key.text));
            }
            let of = self.checker.infer(node);
            self.checker.locals.push(Local::Named(&key.text, of));
        }
        let keys = entries.iter().map(|(key, _)| key.text.clone());
        let keys = keys.filter(|key| !key.is_empty()).collect();
        self.place(wanted, PlaceKind::Key(keys))
    }

    fn access(&mut self, base: &'a Node, links: &'a [Link], wanted: &Wanted) -> Place {
        if self.is_in(base) {
            return self.find(base, &Wanted::Anything);
        }
        for (index, link) in links.iter().enumerate() {
            let before = &links[..index];
            match (link, self.target) {
                (Link::Field(name), Target::Hole(at)) if is_gap(name, at) => {
                    let of = self.checker.access(base, before);
                    return self.place(wanted, PlaceKind::Field(of));
                }
                (Link::Filter(filter, _), _) if self.is_in(filter) => {
                    let item = match self.checker.access(base, before) {
                        Type::List(item) => *item,
                        single => single,
                    };
                    self.checker.locals.push(Local::Item(item));
                    return self.find(filter, &Wanted::Condition);
                }
                (Link::Call(arguments, _), _) if arguments.nodes().any(|node| self.is_in(node)) => {
                    return self.first_of(arguments.nodes(), &Wanted::Anything);
                }
                _ => {}
            }
        }
        self.missing(wanted)
    }

    fn call(&mut self, name: &'a Name, arguments: &'a Arguments) -> Place {
        let known = self.checker.known(&name.text);
        let forms = builtin::find(&name.text).0;
        match arguments {
            Arguments::Positional(nodes) => {
                let Some(index) = nodes.iter().position(|node| self.is_in(node)) else {
                    return self.missing(&Wanted::Anything);
                };
                let wanted = match known {
                    Some(Type::Function { parameters, .. }) => {
                        Wanted::any_of(parameters.get(index).cloned())
                    }
                    _ => {
                        let takes = forms
                            .iter()
                            .filter(|form| form.repeats || index < form.parameters.len());
                        let takes: Vec<_> = takes.map(|form| form.takes(index)).collect();
                        if takes.is_empty() {
                            Wanted::Anything
                        } else {
                            Wanted::Takes(takes)
                        }
                    }
                };
                self.find(&nodes[index], &wanted)
            }
            Arguments::Named(named) => {
                let Some((name, node)) = named.iter().find(|(_, node)| self.is_in(node)) else {
                    return self.place(&Wanted::Anything, PlaceKind::Parameter);
                };
                if name.text.is_empty() {
                    return self.place(&Wanted::Anything, PlaceKind::Parameter);
                }
                let takes = forms.iter().flat_map(|form| form.parameters);
                let takes: Vec<_> = takes
                    .filter(|(known, _)| *known == name.text)
                    .map(|(_, takes)| *takes)
                    .collect();
                let wanted = if takes.is_empty() {
                    Wanted::Anything
                } else {
                    Wanted::Takes(takes)
                };
                self.find(node, &wanted)
            }
        }
    }
}

fn is_gap(name: &Name, at: usize) -> bool {
    name.text.is_empty() && name.span.start == at
}

fn has_gap(arguments: &Arguments, at: usize) -> bool {
    matches!(arguments, Arguments::Named(named) if named.iter().any(|(name, _)| is_gap(name, at)))
}
