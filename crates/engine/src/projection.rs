//! What the facts of one step of an instance mean for rows: the lists people see, and what must happen later.

use process::run::{Actor, Effect, Fact, effects};
use process::{Definition, Event, UserId};
use store::{VisitEnd, Write};

/// The row changes that go to disk together with `events`, in order.
pub(crate) fn writes(definition: &Definition, events: &[Event]) -> Vec<Write> {
    events
        .iter()
        .flat_map(|event| {
            let later = effects(definition, event).into_iter();
            shown(event)
                .into_iter()
                .chain(later.filter_map(|effect| row_of(effect, event)))
        })
        .collect()
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
fn row_of(effect: Effect, event: &Event) -> Option<Write> {
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
            at: event.at,
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
        },
        Effect::RetryJob { job, due } => Write::RetryJob { job, due },
        Effect::CloseJob { job } => Write::CloseJob { job },
        Effect::Release { step_instance } => Write::Release {
            step_instance,
            at: event.at,
        },
        Effect::DropTimer { timer } => Write::RemoveTimer { timer },
        // A process that would need these is not published: see the rule `cannot-run`.
        Effect::Broadcast { .. }
        | Effect::SendMessage { .. }
        | Effect::ToCaller { .. }
        | Effect::Call { .. } => {
            return None;
        }
    })
}

fn person(actor: Actor) -> Option<UserId> {
    match actor {
        Actor::User { user } => Some(user),
        Actor::Engine => None,
    }
}
