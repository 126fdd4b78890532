//! Configuring steps and flows, where that takes more than one plain edit.

use crate::diagram::edit::Edit;
use crate::diagram::{Diagram, Form};
use crate::id::{FlowId, StepId};
use crate::step::StepKind;

/// Gives a step another form. `None` when it is not a step that asks anything.
pub fn set_form(diagram: &Diagram, step: &StepId, form: Form) -> Option<Edit> {
    let mut kind = diagram.step(step)?.kind.clone();
    match &mut kind {
        StepKind::Start(start) => start.form = form,
        StepKind::AskPerson(ask) => ask.form = form,
        _ => return None,
    }
    Some(Edit::SetKind {
        step: step.clone(),
        kind,
    })
}

/// Makes a flow the one a decision takes when no condition holds. There is one such way, so the others lose it,
/// and it has no condition of its own.
pub fn choose_otherwise(diagram: &Diagram, chosen: &FlowId) -> Option<Edit> {
    let from = &diagram.flow(chosen)?.from;
    let mut edits = vec![
        Edit::SetOtherwise {
            flow: chosen.clone(),
            otherwise: true,
        },
        Edit::SetCondition {
            flow: chosen.clone(),
            condition: None,
        },
    ];
    let others = diagram
        .outgoing(from)
        .filter(|flow| &flow.id != chosen && flow.otherwise);
    edits.extend(others.map(|flow| Edit::SetOtherwise {
        flow: flow.id.clone(),
        otherwise: false,
    }));
    Some(Edit::batch(edits))
}
