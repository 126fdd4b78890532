//! Writes trees back as text: reading the text gives the same tree.

mod comments;
mod layout;
mod leaf;
mod name;
#[cfg(test)]
mod tests;
mod tightness;
mod types;
mod write;

use crate::ast::{Kind, Node, Test};
use crate::parser::{Names, parse_in, parse_unary_tests};
use crate::{Expression, UnaryTests};
use comments::Comments;
pub use layout::Layout;
pub(crate) use name::key;
use write::Writer;

impl Expression {
    /// The expression as a tidy text: one space around operators, only the brackets it needs, comments kept as
    /// `/* … */` before what they stood before.
    ///
    /// Reading it with the same names gives the same tree. Where no tidy text would (a name with signs in it that is
    /// not among the names), the text is the one it was parsed from.
    pub fn format(&self, layout: Layout, names: &Names) -> String {
        let comments = Comments::of(&self.source, &[&self.root]);
        let text = write_node(&self.root, &comments, layout, names) + &comments.after();
        let same = parse_in(&text, names).is_ok_and(|read| read.root.is_same(&self.root));
        if same { text } else { self.source.to_string() }
    }

    /// Whether both are the same expression, however they are written.
    pub fn is_same(&self, other: &Expression) -> bool {
        self.root.is_same(&other.root)
    }
}

impl UnaryTests {
    /// The tests as a tidy text on one line; see [`Expression::format`].
    pub fn format(&self, names: &Names) -> String {
        let roots: Vec<&Node> = self.tests.iter().map(Test::node).collect();
        let comments = Comments::of(&self.source, &roots);
        let writer = writer(&comments, Layout::OneLine, names);
        let mut text = match self.tests.as_slice() {
            [] => "-".to_owned(),
            [Test::Value(node)] if !self.negated && is_not(node) => {
                format!("({})", writer.free(node, 0))
            }
            tests => writer.list_of_tests(tests, 0),
        };
        if self.negated {
            text = format!("not({text})");
        }
        text.push_str(&comments.after());
        let same = parse_unary_tests(&text, names).is_ok_and(|read| read.is_same(self));
        if same { text } else { self.source.to_string() }
    }

    /// Whether both are the same tests, however they are written.
    pub fn is_same(&self, other: &UnaryTests) -> bool {
        self.negated == other.negated
            && self.tests.len() == other.tests.len()
            && self
                .tests
                .iter()
                .zip(&other.tests)
                .all(|(own, other)| own.is_same(other))
    }
}

/// A tree that was never read, as text on one line.
pub(crate) fn write_tree(node: &Node) -> String {
    write_node(node, &Comments::default(), Layout::OneLine, &Names::new())
}

fn write_node(node: &Node, comments: &Comments, layout: Layout, names: &Names) -> String {
    writer(comments, layout, names).free(node, 0)
}

fn writer<'a>(comments: &'a Comments, layout: Layout, names: &'a Names) -> Writer<'a> {
    Writer {
        comments,
        names,
        layout,
        indent: 0,
    }
}

/// Whether a cell with nothing else would turn it around: `not(a)`.
fn is_not(node: &Node) -> bool {
    matches!(&node.kind, Kind::Call { name, .. } if name.text == "not")
}
