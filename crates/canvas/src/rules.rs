//! What may be connected, and in words why not.

use process::diagram::shape::is_gateway;
use process::diagram::{Diagram, Flow};
use process::step::{Happening, Sort, Stands, StepKind, Trigger};
use process::{FlowId, StepId};
use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    EndHasNoWayOut,
    StartHasNoWayIn,
    ToItself,
    AlreadyConnected,
    OneWayOut,
    /// A group has its own way in and out.
    AcrossGroup,
    /// What undoes a step stands apart from the ways of the process.
    OnlyToUndo,
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
            Self::AcrossGroup => {
                "A flow cannot cross the edge of a group. Connect the group itself, or move the step into it."
            }
            Self::OnlyToUndo => "That step only undoes another one. It has no other way in or out.",
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
    if begins(&target.kind) {
        return Err(Refusal::StartHasNoWayIn);
    }
    let source = diagram.step(from).ok_or(Refusal::NotThere)?;
    if source.inside != target.inside {
        return Err(Refusal::AcrossGroup);
    }
    if target.for_compensation {
        return Err(Refusal::OnlyToUndo);
    }
    if others(diagram, from, moving).any(|flow| &flow.to == to) {
        return Err(Refusal::AlreadyConnected);
    }
    Ok(())
}

/// Whether a step may have one more way out.
pub fn may_leave(diagram: &Diagram, from: &StepId, moving: Option<&FlowId>) -> Result<(), Refusal> {
    let source = diagram.step(from).ok_or(Refusal::NotThere)?;
    if ends(&source.kind) {
        return Err(Refusal::EndHasNoWayOut);
    }
    if source.for_compensation {
        return Err(Refusal::OnlyToUndo);
    }
    if !is_gateway(&source.kind) && others(diagram, from, moving).next().is_some() {
        return Err(Refusal::OneWayOut);
    }
    Ok(())
}

/// Whether a kind of step may stand in the middle of a flow.
pub fn may_stand_between(kind: &StepKind) -> Result<(), Refusal> {
    match kind {
        kind if begins(kind) => Err(Refusal::StartHasNoWayIn),
        kind if ends(kind) => Err(Refusal::EndHasNoWayOut),
        _ => Ok(()),
    }
}

/// Whether a kind of step stands on the edge of another one.
pub fn stands_on_edge(kind: &StepKind) -> bool {
    matches!(kind, StepKind::Event(event) if matches!(event.at, Stands::Boundary { .. }))
}

/// Whether an event of this kind may stand on the edge of a step.
pub fn may_attach(diagram: &Diagram, host: &StepId) -> bool {
    diagram
        .step(host)
        .is_some_and(process::diagram::Step::may_have_events)
}

/// Whether what leaves a step leads to what undoes its host.
pub fn undoes(kind: &StepKind) -> bool {
    matches!(
        kind,
        StepKind::Event(Happening { at: Stands::Boundary { .. }, triggers, .. })
            if matches!(triggers.as_slice(), [Trigger::Compensation { .. }])
    )
}

/// Nothing leads into it.
pub fn begins(kind: &StepKind) -> bool {
    kind.begins() || is_event_group(kind) || is_link(kind, Stands::Catch)
}

/// It leads nowhere.
pub fn ends(kind: &StepKind) -> bool {
    kind.ends() || is_event_group(kind) || is_link(kind, Stands::Throw)
}

/// A group that begins by an event stands beside the ways, not on one.
fn is_event_group(kind: &StepKind) -> bool {
    matches!(kind, StepKind::SubProcess(group) if group.sort == Sort::Event)
}

fn is_link(kind: &StepKind, at: Stands) -> bool {
    matches!(
        kind,
        StepKind::Event(event)
            if event.at == at && matches!(event.triggers.as_slice(), [Trigger::Link { .. }])
    )
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
