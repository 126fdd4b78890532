//! Text into a tree, within limits.

use super::{Attribute, Document, Element, Node, XmlError, encoding};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 10_000_000;
/// The most elements, attributes, texts and comments together.
pub const MAX_PARTS: usize = 500_000;
/// The deepest nesting of elements.
pub const MAX_DEPTH: usize = 200;
/// The most attributes of one element.
const MAX_ATTRIBUTES: usize = 256;

/// Reads a file.
pub fn read(bytes: &[u8]) -> Result<Document, XmlError> {
    if bytes.len() > MAX_BYTES {
        return Err(XmlError::whole(format!(
            "This file is too large. At most {} MB can be read.",
            MAX_BYTES / 1_000_000
        )));
    }
    let text = &*encoding::decode(bytes)?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().enable_all_checks(true);
    let mut builder = Builder::default();
    loop {
        let before = reader.buffer_position();
        let event = reader.read_event().map_err(|error| XmlError {
            line: Some(line(text, reader.error_position())),
            message: format!("This is not well-formed XML: {error}."),
        })?;
        if event == Event::Eof {
            return builder.finish();
        }
        builder.take(event).map_err(|message| XmlError {
            line: Some(line(text, before)),
            message,
        })?;
    }
}

fn line(text: &str, position: u64) -> usize {
    let end = usize::try_from(position).unwrap_or(usize::MAX);
    let before = &text.as_bytes()[..end.min(text.len())];
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

#[derive(Default)]
struct Builder {
    before: Vec<Node>,
    root: Option<Element>,
    after: Vec<Node>,
    /// The elements that are open, the outermost first.
    open: Vec<Element>,
    /// What each prefix stands for, the innermost meaning last.
    prefixes: BTreeMap<String, Vec<Arc<str>>>,
    parts: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(tag) => {
                if self.open.len() >= MAX_DEPTH {
                    return Err(format!("This is nested more than {MAX_DEPTH} levels deep."));
                }
                let element = self.element(&tag)?;
                self.open.push(element);
                Ok(())
            }
            Event::Empty(tag) => {
                let element = self.element(&tag)?;
                self.close(element)
            }
            Event::End(_) => match self.open.pop() {
                Some(element) => self.close(element),
                None => Err("Something is closed that was never opened.".into()),
            },
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let letter = match &*name {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => name.resolve_char_ref().ok().flatten(),
                };
                match letter {
                    Some(letter) => self.text(letter.encode_utf8(&mut [0; 4])),
                    None => Err(ENTITIES.into()),
                }
            }
            Event::Comment(text) => self.add(Node::Comment(text.xml10_content().into_owned())),
            Event::PI(text) => self.add(Node::Instruction(text.to_string())),
            Event::DocType(_) => Err(ENTITIES.into()),
            Event::Decl(_) | Event::Eof => Ok(()),
        }
    }

    fn count(&mut self, parts: usize) -> Result<(), String> {
        self.parts += parts;
        if self.parts > MAX_PARTS {
            Err(format!(
                "This file has too many parts. At most {MAX_PARTS} can be read."
            ))
        } else {
            Ok(())
        }
    }

    fn element(&mut self, tag: &BytesStart<'_>) -> Result<Element, String> {
        let mut element = Element::new(name(tag.name().into_inner())?);
        element.as_written = true;
        for attribute in tag.attributes() {
            if element.attributes.len() >= MAX_ATTRIBUTES {
                return Err(format!(
                    "This element has more than {MAX_ATTRIBUTES} attributes."
                ));
            }
            let attribute = attribute
                .map_err(|error| format!("An attribute here is not well-formed: {error}."))?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|_| ENTITIES.to_owned())?;
            element.attributes.push(Attribute {
                name: name(attribute.key.into_inner())?,
                value: legal(&value)?.to_owned(),
            });
        }
        self.count(1 + element.attributes.len())?;
        for attribute in &element.attributes {
            if let Some(prefix) = declares(&attribute.name) {
                let meanings = self.prefixes.entry(prefix.to_owned()).or_default();
                meanings.push(attribute.value.as_str().into());
            }
        }
        let prefix = element.prefix().unwrap_or_default();
        let meaning = self.prefixes.get(prefix).and_then(|all| all.last());
        element.namespace = meaning.filter(|uri| !uri.is_empty()).cloned();
        Ok(element)
    }

    fn close(&mut self, element: Element) -> Result<(), String> {
        for attribute in &element.attributes {
            if let Some(meanings) =
                declares(&attribute.name).and_then(|prefix| self.prefixes.get_mut(prefix))
            {
                meanings.pop();
            }
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None if self.root.is_some() => {
                return Err("There is a second root element here. A file has only one.".into());
            }
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        if legal(text)?.is_empty() {
            return Ok(());
        }
        match self.open.last_mut().map(|parent| &mut parent.children) {
            None if text.trim().is_empty() => Ok(()),
            None => Err("There is text outside the root element.".into()),
            Some(children) => {
                if let Some(Node::Text(before)) = children.last_mut() {
                    before.push_str(text);
                    return Ok(());
                }
                self.add(Node::Text(text.to_owned()))
            }
        }
    }

    fn add(&mut self, node: Node) -> Result<(), String> {
        self.count(1)?;
        if let Node::Comment(text) | Node::Instruction(text) = &node {
            legal(text)?;
        }
        let place = match self.open.last_mut() {
            Some(parent) => &mut parent.children,
            None if self.root.is_none() => &mut self.before,
            None => &mut self.after,
        };
        place.push(node);
        Ok(())
    }

    fn finish(self) -> Result<Document, XmlError> {
        match (self.open.last(), self.root) {
            (Some(open), _) => Err(XmlError::whole(format!(
                "This file ends too early: “{}” is never closed.",
                open.name
            ))),
            (None, None) => Err(XmlError::whole("This file holds no XML.")),
            (None, Some(root)) => Ok(Document {
                before: self.before,
                root,
                after: self.after,
            }),
        }
    }
}

const ENTITIES: &str =
    "This file uses a document type or entities of its own, which are not read for safety.";

/// The prefix that an attribute gives a meaning to; the empty one for `xmlns` alone.
fn declares(attribute: &str) -> Option<&str> {
    match attribute.strip_prefix("xmlns") {
        Some("") => Some(""),
        Some(rest) => rest.strip_prefix(':'),
        None => None,
    }
}

fn name(text: &str) -> Result<String, String> {
    let wrong = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '<' | '>' | '&' | '"' | '\'' | '=' | '/' | '!' | '?')
    };
    let starts_wrong = text.starts_with(|first: char| first.is_ascii_digit() || first == '-');
    if text.is_empty() || starts_wrong || text.contains(wrong) {
        Err("A name here is not one that XML allows.".into())
    } else {
        legal(text).map(str::to_owned)
    }
}

/// Control characters cannot stand in XML, not even escaped.
fn legal(text: &str) -> Result<&str, String> {
    let wrong = |letter: char| matches!(letter, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    if text.contains(wrong) {
        Err("There is a character here that XML does not allow.".into())
    } else {
        Ok(text)
    }
}
