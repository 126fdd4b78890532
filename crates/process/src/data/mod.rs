//! Which data a case has when it reaches a step: what a picker offers there, and what rules may name.

mod bits;
mod declared;
mod flow;

use crate::catalog::Catalog;
use crate::diagram::{Diagram, FieldKind};
use crate::graph::Graph;
use crate::id::StepId;

pub(crate) use declared::{Declared, Origin};
pub(crate) use flow::DataFlow;

/// One value that a rule or a text may use at a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Datum {
    /// What a rule calls it: a variable, or a path into one.
    pub key: String,
    pub label: String,
    pub kind: FieldKind,
    /// The step that sets it; the first in the diagram, if several do.
    pub origin: StepId,
    /// Whether every way to the step sets it.
    pub certain: bool,
}

/// The data at a step, in the order of the diagram. Where nothing leads yet, everything the diagram declares
/// elsewhere is offered, none of it certain. The catalog will say more once connectors declare their outputs' types.
pub fn data_at(diagram: &Diagram, _catalog: &Catalog, step: &StepId) -> Vec<Datum> {
    let graph = Graph::of(diagram);
    let data = DataFlow::of(diagram, &graph);
    let at = graph.step(step).filter(|step| data.is_reached(*step));
    let mut found = Vec::new();
    for (number, declared) in data.declared.iter().enumerate() {
        let (offered, certain) = match at {
            Some(at) => (data.may_have(at, number), data.surely_has(at, number)),
            None => (
                declared
                    .origins
                    .iter()
                    .any(|origin| diagram.steps[*origin].id != *step),
                false,
            ),
        };
        if offered {
            found.extend(parts(diagram, declared, certain));
        }
    }
    found
}

/// All data of a diagram, wherever it is known; none of it certain. For saying what a name is called, which must be
/// quick.
pub fn data_of(diagram: &Diagram) -> Vec<Datum> {
    let declared = declared::declared(diagram);
    declared
        .iter()
        .flat_map(|declared| parts(diagram, declared, false))
        .collect()
}

fn parts(
    diagram: &Diagram,
    declared: &Declared,
    certain: bool,
) -> impl Iterator<Item = Datum> + use<> {
    let origin = diagram.steps[declared.origins[0]].id.clone();
    let parts = declared.parts().into_iter();
    parts.map(move |(key, label, kind)| Datum {
        key,
        label,
        kind,
        origin: origin.clone(),
        certain,
    })
}
