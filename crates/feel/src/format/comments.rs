//! Comments, each with the node it stands before.

use std::collections::HashMap;

use crate::ast::Node;
use crate::lexer::{TokenKind, tokens};

/// The comments of a source, by the node that each stands before.
#[derive(Default)]
pub(super) struct Comments {
    before: HashMap<*const Node, Vec<String>>,
    /// What stands behind everything.
    after: Vec<String>,
}

impl Comments {
    pub fn of(source: &str, roots: &[&Node]) -> Comments {
        let mut found = Comments::default();
        let texts = texts(source);
        if texts.is_empty() {
            return found;
        }
        let mut nodes = Vec::new();
        for root in roots {
            collect(root, &mut nodes);
        }
        for (end, text) in texts {
            match nodes.iter().find(|node| node.span.start >= end) {
                Some(node) => found
                    .before
                    .entry(std::ptr::from_ref(*node))
                    .or_default()
                    .push(text),
                None => found.after.push(text),
            }
        }
        found
    }

    /// What to write before a node.
    pub fn before(&self, node: &Node) -> String {
        self.before
            .get(&std::ptr::from_ref(node))
            .map_or(String::new(), |texts| {
                texts.iter().map(|text| format!("/*{text}*/ ")).collect()
            })
    }

    pub fn after(&self) -> String {
        self.after
            .iter()
            .map(|text| format!(" /*{text}*/"))
            .collect()
    }
}

fn collect<'a>(node: &'a Node, nodes: &mut Vec<&'a Node>) {
    nodes.push(node);
    for child in node.children() {
        collect(child, nodes);
    }
}

/// The comments between the tokens: where each ends, and what it says.
fn texts(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    if !source.contains("//") && !source.contains("/*") {
        return found;
    }
    let mut from = 0;
    for token in tokens(source).unwrap_or_default() {
        let mut at = from;
        while let Some(start) = source[at..token.span.start].find('/') {
            let start = at + start;
            let rest = &source[start..token.span.start];
            let (inside, end) = if let Some(line) = rest.strip_prefix("//") {
                let length = line.find('\n').unwrap_or(line.len());
                (
                    line[..length].trim_end().to_owned() + " ",
                    start + 2 + length,
                )
            } else {
                let inside = rest.get(2..).unwrap_or_default();
                let length = inside.find("*/").unwrap_or(inside.len());
                (
                    inside[..length].to_owned(),
                    (start + length + 4).min(token.span.start),
                )
            };
            found.push((end, inside.replace("*/", "* /")));
            at = end;
        }
        from = token.span.end;
        if token.kind == TokenKind::End {
            break;
        }
    }
    found
}
