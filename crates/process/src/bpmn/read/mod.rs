//! A tree of BPMN as a diagram. Whatever the file says, this ends with a diagram or with one sentence.

mod collaboration;
mod data;
mod drawing;
mod event;
mod flow;
mod form;
mod index;
mod mapping;
mod message;
mod node;
mod overlay;
mod people;
mod repeat;
mod rest;
mod task;

use super::names::{MODEL, children, is_model, own};
use super::{Imported, Remark, Standing, ids};
use crate::diagram::{Diagram, MAX_FLOWS, MAX_STEPS};
use crate::id::{LaneId, PoolId, StepId};
use crate::xml::{Document, Element, XmlError};
use index::Index;
use std::collections::BTreeMap;

pub(super) use flow::is_undoing;
pub(super) use node::is_node;

/// The most pools of one file.
const MAX_POOLS: usize = 500;

/// A variable: the sub-process it belongs to, and its key.
pub(super) type Spot = (Option<StepId>, String);

/// The element that declares a variable.
#[derive(Clone, Debug)]
pub(super) struct Declared {
    pub element: String,
    pub id: String,
    /// The id of what is drawn for it.
    pub drawn: String,
}

/// What things without a place in a diagram are called in the file, so that they keep their ids when it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub collaboration: Option<String>,
    /// By pool; the process outside all pools under nothing.
    pub processes: BTreeMap<Option<PoolId>, String>,
    pub data: BTreeMap<Spot, Declared>,
    /// Messages, signals, errors and escalations: by element and what they are told apart by.
    pub roots: BTreeMap<(&'static str, String), String>,
    /// The file says where things are drawn.
    pub is_drawn: bool,
}

pub(super) fn is_definitions(root: &Element) -> bool {
    let other = root.namespace.as_deref().is_some_and(|uri| uri != MODEL);
    root.local_name() == "definitions" && is_model(root) && (other || has_bpmn(root))
}

/// A file that declares no namespace at all is taken for BPMN by what is in it.
fn has_bpmn(root: &Element) -> bool {
    root.namespace.is_some()
        || root.elements().any(|child| {
            matches!(
                child.local_name(),
                "process" | "collaboration" | "BPMNDiagram" | "choreography"
            )
        })
}

/// Reads a tree. The names are those in the tree after its ids were mended.
pub(super) fn understand(document: &Document) -> Result<(Imported, Names), XmlError> {
    if !is_definitions(&document.root) {
        return Err(XmlError::whole(format!(
            "This is not a BPMN file: it begins with “{}” instead of the definitions of a process.",
            document.root.name
        )));
    }
    let mut root = document.root.clone();
    let mut report = Vec::new();
    ids::mend(&mut root, &mut report);
    let mut reader = Reader {
        index: Index::of(&root),
        diagram: Diagram::default(),
        report,
        names: Names::default(),
        lanes: BTreeMap::new(),
    };
    reader.names.is_drawn = !reader.index.shapes.is_empty();
    reader.collaborations(&root);
    reader.fits()?;
    let loose = |reader: &Reader<'_>, process: &&Element| {
        let id = own(process, "id").unwrap_or_default();
        reader.pool_named(id).is_none()
    };
    let outside = children(&root, "process").filter(|process| loose(&reader, process));
    let alone = outside.count() <= 1;
    for process in children(&root, "process") {
        let pool = reader.pool_of(process, alone);
        reader.fits()?;
        reader.process(process, pool)?;
    }
    reader.message_flows(&root);
    reader.fits()?;
    reader.one_runs(&root);
    reader.compensations(&root);
    reader.roots(&root);
    reader.place();
    reader.overlay(&root);
    reader.rest(&root);
    let Reader {
        diagram,
        report,
        names,
        ..
    } = reader;
    Ok((Imported { diagram, report }, names))
}

struct Reader<'a> {
    index: Index<'a>,
    diagram: Diagram,
    report: Vec<Remark>,
    names: Names,
    /// By step: the lane it stands in.
    lanes: BTreeMap<StepId, LaneId>,
}

/// Where an element stands.
#[derive(Clone, Default)]
struct Within {
    inside: Option<StepId>,
    pool: Option<PoolId>,
}

impl<'a> Reader<'a> {
    fn process(&mut self, process: &'a Element, pool: Option<PoolId>) -> Result<(), XmlError> {
        let id = own(process, "id").unwrap_or_default().to_owned();
        self.names.processes.insert(pool.clone(), id);
        self.lane_sets(process, pool.as_ref());
        self.container(process, &Within { inside: None, pool })
    }

    /// The steps, flows and data of a process or a sub-process.
    fn container(&mut self, container: &'a Element, within: &Within) -> Result<(), XmlError> {
        for element in container.elements().filter(|each| is_model(each)) {
            match element.local_name() {
                kind if is_node(kind) => {
                    let id = self.node(element, within);
                    if node::holds_steps(kind) {
                        let inside = Some(id);
                        let pool = within.pool.clone();
                        self.container(element, &Within { inside, pool })?;
                    }
                }
                "sequenceFlow" => self.flow(element),
                "dataObject" | "dataStoreReference" | "property" => {
                    self.data_object(element, within);
                }
                _ => {}
            }
            self.fits()?;
        }
        Ok(())
    }

    fn fits(&self) -> Result<(), XmlError> {
        let diagram = &self.diagram;
        let many = [
            diagram.steps.len(),
            diagram.lanes.len(),
            self.names.data.len(),
        ];
        let arrows = [diagram.flows.len(), diagram.message_flows.len()];
        let large = many.into_iter().any(|count| count > MAX_STEPS)
            || arrows.into_iter().any(|count| count > MAX_FLOWS)
            || diagram.pools.len() > MAX_POOLS;
        if large {
            return Err(XmlError::whole(format!(
                "This process is too large. At most {MAX_STEPS} steps, {MAX_FLOWS} arrows and {MAX_POOLS} pools can be read."
            )));
        }
        Ok(())
    }

    fn remark(&mut self, standing: Standing, element: &Element, message: impl Into<String>) {
        let name = own(element, "name").unwrap_or_default().trim();
        self.report.push(Remark {
            standing,
            element: own(element, "id").unwrap_or_default().to_owned(),
            name: name.to_owned(),
            message: message.into(),
        });
    }

    fn cannot_run(&mut self, element: &Element, message: impl Into<String>) {
        self.remark(Standing::CannotRun, element, message);
    }
}
