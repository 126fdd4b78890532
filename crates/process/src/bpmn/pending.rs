//! What an import could not make run is a problem of the diagram until somebody has changed that step or arrow.

use super::remark::{Remark, Standing};
use crate::diagram::{Diagram, Flow, Step};
use crate::problem::Place;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a diagram keeps these.
const KEPT: &str = "cannotRun";
/// The most of them; the rest is in the report.
const MOST: usize = 1_000;

#[derive(Serialize, Deserialize)]
struct Pending {
    element: String,
    message: String,
    /// The settings as they were read; changed, the problem is taken for solved.
    settings: String,
}

/// Keeps what cannot run with the diagram.
pub(super) fn keep(diagram: &mut Diagram, report: &[Remark]) {
    let settings = all_settings(diagram);
    let cannot_run = report
        .iter()
        .filter(|it| it.standing == Standing::CannotRun);
    let pending: Vec<Pending> = cannot_run
        .take(MOST)
        .map(|remark| Pending {
            element: remark.element.clone(),
            message: remark.message.clone(),
            settings: settings
                .get(remark.element.as_str())
                .map(|(_, settings)| settings.clone())
                .unwrap_or_default(),
        })
        .collect();
    if let (false, Ok(value)) = (pending.is_empty(), serde_json::to_value(pending)) {
        diagram.kept.0.insert(KEPT.to_owned(), value);
    }
}

/// What still cannot run, and where. Nothing in the drawing: it concerns the diagram as a whole.
pub(crate) fn pending(diagram: &Diagram) -> Vec<(Place, String)> {
    let Some(kept) = diagram.kept.0.get(KEPT) else {
        return Vec::new();
    };
    let Ok(kept) = Vec::<Pending>::deserialize(kept) else {
        return Vec::new();
    };
    let settings = all_settings(diagram);
    let still = kept.into_iter().filter_map(|it| {
        let place = match settings.get(it.element.as_str()) {
            Some((place, settings)) if *settings == it.settings => place.clone(),
            None if it.settings.is_empty() => Place::Diagram,
            _ => return None,
        };
        Some((place, it.message))
    });
    still.collect()
}

/// By id: where a step or an arrow is, and its settings in short.
fn all_settings(diagram: &Diagram) -> BTreeMap<&str, (Place, String)> {
    let mut all = BTreeMap::new();
    for flow in &diagram.flows {
        let place = Place::Flow {
            flow: flow.id.clone(),
        };
        all.insert(flow.id.as_str(), (place, of_flow(flow)));
    }
    for step in &diagram.steps {
        let place = Place::Step {
            step: step.id.clone(),
            setting: None,
        };
        all.insert(step.id.as_str(), (place, of_step(step)));
    }
    all
}

fn of_step(step: &Step) -> String {
    let settings = (&step.kind, &step.inputs, &step.outputs, &step.repetition);
    short(&serde_json::to_string(&settings).unwrap_or_default())
}

fn of_flow(flow: &Flow) -> String {
    short(&serde_json::to_string(&(&flow.from, &flow.to, &flow.condition)).unwrap_or_default())
}

/// FNV-1a: the same on every machine, and short.
fn short(text: &str) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}
