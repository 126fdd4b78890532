//! What must happen outside once an event is on disk.

use super::effect::Effect;
use super::event::{Awaited, Event, Fact};
use crate::definition::Definition;
use crate::id::{StepId, StepInstanceId};
use crate::step::StepKind;

pub fn effects(definition: &Definition, event: &Event) -> Vec<Effect> {
    match &event.fact {
        Fact::UserTaskOpened {
            step_instance,
            step,
            candidate,
            instructions,
            due,
        } => vec![Effect::OpenUserTask {
            step_instance: *step_instance,
            step: step.clone(),
            title: definition
                .step(step)
                .map_or_else(|| step.to_string(), |step| step.title().to_owned()),
            instructions: instructions.clone(),
            candidate: candidate.clone(),
            due: *due,
        }],
        Fact::UserTaskAssigned {
            step_instance, to, ..
        } => vec![Effect::AssignUserTask {
            step_instance: *step_instance,
            to: *to,
        }],
        Fact::TimerSet {
            timer,
            step_instance,
            due,
            replaces,
        } => {
            let dropped = replaces.map(|timer| Effect::DropTimer { timer });
            let set = Effect::SetTimer {
                timer: *timer,
                step_instance: *step_instance,
                due: *due,
            };
            dropped.into_iter().chain([set]).collect()
        }
        Fact::JobOpened {
            job,
            step_instance,
            connector,
            action,
            connection,
            input,
        } => vec![Effect::OpenJob {
            job: *job,
            step_instance: *step_instance,
            connector: connector.clone(),
            action: action.clone(),
            connection: *connection,
            input: input.clone(),
            due: event.at,
        }],
        Fact::JobFailed {
            job,
            retry_at: Some(due),
            ..
        } => vec![Effect::RetryJob {
            job: *job,
            due: *due,
        }],
        Fact::JobSucceeded { job, .. } | Fact::JobFailed { job, .. } => {
            vec![Effect::CloseJob { job: *job }]
        }
        Fact::StepCompleted {
            step_instance,
            step,
        }
        | Fact::StepTerminated {
            step_instance,
            step,
        } => left(definition, *step_instance, step),
        Fact::Awaited {
            owner,
            what: Awaited::Timer { timer, due, .. },
            ..
        } => vec![Effect::SetTimer {
            timer: *timer,
            step_instance: *owner,
            due: *due,
        }],
        Fact::Awaited {
            wait,
            owner,
            step,
            what: what @ (Awaited::Message { .. } | Awaited::Signal { .. }),
        } => vec![Effect::Listen {
            wait: *wait,
            step_instance: *owner,
            step: step.clone(),
            what: what.clone(),
        }],
        Fact::WaitDropped {
            timer: Some(timer), ..
        } => vec![Effect::DropTimer { timer: *timer }],
        Fact::Happened {
            wait,
            timer: None,
            again: true,
            ..
        } => vec![Effect::ListenOn { wait: *wait }],
        Fact::WaitDropped { wait, timer: None }
        | Fact::Happened {
            wait, timer: None, ..
        } => vec![Effect::StopListening { wait: *wait }],
        Fact::SignalSent { name, .. } => vec![Effect::Broadcast { name: name.clone() }],
        Fact::MessageSent { message, .. } => vec![Effect::SendMessage {
            message: message.clone(),
        }],
        Fact::CallOpened {
            step_instance,
            process,
            binding,
            variables,
            ..
        } => vec![Effect::Call {
            step_instance: *step_instance,
            process: process.clone(),
            binding: *binding,
            variables: variables.clone(),
        }],
        Fact::ErrorThrown {
            code,
            caught_by: None,
            ..
        } => vec![Effect::ToCaller {
            code: code.clone(),
            error: true,
        }],
        Fact::EscalationThrown {
            code,
            caught_by: None,
            ..
        } => vec![Effect::ToCaller {
            code: code.clone(),
            error: false,
        }],
        Fact::InstanceStarted { .. }
        | Fact::ScopeOpened { .. }
        | Fact::TokensRemoved { .. }
        | Fact::Awaited { .. }
        | Fact::Happened { .. }
        | Fact::RoundsPlanned { .. }
        | Fact::RoundAdded { .. }
        | Fact::RoundsClosed { .. }
        | Fact::RoundDone { .. }
        | Fact::WentOn { .. }
        | Fact::UndoNoted { .. }
        | Fact::UndoBegun { .. }
        | Fact::UndoneNext { .. }
        | Fact::GateChanged { .. }
        | Fact::JoinReleased { .. }
        | Fact::TransactionCancelled { .. }
        | Fact::ErrorThrown { .. }
        | Fact::EscalationThrown { .. }
        | Fact::MessageKept { .. }
        | Fact::MessageGone { .. }
        | Fact::CallReturned { .. }
        | Fact::StepHeld { .. }
        | Fact::StepReleased { .. }
        | Fact::StepsQueued { .. }
        | Fact::QueueAdvanced { .. }
        | Fact::VariablesSet { .. }
        | Fact::StepEntered { .. }
        | Fact::FlowTaken { .. }
        | Fact::TableDecided { .. }
        | Fact::UserTaskAnswered { .. }
        | Fact::TimerFired { .. }
        | Fact::IncidentRaised { .. }
        | Fact::IncidentResolved { .. }
        | Fact::InstanceCompleted
        | Fact::InstanceCancelled { .. } => Vec::new(),
    }
}

fn left(definition: &Definition, step_instance: StepInstanceId, step: &StepId) -> Vec<Effect> {
    let mut effects = Vec::new();
    // Steps that never open anything outside have nothing to let go of.
    let opens = match definition.step(step).map(|step| &step.kind) {
        Some(
            StepKind::Start(_)
            | StepKind::Decide
            | StepKind::DecideByTable(_)
            | StepKind::Parallel
            | StepKind::Inclusive
            | StepKind::Complex(_)
            | StepKind::End,
        ) => !definition.opens_nothing(step),
        _ => true,
    };
    if opens {
        effects.push(Effect::Release { step_instance });
    }
    if definition.listens(step) {
        effects.push(Effect::StopAllListening { step_instance });
    }
    if definition.calls(step) {
        effects.push(Effect::DropCall { step_instance });
    }
    effects
}
