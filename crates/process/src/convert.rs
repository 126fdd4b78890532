//! A process between our JSON, BPMN and DMN: whatever it comes as, it is a diagram in between.

use crate::bpmn::{self, Standing};
use crate::decision::model::{DrgElement, Model};
use crate::decision::{dmn, exchange};
use crate::diagram::{Diagram, Flow, Step, layout};
use crate::step::{DecideByTable, Start, StepKind};
use std::collections::BTreeSet;

pub use crate::bpmn::Remark;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Json,
    Bpmn,
    Dmn,
}

impl Format {
    /// What the name of a file says: its ending.
    pub fn named(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "bpmn" | "bpmn2" => Some(Self::Bpmn),
            "dmn" => Some(Self::Dmn),
            _ => None,
        }
    }

    /// What the file itself says.
    pub fn of(bytes: &[u8]) -> Self {
        let dmn = || dmn::read(bytes).is_ok();
        let starts = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        match starts {
            Some(b'{' | b'[') | None => Self::Json,
            _ if bpmn::is_bpmn(bytes) => Self::Bpmn,
            _ if dmn() => Self::Dmn,
            Some(b'<' | 0xef | 0xfe | 0xff | 0) => Self::Bpmn,
            _ => Self::Json,
        }
    }
}

/// Reads a process, with what to know about it; or says why not.
pub fn read(bytes: &[u8], format: Format) -> Result<(Diagram, Vec<Remark>), String> {
    match format {
        Format::Json => serde_json::from_slice(bytes)
            .map(|diagram| (diagram, Vec::new()))
            .map_err(|error| format!("This is not a diagram of Baton: {error}.")),
        Format::Bpmn => bpmn::read(bytes)
            .map(|imported| (imported.diagram, imported.report))
            .map_err(|refused| refused.to_string()),
        Format::Dmn => dmn::read(bytes)
            .map(|model| of_tables(&model))
            .map_err(|refused| refused.to_string()),
    }
}

/// Writes a process; or says why not.
pub fn write(diagram: &Diagram, format: Format) -> Result<String, String> {
    match format {
        Format::Json => serde_json::to_string_pretty(diagram)
            .map(|text| text + "\n")
            .map_err(|error| format!("The diagram cannot be written: {error}.")),
        Format::Bpmn => Ok(bpmn::write(diagram)),
        Format::Dmn => tables_of(diagram).map(|model| dmn::write(&model)),
    }
}

/// A process that asks the tables of a file one after the other.
fn of_tables(model: &Model) -> (Diagram, Vec<Remark>) {
    let tables = exchange::tables(model);
    let mut report = Vec::new();
    let mut kept = |name: &str, message: String| {
        report.push(Remark {
            standing: Standing::CannotRun,
            element: String::new(),
            name: name.to_owned(),
            message,
        });
    };
    let mut steps = vec![Step::new("start", StepKind::Start(Start::default()))];
    for (number, found) in tables.into_iter().enumerate() {
        if let Some(message) = found.left_out {
            kept(&found.name, message);
        }
        let kind = StepKind::DecideByTable(DecideByTable { table: found.table });
        let mut step = Step::new(format!("table-{}", number + 1).as_str(), kind);
        step.name = found.name;
        steps.push(step);
    }
    steps.push(Step::new("end", StepKind::End));
    if let Some(message) = exchange::not_tables(model) {
        kept("", message);
    }
    let flows = steps.windows(2).map(|pair| {
        let (from, to) = (pair[0].id.clone(), pair[1].id.clone());
        let id = format!("{from}-{to}");
        Flow::new(id.as_str().into(), from, to)
    });
    let mut diagram = Diagram {
        flows: flows.collect(),
        steps,
        ..Diagram::default()
    };
    let all: BTreeSet<_> = diagram.steps.iter().map(|step| step.id.clone()).collect();
    layout::place(&mut diagram, &all);
    (diagram, report)
}

/// The tables of a process as one model; each with the data it looks at.
fn tables_of(diagram: &Diagram) -> Result<Model, String> {
    let mut tables = diagram.steps.iter().filter_map(|step| match &step.kind {
        StepKind::DecideByTable(decide) => Some((step, &decide.table)),
        _ => None,
    });
    let Some((first, table)) = tables.next() else {
        return Err("This process has no tables, and DMN holds nothing else.".to_owned());
    };
    let mut model = table.to_model(first.title());
    for (number, (step, table)) in tables.enumerate() {
        let mut more = table.to_model(step.title());
        for element in &mut more.elements {
            rename(element, &format!("_{}", number + 2));
        }
        model.elements.extend(more.elements);
    }
    Ok(model)
}

/// Gives ids of their own to the elements of a further table, and to what refers to them.
fn rename(element: &mut DrgElement, by: &str) {
    match element {
        DrgElement::InputData(input) => {
            if let Some(id) = &mut input.id {
                id.push_str(by);
            }
        }
        DrgElement::Decision(decision) => {
            if let Some(id) = &mut decision.id {
                id.push_str(by);
            }
            for requirement in &mut decision.requirements {
                requirement.reference.href.push_str(by);
            }
        }
        DrgElement::BusinessKnowledge(_) | DrgElement::DecisionService(_) => {}
    }
}
