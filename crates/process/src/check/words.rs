//! What the checker says, in the names its reader gave.

use super::Kind;
use super::moves::Move;
use crate::diagram::{Diagram, Flow};
use crate::id::{FlowId, StepId};
use crate::problem::rules::{named, quoted};
use crate::run::{State, Wish};
use crate::step::StepKind;

/// A step by its name.
pub(super) fn step(diagram: &Diagram, id: &StepId) -> String {
    diagram.step(id).map_or_else(|| quoted(id.as_str()), named)
}

/// “a”, “b” and “c”.
pub(super) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The beginning of a sentence: when a step is left by these of its ways.
pub(super) fn when_taken(diagram: &Diagram, at: &StepId, ways: &[FlowId]) -> String {
    let at_name = step(diagram, at);
    let ways: Vec<&Flow> = ways.iter().filter_map(|way| diagram.flow(way)).collect();
    let several = diagram
        .step(at)
        .is_some_and(|step| !matches!(step.kind, StepKind::Decide));
    if let [way] = ways.as_slice() {
        let label = way.label.trim();
        let condition = way.condition.as_deref().map_or("", str::trim);
        if !label.is_empty() && several {
            return format!("If {at_name} takes only the way {}", quoted(label));
        }
        if !label.is_empty() {
            return format!("If {at_name} says {}", quoted(label));
        }
        if !condition.is_empty() {
            let only = if several { "only " } else { "" };
            return format!("If at {at_name} {only}{} is true", quoted(condition));
        }
        if way.otherwise {
            return format!("If no condition of {at_name} is true");
        }
    }
    let targets: Vec<String> = ways.iter().map(|way| step(diagram, &way.to)).collect();
    let only = if several { "only " } else { "" };
    format!("If {at_name} leads {only}to {}", list(&targets))
}

/// What a command makes happen.
pub(super) fn happened(diagram: &Diagram, state: &State, wanted: &Move) -> String {
    match &wanted.command.wish {
        Wish::Release { step_instance } => {
            let visit = state.active.get(step_instance);
            let name = visit.map_or_else(String::new, |visit| step(diagram, &visit.step));
            match &wanted.ways {
                None => format!("{name} is done"),
                Some((_, ways)) => {
                    let ways = ways.iter().filter_map(|way| diagram.flow(way));
                    let said: Vec<String> = ways.map(|way| way_name(diagram, way)).collect();
                    format!("{name} leads to {}", list(&said))
                }
            }
        }
        Wish::Happen { wait } => match state.waits.get(wait) {
            Some(wait) => format!("{} happens", step(diagram, &wait.step)),
            None => String::new(),
        },
        Wish::BeginAt { steps, .. } => {
            let names: Vec<String> = steps.iter().map(|id| step(diagram, id)).collect();
            format!("A case begins at {}", list(&names))
        }
        _ => "A case begins".to_owned(),
    }
}

fn way_name(diagram: &Diagram, way: &Flow) -> String {
    let to = step(diagram, &way.to);
    match way.label.trim() {
        "" => to,
        label => format!("{to} ({})", quoted(label)),
    }
}

/// What is wrong, where it is not known how it comes about.
pub(super) fn in_short(diagram: &Diagram, kind: Kind, at: Option<&StepId>) -> String {
    let at = at.map_or_else(|| "a step".to_owned(), |at| step(diagram, at));
    match kind {
        Kind::Stuck | Kind::NeverFires | Kind::LeftOver => {
            format!("In some cases this waits for ever at {at}.")
        }
        Kind::DoneTwice => format!("In some cases {at} is done twice at the same time."),
        Kind::MoreAndMore => {
            format!("In some cases {at} is begun again and again before it is done.")
        }
        Kind::DeadStep => format!("No case ever gets to {at}."),
        Kind::EndlessLoop => format!("In some cases this goes round for ever at {at}."),
        Kind::BusyLoop => format!("A case that goes round at {at} may never stop."),
        Kind::Uncaught => {
            format!("In some cases {at} stops a case with an error that nothing catches.")
        }
    }
}
