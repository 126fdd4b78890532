//! What may be connected, and in words why not.

use process::diagram::shape::is_gateway;
use process::diagram::{Diagram, Flow};
use process::step::StepKind;
use process::{FlowId, StepId};
use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    EndHasNoWayOut,
    StartHasNoWayIn,
    ToItself,
    AlreadyConnected,
    OneWayOut,
    NotThere,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EndHasNoWayOut => "An end step has no way out.",
            Self::StartHasNoWayIn => "Nothing leads into the start.",
            Self::ToItself => "A step cannot lead to itself. Put another step in between.",
            Self::AlreadyConnected => "These two steps are connected already.",
            Self::OneWayOut => {
                "This step leads somewhere already. Add “Decide” or “Do at the same time” after it to go several ways."
            }
            Self::NotThere => "That step is not in this process any more.",
        })
    }
}

/// Whether a flow may lead from one step to another. `moving` is the flow being reconnected, which then does not
/// count as one that is there.
pub fn may_connect(
    diagram: &Diagram,
    from: &StepId,
    to: &StepId,
    moving: Option<&FlowId>,
) -> Result<(), Refusal> {
    may_leave(diagram, from, moving)?;
    let target = diagram.step(to).ok_or(Refusal::NotThere)?;
    if from == to {
        return Err(Refusal::ToItself);
    }
    if target.kind.begins() {
        return Err(Refusal::StartHasNoWayIn);
    }
    if others(diagram, from, moving).any(|flow| &flow.to == to) {
        return Err(Refusal::AlreadyConnected);
    }
    Ok(())
}

/// Whether a step may have one more way out.
pub fn may_leave(diagram: &Diagram, from: &StepId, moving: Option<&FlowId>) -> Result<(), Refusal> {
    let source = diagram.step(from).ok_or(Refusal::NotThere)?;
    if source.kind.ends() {
        return Err(Refusal::EndHasNoWayOut);
    }
    if !is_gateway(&source.kind) && others(diagram, from, moving).next().is_some() {
        return Err(Refusal::OneWayOut);
    }
    Ok(())
}

/// Whether a kind of step may stand in the middle of a flow.
pub fn may_stand_between(kind: &StepKind) -> Result<(), Refusal> {
    match kind {
        kind if kind.begins() => Err(Refusal::StartHasNoWayIn),
        kind if kind.ends() => Err(Refusal::EndHasNoWayOut),
        _ => Ok(()),
    }
}

fn others<'a>(
    diagram: &'a Diagram,
    from: &'a StepId,
    moving: Option<&'a FlowId>,
) -> impl Iterator<Item = &'a Flow> {
    diagram
        .outgoing(from)
        .filter(move |flow| Some(&flow.id) != moving)
}
