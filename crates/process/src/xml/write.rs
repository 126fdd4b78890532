//! A tree into text. What was made here and holds only elements is indented; elsewhere not a space
//! is added.

use super::{Attribute, Document, Element, Node};

/// The whole file, with its declaration.
pub fn write(document: &Document) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    for node in &document.before {
        write_node(node, 0, &mut out);
        out.push('\n');
    }
    write_element(&document.root, 0, &mut out);
    out.push('\n');
    for node in &document.after {
        write_node(node, 0, &mut out);
        out.push('\n');
    }
    out
}

fn write_node(node: &Node, level: usize, out: &mut String) {
    match node {
        Node::Element(element) => write_element(element, level, out),
        Node::Text(text) => escape(text, false, out),
        Node::Comment(text) => {
            out.push_str("<!--");
            out.push_str(text);
            out.push_str("-->");
        }
        Node::Instruction(text) => {
            out.push_str("<?");
            out.push_str(text);
            out.push_str("?>");
        }
    }
}

fn write_element(element: &Element, level: usize, out: &mut String) {
    out.push('<');
    out.push_str(&element.name);
    for Attribute { name, value } in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, true, out);
        out.push('"');
    }
    if element.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    let mixed = element.as_written
        || element
            .children
            .iter()
            .any(|child| matches!(child, Node::Text(_)));
    for child in &element.children {
        if !mixed {
            indent(level + 1, out);
        }
        write_node(child, level + 1, out);
    }
    if !mixed {
        indent(level, out);
    }
    out.push_str("</");
    out.push_str(&element.name);
    out.push('>');
}

fn indent(level: usize, out: &mut String) {
    out.push('\n');
    for _ in 0..level {
        out.push_str("  ");
    }
}

fn escape(text: &str, attribute: bool, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            // Readers would turn these into plain spaces or line breaks.
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' if attribute => out.push_str(&format!("&#{};", u32::from(letter))),
            other => out.push(other),
        }
    }
}
