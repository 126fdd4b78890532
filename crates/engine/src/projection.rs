//! What the facts of one step of an instance mean for rows: the lists people see, and what must happen later.

use process::run::{Actor, Effect, Fact, effects};
use process::step::StepKind;
use process::{Definition, Event, Timestamp, UserId};
use store::calling::Caller;
use store::{Errand, VisitEnd, Write};

/// The row changes that go to disk together with `events`, in order.
pub(crate) fn writes(
    definition: &Definition,
    events: &[Event],
    caller: Option<Caller>,
) -> Vec<Write> {
    events
        .iter()
        .flat_map(|event| {
            let later = effects(definition, event).into_iter();
            let later = later.filter(|effect| !lets_go_of_nothing(definition, events, effect));
            shown(event)
                .into_iter()
                .chain(later.filter_map(move |effect| row_of(effect, event, caller)))
                .chain(ended(event, caller))
        })
        .collect()
}

/// A visit that only waited for its job, and is over by its answer, has nothing left to let go of.
fn lets_go_of_nothing(definition: &Definition, events: &[Event], effect: &Effect) -> bool {
    let Effect::Release { step_instance } = effect else {
        return false;
    };
    let only_waited = |event: &Event| match &event.fact {
        Fact::StepCompleted {
            step_instance: over,
            step,
        } => {
            let kind = definition.step(step).map(|step| &step.kind);
            over == step_instance
                && matches!(kind, Some(StepKind::Service(_)))
                && definition.opens_nothing(step)
        }
        _ => false,
    };
    let answered = |event: &Event| matches!(&event.fact, Fact::JobSucceeded { step_instance: by, .. } if by == step_instance);
    events.iter().any(answered) && events.iter().any(only_waited)
}

/// What lists and pages show of an event.
fn shown(event: &Event) -> Option<Write> {
    let at = event.at;
    Some(match &event.fact {
        Fact::StepEntered {
            step_instance,
            step,
            ..
        } => Write::EnterStep {
            step_instance: *step_instance,
            step: step.clone(),
            at,
        },
        Fact::StepCompleted { step_instance, .. } => Write::LeaveStep {
            step_instance: *step_instance,
            end: VisitEnd::Done,
            at,
        },
        Fact::StepTerminated { step_instance, .. } => Write::LeaveStep {
            step_instance: *step_instance,
            end: VisitEnd::Terminated,
            at,
        },
        Fact::UserTaskAnswered { step_instance, by } => Write::AnswerUserTask {
            step_instance: *step_instance,
            by: person(*by),
            at,
        },
        Fact::TimerFired { timer, .. } => Write::RemoveTimer { timer: *timer },
        Fact::IncidentRaised {
            incident,
            step_instance,
            step,
            reason,
            message,
        } => Write::RaiseIncident {
            incident: *incident,
            step_instance: *step_instance,
            step: step.clone(),
            reason: *reason,
            message: message.clone(),
            at,
        },
        Fact::IncidentResolved {
            incident,
            step_instance,
            by,
        } => Write::ResolveIncident {
            incident: *incident,
            step_instance: *step_instance,
            by: person(*by),
            at,
        },
        Fact::Happened {
            timer: Some(timer), ..
        } => Write::RemoveTimer { timer: *timer },
        // The instance's own row is made from its state; the rest is only history, or an effect.
        _ => return None,
    })
}

/// The row by which an effect happens, once it is committed.
fn row_of(effect: Effect, event: &Event, caller: Option<Caller>) -> Option<Write> {
    let at = event.at;
    Some(match effect {
        Effect::OpenUserTask {
            step_instance,
            step,
            title,
            instructions,
            candidate,
            due,
        } => Write::OpenUserTask {
            step_instance,
            step,
            title,
            instructions,
            candidate,
            due,
            at,
        },
        Effect::AssignUserTask { step_instance, to } => Write::AssignUserTask { step_instance, to },
        Effect::SetTimer {
            timer,
            step_instance,
            due,
        } => Write::SetTimer {
            timer,
            step_instance,
            due,
        },
        Effect::OpenJob {
            job,
            step_instance,
            connector,
            action,
            connection,
            input,
            due,
        } => Write::OpenJob {
            job,
            step_instance,
            connector,
            action,
            connection,
            input,
            due,
            leased_until: None,
        },
        Effect::RetryJob { job, due } => Write::RetryJob { job, due },
        Effect::CloseJob { job } => Write::CloseJob { job },
        Effect::Release { step_instance } => Write::Release { step_instance, at },
        Effect::DropTimer { timer } => Write::RemoveTimer { timer },
        Effect::Listen {
            wait,
            step_instance,
            step,
            what,
        } => Write::Listen {
            wait,
            step_instance,
            step,
            what,
            at,
        },
        Effect::ListenOn { wait } => Write::ListenOn { wait, at },
        Effect::StopListening { wait } => Write::StopListening { wait },
        Effect::StopAllListening { step_instance } => Write::StopAllListening { step_instance },
        Effect::Broadcast { name } => Write::Broadcast { signal: name, at },
        Effect::SendMessage { message } => Write::SendMessage { message, at },
        Effect::ToCaller { code, error: true } => {
            return to_caller(caller, Errand::FailCall { code }, at);
        }
        Effect::ToCaller { code, error: false } => {
            return to_caller(caller, Errand::EscalateCall { code }, at);
        }
        Effect::Call {
            step_instance,
            process,
            binding,
            variables,
        } => Write::Post {
            to: None,
            step_instance,
            errand: Errand::Call {
                process,
                binding,
                variables,
            },
            at,
        },
        Effect::DropCall { step_instance } => Write::DropCall { step_instance, at },
    })
}

/// What a case that was called tells the one that called it.
fn to_caller(caller: Option<Caller>, errand: Errand, at: Timestamp) -> Option<Write> {
    caller.map(|caller| Write::Post {
        to: Some(caller.instance),
        step_instance: caller.step_instance,
        errand,
        at,
    })
}

/// A case that was called comes to its end.
fn ended(event: &Event, caller: Option<Caller>) -> Option<Write> {
    let errand = match &event.fact {
        Fact::InstanceCompleted => Errand::ReturnCall,
        Fact::InstanceCancelled { reason, .. } => Errand::StopCall {
            message: format!("The case that this step called was cancelled: {reason}"),
        },
        _ => return None,
    };
    to_caller(caller, errand, event.at)
}
fn person(actor: Actor) -> Option<UserId> {
    match actor {
        Actor::User { user } => Some(user),
        Actor::Engine => None,
    }
}
