//! Which data a case has when it reaches a step: what a picker offers there, and what rules may name.

mod before;
mod bits;
mod declared;
mod flow;
mod more;

use crate::catalog::Catalog;
use crate::diagram::{Diagram, FieldKind};
use crate::graph::Graph;
use crate::id::StepId;
use feel::Type;

pub(crate) use declared::{Declared, Origin};
pub(crate) use flow::DataFlow;
pub use more::brings_more;
pub(crate) use more::{around, everywhere};

/// One value that a rule or a text may use at a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Datum {
    /// What a rule calls it: a variable, or a path into one.
    pub key: String,
    pub label: String,
    pub kind: FieldKind,
    /// What rules take it for.
    pub of: Type,
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
    add(&mut found, more::more(diagram, diagram.step(step)));
    found
}

/// What a form declares says more than what only comes by the way.
fn add(found: &mut Vec<Datum>, more: Vec<Datum>) {
    for datum in more {
        if !found.iter().any(|known| known.key == datum.key) {
            found.push(datum);
        }
    }
}

/// All data of a diagram, wherever it is known; none of it certain. For saying what a name is called, which must be
/// quick.
pub fn data_of(diagram: &Diagram) -> Vec<Datum> {
    let declared = declared::declared(diagram);
    let parts = declared
        .iter()
        .flat_map(|declared| parts(diagram, declared, false));
    let mut found = parts.collect();
    add(&mut found, more::more(diagram, None));
    found
}

fn parts(
    diagram: &Diagram,
    declared: &Declared,
    certain: bool,
) -> impl Iterator<Item = Datum> + use<> {
    let origin = diagram.steps[declared.origins[0]].id.clone();
    let parts = declared.parts().into_iter();
    let whole = declared.value_type();
    parts.map(move |(key, label, kind)| Datum {
        of: match key.contains('.') {
            true => kind.value_type(),
            false => whole.clone(),
        },
        key,
        label,
        kind,
        origin: origin.clone(),
        certain,
    })
}
