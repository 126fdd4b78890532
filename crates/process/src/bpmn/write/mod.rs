//! A diagram as a tree of BPMN.
//!
//! What BPMN has words for is said in them. Then the tree is read again, and what came back different is said beside it
//! in our own settings: so whatever is written reads the same, by construction.

mod build;
mod drawing;
mod event;
mod formula;
mod ids;
mod keyed;
mod merge;
mod node;
mod patch;
mod prefixes;
mod process;
mod roots;
mod settle;

use super::names::{BATON, DC, DD, DI, MODEL};
use super::read::{self, Names};
use crate::diagram::{Diagram, Step};
use crate::id::StepId;
use crate::xml::{Document, Element};
use build::{Build, element};
use ids::{Ids, Of};
use roots::Roots;
use std::collections::{BTreeMap, BTreeSet};

/// A diagram that comes from no file.
pub(super) fn fresh(diagram: &Diagram) -> Document {
    let mut document = Document {
        before: Vec::new(),
        root: bare(diagram, &Names::default(), true),
        after: Vec::new(),
    };
    settle::settle(&mut document, diagram);
    document
}

/// A diagram that comes from this file: what was changed since is changed in the file, and nothing else.
pub(super) fn changed(mut document: Document, diagram: &Diagram) -> Document {
    let Ok((before, names)) = read::understand(&document) else {
        return fresh(diagram);
    };
    let mut now = diagram.clone();
    now.kept = before.diagram.kept.clone();
    if now == before.diagram {
        return document;
    }
    super::ids::mend(&mut document.root, &mut Vec::new());
    let before = bare(&before.diagram, &names, names.is_drawn);
    let after = bare(&now, &names, true);
    merge::merge(&mut document.root, &before, &after);
    settle::settle(&mut document, diagram);
    document
}

/// The tree without our own settings.
fn bare(diagram: &Diagram, names: &Names, drawn: bool) -> Element {
    let mut writer = Writer::of(diagram, names);
    let collaboration = writer.collaboration();
    let processes = writer.processes();
    let drawing = drawn.then(|| writer.drawing());
    let roots = std::mem::take(&mut writer.roots).elements();
    let mut root = element("definitions").with("xmlns", MODEL);
    for (prefix, uri) in [
        ("bpmndi", DI),
        ("dc", DC),
        ("di", DD),
        ("baton", BATON),
        ("xsi", XSI),
    ] {
        root = root.with(&format!("xmlns:{prefix}"), uri);
    }
    root.with("id", "Definitions")
        .with("targetNamespace", BATON)
        .with("exporter", "Baton")
        .children(roots)
        .child(collaboration)
        .children(processes)
        .child(drawing)
}

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

struct Writer<'a> {
    diagram: &'a Diagram,
    names: &'a Names,
    ids: Ids,
    roots: Roots,
    /// By step: the ids of its flows, in the order of the diagram.
    incoming: BTreeMap<StepId, Vec<String>>,
    outgoing: BTreeMap<StepId, Vec<String>>,
    /// By step: the flow it takes when nothing else applies.
    defaults: BTreeMap<StepId, String>,
    /// By step: the flows that leave it, as they stand in the diagram; and those that leave no step.
    leaving: BTreeMap<StepId, Vec<usize>>,
    from_nowhere: Vec<usize>,
    /// Events at the edge of a step that wait for it to be undone.
    undoing: BTreeSet<StepId>,
    /// By the sub-process they stand in; nothing where that is not one.
    steps: BTreeMap<Option<StepId>, Vec<&'a Step>>,
    collaboration: Option<String>,
    /// The process of each pool, and of the steps outside all of them.
    processes: Vec<process::Process>,
    /// By variable of the process: the id of what is drawn for it.
    data: BTreeMap<(Option<StepId>, String), String>,
}

impl<'a> Writer<'a> {
    fn of(diagram: &'a Diagram, names: &'a Names) -> Self {
        let mut ids = Ids::default();
        for step in &diagram.steps {
            ids.give(Of::Step, step.id.as_str());
        }
        for flow in &diagram.flows {
            ids.give(Of::Flow, flow.id.as_str());
        }
        for pool in &diagram.pools {
            if !process::is_undrawn(pool) {
                ids.give(Of::Pool, pool.id.as_str());
            }
        }
        for lane in &diagram.lanes {
            ids.give(Of::Lane, lane.id.as_str());
        }
        for flow in &diagram.message_flows {
            ids.give(Of::Message, &flow.id);
        }
        let mut writer = Self {
            diagram,
            names,
            ids,
            roots: Roots::default(),
            incoming: BTreeMap::new(),
            outgoing: BTreeMap::new(),
            defaults: BTreeMap::new(),
            leaving: BTreeMap::new(),
            from_nowhere: Vec::new(),
            undoing: BTreeSet::new(),
            steps: BTreeMap::new(),
            collaboration: None,
            processes: Vec::new(),
            data: BTreeMap::new(),
        };
        writer.arrange_flows();
        writer.arrange_steps();
        writer.arrange_processes();
        writer
    }

    fn arrange_flows(&mut self) {
        let steps: BTreeSet<&StepId> = self.diagram.steps.iter().map(|step| &step.id).collect();
        for step in &self.diagram.steps {
            if read::is_undoing(&step.kind) {
                self.undoing.insert(step.id.clone());
            }
        }
        for (at, flow) in self.diagram.flows.iter().enumerate() {
            if steps.contains(&flow.from) {
                self.leaving.entry(flow.from.clone()).or_default().push(at);
            } else {
                self.from_nowhere.push(at);
            }
            if self.is_association(flow) {
                continue;
            }
            let id = self.ids.of(Of::Flow, flow.id.as_str());
            let (from, to) = (flow.from.clone(), flow.to.clone());
            if flow.otherwise {
                self.defaults
                    .entry(from.clone())
                    .or_insert_with(|| id.clone());
            }
            self.outgoing.entry(from).or_default().push(id.clone());
            self.incoming.entry(to).or_default().push(id);
        }
    }

    /// Steps by what they stand in. One whose surroundings are not there, or stand in itself, stands outside.
    fn arrange_steps(&mut self) {
        let mut parents: BTreeMap<&StepId, &StepId> = BTreeMap::new();
        let holders: BTreeSet<&StepId> = self
            .diagram
            .steps
            .iter()
            .filter(|step| matches!(step.kind, crate::step::StepKind::SubProcess(_)))
            .map(|step| &step.id)
            .collect();
        for step in &self.diagram.steps {
            if let Some(inside) = step
                .inside
                .as_ref()
                .filter(|inside| holders.contains(inside))
            {
                parents.entry(&step.id).or_insert(inside);
            }
        }
        for step in &self.diagram.steps {
            let mut at = &step.id;
            let mut levels = 0;
            while let Some(parent) = parents.get(at) {
                at = parent;
                levels += 1;
                // Deeper than a file may be, or in a circle.
                if levels > MAX_LEVELS {
                    parents.remove(&step.id);
                    break;
                }
            }
        }
        for step in &self.diagram.steps {
            let inside = parents.get(&step.id).map(|inside| (*inside).clone());
            self.steps.entry(inside).or_default().push(step);
        }
    }
}

/// The most sub-processes in one another that are written so.
const MAX_LEVELS: usize = 80;
