//! BPMN XML in and out. Nothing is lost: what a diagram has no place for stays in the file it came in, and that file is
//! kept with the diagram; an export changes in it what was changed in the diagram, and nothing else.

mod expression;
mod ids;
mod names;
mod obstacles;
mod pending;
mod read;
mod remark;
mod write;

use crate::diagram::Diagram;
use crate::xml::{self, Document, XmlError};
use serde::{Deserialize, Serialize};

pub(crate) use pending::pending;
pub use remark::{Remark, Standing};

/// Why a file cannot be read at all, in words.
pub type Refused = XmlError;

/// Where a diagram keeps the file it came in.
const FILE: &str = "bpmn";

/// A file as a diagram.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    pub diagram: Diagram,
    /// What cannot run, what was mended, and what was kept out of sight.
    pub report: Vec<Remark>,
}

/// Reads a file. What is wrong with it beyond its form is in the report, or found when the diagram is compiled.
pub fn read(bytes: &[u8]) -> Result<Imported, Refused> {
    let document = xml::read(bytes)?;
    let (mut understood, _) = read::understand(&document)?;
    pending::keep(&mut understood.diagram, &understood.report);
    let file = serde_json::Value::String(xml::write(&document));
    understood.diagram.kept.0.insert(FILE.to_owned(), file);
    Ok(understood)
}

/// Writes a diagram. One that was imported and not changed comes out as it came in.
pub fn write(diagram: &Diagram) -> String {
    let kept = diagram.kept.0.get(FILE).and_then(|file| file.as_str());
    let document = kept.and_then(|file| xml::read(file.as_bytes()).ok());
    xml::write(&match document {
        Some(document) => write::changed(document, diagram),
        None => write::fresh(diagram),
    })
}

/// Whether a text looks like BPMN, for doors that take several formats.
pub fn is_bpmn(bytes: &[u8]) -> bool {
    xml::read(bytes).is_ok_and(|Document { root, .. }| read::is_definitions(&root))
}
