//! Writes a tree with the fewest brackets that keep it.

use super::comments::Comments;
use super::layout::{Layout, column_after};
use super::leaf::{is_one_sided, literal, sign};
use super::name::key;
use super::tightness::Tightness::{self, And, Open, Or, OrElse, Path, Sum, Unary, Whole};
use super::tightness::{next, tightness};
use super::types::{partial_type_source, type_source};
use crate::ast::{Arguments, Arithmetic, Kind, Link, Loop, Name, Node, Quantifier, Test};
use crate::parser::{Names, is_joint};
use crate::{RangeKind, Type};

#[derive(Clone, Copy)]
pub(super) struct Writer<'a> {
    pub comments: &'a Comments,
    pub names: &'a Names,
    pub layout: Layout,
    /// Where the lines begin that brackets break into.
    pub indent: usize,
}

impl Writer<'_> {
    /// A part that must hold together at least so tightly, from a column on.
    pub fn part(&self, node: &Node, least: Tightness, column: usize) -> String {
        let before = self.comments.before(node);
        let column = column_after(&before, column);
        let needs_brackets = tightness(&node.kind) < least;
        let text = if needs_brackets {
            format!("({})", self.node(node, column + 1))
        } else {
            self.node(node, column)
        };
        before + &text
    }

    /// Anything, where brackets or commas are around it.
    pub fn free(&self, node: &Node, column: usize) -> String {
        self.part(node, Open, column)
    }

    fn node(&self, node: &Node, column: usize) -> String {
        let flat = Writer {
            layout: Layout::OneLine,
            ..*self
        };
        let text = flat.lines(node, column);
        if self.layout.fits(&text, column) {
            text
        } else {
            self.lines(node, column)
        }
    }

    /// The same, for what stands inside something that begins at this column.
    fn inside(&self, column: usize) -> Self {
        Writer {
            indent: column,
            ..*self
        }
    }

    /// With line breaks wherever this node can have them.
    fn lines(&self, node: &Node, column: usize) -> String {
        match &node.kind {
            Kind::Literal(value) => literal(value),
            Kind::Name(name) => name.clone(),
            Kind::Access { base, links } => self.access(base, links, column),
            Kind::Negate(value) => format!("-{}", self.part(value, Unary, column + 1)),
            Kind::Chain { first, rest } => self.chain(node, first, rest, column),
            Kind::Compare {
                operator,
                left,
                right,
            } => {
                let mut text = self.part(left, Sum, column);
                text.push_str(&format!(" {} ", sign(*operator)));
                let right = self.part(right, Sum, column_after(&text, column));
                text + &right
            }
            Kind::Between { value, low, high } => {
                let mut text = self.part(value, Sum, column) + " between ";
                text.push_str(&self.part(low, Sum, column_after(&text, column)));
                text.push_str(" and ");
                let high = self.part(high, Sum, column_after(&text, column));
                text + &high
            }
            Kind::In { value, tests } => {
                let mut text = self.part(value, Sum, column) + " in ";
                let tests = self.tests(tests, column_after(&text, column));
                text.push_str(&tests);
                text
            }
            Kind::And(parts) => self.joined(parts, "and", Tightness::Comparison, column),
            Kind::Or(parts) => self.joined(parts, "or", And, column),
            Kind::OrElse(parts) => self.joined(parts, "or else", Or, column),
            Kind::If {
                branches,
                otherwise,
            } => self.choice(branches, otherwise, column),
            Kind::For { loops, body, .. } => {
                let head = self.loops("for", loops, column);
                self.with_body(head, "return", body, column)
            }
            Kind::Quantified {
                quantifier,
                loops,
                condition,
            } => {
                let word = match quantifier {
                    Quantifier::Some => "some",
                    Quantifier::Every => "every",
                };
                let head = self.loops(word, loops, column);
                self.with_body(head, "satisfies", condition, column)
            }
            Kind::InstanceOf {
                value,
                wanted,
                is_partial,
            } => format!(
                "{} instance of {}",
                self.part(value, Path, column),
                if *is_partial {
                    partial_type_source(wanted, self.names)
                } else {
                    type_source(wanted, self.names)
                }
            ),
            Kind::List(items) => {
                let items = items
                    .iter()
                    .map(|item| move |inside: Writer<'_>, column| inside.free(item, column));
                self.bracketed("[", items, "]", column)
            }
            Kind::Context(entries) => {
                let entries = entries.iter().map(|(name, value)| {
                    move |inside: Writer<'_>, column| {
                        let key = key(&name.text) + ": ";
                        let value = inside.free(value, column_after(&key, column));
                        key + &value
                    }
                });
                self.bracketed("{", entries, "}", column)
            }
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
                column,
            ),
            Kind::Call {
                name, arguments, ..
            } => self.arguments(&name.text, arguments, column),
            Kind::Function(definition) => {
                let parameters = definition.parameters.iter().map(|(name, of)| match of {
                    Type::Any => name.text.clone(),
                    of => format!("{}: {}", name.text, type_source(of, self.names)),
                });
                let parameters: Vec<_> = parameters.collect();
                let head = format!("function({}) ", parameters.join(", "));
                let body = self.free(&definition.body, column_after(&head, column));
                head + &body
            }
        }
    }

    fn is_broken(&self) -> bool {
        self.layout != Layout::OneLine
    }

    fn chain(
        &self,
        node: &Node,
        first: &Node,
        rest: &[(Arithmetic, Node)],
        column: usize,
    ) -> String {
        let own = tightness(&node.kind);
        let inside = self.inside(column);
        let mut text = inside.part(first, next(own), column);
        for (operator, part) in rest {
            text.push_str(&self.gap(column));
            text.push_str(match operator {
                Arithmetic::Add => "+ ",
                Arithmetic::Subtract => "- ",
                Arithmetic::Multiply => "* ",
                Arithmetic::Divide => "/ ",
                Arithmetic::Power => "** ",
            });
            let part = inside.part(part, next(own), column_after(&text, column));
            text.push_str(&part);
        }
        text
    }

    fn joined(&self, parts: &[Node], word: &str, least: Tightness, column: usize) -> String {
        let inside = self.inside(column);
        let mut text = String::new();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                text.push_str(&self.gap(column));
                text.push_str(word);
                text.push(' ');
            }
            let part = inside.part(part, least, column_after(&text, column));
            text.push_str(&part);
        }
        text
    }

    fn choice(&self, branches: &[(Node, Node)], otherwise: &Node, column: usize) -> String {
        let inside = self.inside(column);
        let mut text = String::new();
        for (condition, then) in branches {
            text.push_str("if ");
            text.push_str(&inside.part(condition, OrElse, column_after(&text, column)));
            text.push_str(&self.gap(column));
            text.push_str("then ");
            text.push_str(&inside.part(then, OrElse, column_after(&text, column)));
            text.push_str(&self.gap(column));
            text.push_str("else ");
        }
        // Without brackets another "if" would be one more branch.
        let least = if matches!(otherwise.kind, Kind::If { .. }) {
            OrElse
        } else {
            Open
        };
        let otherwise = inside.part(otherwise, least, column_after(&text, column));
        text + &otherwise
    }

    fn loops(&self, word: &str, loops: &[Loop], column: usize) -> String {
        let mut text = format!("{word} ");
        for (index, each) in loops.iter().enumerate() {
            if index > 0 {
                text.push_str(", ");
            }
            text.push_str(&format!("{} in ", each.name.text));
            text.push_str(&self.part(&each.source, OrElse, column_after(&text, column)));
            if let Some(until) = &each.until {
                text.push_str("..");
                text.push_str(&self.part(until, OrElse, column_after(&text, column)));
            }
        }
        text
    }

    fn with_body(&self, mut text: String, word: &str, body: &Node, column: usize) -> String {
        text.push_str(&self.gap(column));
        text.push_str(word);
        text.push(' ');
        let body = self.inside(column).free(body, column_after(&text, column));
        text + &body
    }

    /// A space, or a line break when the text is broken into lines.
    fn gap(&self, column: usize) -> String {
        if self.is_broken() {
            format!("\n{}", " ".repeat(column))
        } else {
            " ".to_owned()
        }
    }

    /// Items between brackets, one a line when they are broken.
    fn bracketed(
        &self,
        open: &str,
        items: impl Iterator<Item = impl Fn(Self, usize) -> String>,
        close: &str,
        column: usize,
    ) -> String {
        let mut text = open.to_owned();
        let inner = self.indent + 2;
        let mut count = 0;
        for item in items {
            if count > 0 {
                text.push(',');
            }
            if self.is_broken() {
                text.push_str(&format!("\n{}", " ".repeat(inner)));
            } else if count > 0 {
                text.push(' ');
            }
            text.push_str(&item(self.inside(inner), column_after(&text, column)));
            count += 1;
        }
        if self.is_broken() && count > 0 {
            text.push_str(&format!("\n{}", " ".repeat(inner - 2)));
        }
        text + close
    }

    fn arguments(&self, function: &str, arguments: &Arguments, column: usize) -> String {
        let open = format!("{function}(");
        match arguments {
            Arguments::Positional(nodes) => {
                let items = nodes
                    .iter()
                    .map(|node| move |inside: Writer<'_>, column| inside.free(node, column));
                self.bracketed(&open, items, ")", column)
            }
            Arguments::Named(named) => {
                let items = named.iter().map(|(name, node): &(Name, Node)| {
                    move |inside: Writer<'_>, column| {
                        let name = format!("{}: ", name.text);
                        let value = inside.free(node, column_after(&name, column));
                        name + &value
                    }
                });
                self.bracketed(&open, items, ")", column)
            }
        }
    }

    fn access(&self, base: &Node, links: &[Link], column: usize) -> String {
        // A name with brackets right behind it would be the call of a function of this name.
        let is_called = matches!(
            (&base.kind, links.first()),
            (Kind::Name(_), Some(Link::Call(..)))
        );
        let mut text = if is_called {
            format!("({})", self.free(base, column + 1))
        } else {
            self.part(base, Whole, column)
        };
        for link in links {
            match link {
                Link::Field(name) => {
                    text.push('.');
                    text.push_str(&name.text);
                }
                Link::Filter(filter, _) => {
                    let filter = self.free(filter, column_after(&text, column) + 1);
                    let first = filter
                        .split(|next: char| !crate::lexer::continues_name(next))
                        .next();
                    if first.is_some_and(is_joint) {
                        text.push_str(&format!("[({filter})]"));
                    } else {
                        text.push_str(&format!("[{filter}]"));
                    }
                }
                Link::Call(arguments, _) => {
                    let arguments = self.arguments("", arguments, column_after(&text, column));
                    text.push_str(&arguments);
                }
            }
        }
        text
    }

    fn tests(&self, tests: &[Test], column: usize) -> String {
        match tests {
            [Test::Compare(operator, node)] => {
                format!("{} {}", sign(*operator), self.part(node, Sum, column))
            }
            [test @ (Test::Value(node) | Test::Condition(node))] => {
                let text = self.part(node, Sum, column);
                // What begins with a sign would be a test of its own, and only in brackets is it a condition.
                let is_condition = matches!(test, Test::Condition(_)) && !text.starts_with('(');
                if is_condition || is_one_sided(&node.kind) {
                    format!("({text})")
                } else {
                    text
                }
            }
            tests => format!("({})", self.list_of_tests(tests, column + 1)),
        }
    }

    pub fn list_of_tests(&self, tests: &[Test], column: usize) -> String {
        let mut text = String::new();
        for (index, test) in tests.iter().enumerate() {
            if index > 0 {
                text.push_str(", ");
            }
            match test {
                Test::Compare(operator, node) => {
                    text.push_str(&format!("{} ", sign(*operator)));
                    text.push_str(&self.part(node, Sum, column_after(&text, column)));
                }
                Test::Value(node) | Test::Condition(node) => {
                    text.push_str(&self.free(node, column_after(&text, column)));
                }
            }
        }
        text
    }

    fn range(
        &self,
        (start, start_included): (Option<&Node>, bool),
        (end, end_included): (Option<&Node>, bool),
        form: RangeKind,
        column: usize,
    ) -> String {
        let one_sided =
            |sign: &str, node: &Node| format!("({sign} {})", self.part(node, Sum, column + 3));
        match (start, end, form) {
            (Some(value), _, RangeKind::Is) => one_sided("=", value),
            (Some(value), _, RangeKind::IsNot) => one_sided("!=", value),
            (Some(start), None, RangeKind::Between) => {
                one_sided(if start_included { ">=" } else { ">" }, start)
            }
            (None, Some(end), _) => one_sided(if end_included { "<=" } else { "<" }, end),
            (Some(start), Some(end), RangeKind::Between) => {
                let mut text = if start_included { "[" } else { "(" }.to_owned();
                text.push_str(&self.part(start, OrElse, column_after(&text, column)));
                text.push_str("..");
                text.push_str(&self.part(end, Sum, column_after(&text, column)));
                text.push(if end_included { ']' } else { ')' });
                text
            }
            (None, None, _) => "null".to_owned(),
        }
    }
}
