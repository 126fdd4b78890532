//! The parts of a node.

use super::{Kind, Link, Loop, Node};

impl Node {
    /// Its direct parts, in the order of the source.
    pub fn children(&self) -> Vec<&Node> {
        match &self.kind {
            Kind::Literal(_) | Kind::Name(_) => Vec::new(),
            Kind::Access { base, links } => {
                let mut nodes = vec![base.as_ref()];
                for link in links {
                    match link {
                        Link::Field(_) => {}
                        Link::Filter(filter, _) => nodes.push(filter),
                        Link::Call(arguments, _) => nodes.extend(arguments.nodes()),
                    }
                }
                nodes
            }
            Kind::Negate(value) | Kind::InstanceOf { value, .. } => vec![value],
            Kind::Chain { first, rest } => {
                let mut nodes = vec![first.as_ref()];
                nodes.extend(rest.iter().map(|(_, node)| node));
                nodes
            }
            Kind::Compare { left, right, .. } => vec![left, right],
            Kind::Between { value, low, high } => vec![value, low, high],
            Kind::In { value, tests } => {
                let mut nodes = vec![value.as_ref()];
                nodes.extend(tests.iter().map(super::Test::node));
                nodes
            }
            Kind::And(parts) | Kind::Or(parts) | Kind::OrElse(parts) | Kind::List(parts) => {
                parts.iter().collect()
            }
            Kind::If {
                branches,
                otherwise,
            } => {
                let mut nodes: Vec<_> = branches.iter().flat_map(|(a, b)| [a, b]).collect();
                nodes.push(otherwise);
                nodes
            }
            Kind::For { loops, body, .. } => with_loops(loops, body),
            Kind::Quantified {
                loops, condition, ..
            } => with_loops(loops, condition),
            Kind::Context(entries) => entries.iter().map(|(_, node)| node).collect(),
            Kind::Range { start, end, .. } => [start, end]
                .into_iter()
                .flatten()
                .map(|node| node.as_ref())
                .collect(),
            Kind::Call { arguments, .. } => arguments.nodes().collect(),
            Kind::Function(definition) => vec![&definition.body],
        }
    }
}

fn with_loops<'a>(loops: &'a [Loop], body: &'a Node) -> Vec<&'a Node> {
    let mut nodes = Vec::new();
    for each in loops {
        nodes.push(&each.source);
        nodes.extend(&each.until);
    }
    nodes.push(body);
    nodes
}
