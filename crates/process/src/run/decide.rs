//! The whole semantics of a running process: which facts follow from a wish.
//!
//! It works on a scratch copy and applies each event as it emits it, so a chain of steps without a wait is one call.
//! Nothing is changed by a rejection.

use super::command::{Command, Wish};
use super::event::Event;
use super::rejection::Rejection;
use super::scratch::Scratch;
use super::state::State;
use super::{cancel, incident, job, start, timer, user_task};
use crate::definition::Definition;

/// The facts that follow from a command. No events at all is an answer too: what was wished is already so.
pub fn decide(
    definition: &Definition,
    state: &State,
    command: &Command,
) -> Result<Vec<Event>, Rejection> {
    let mut scratch = Scratch::new(definition, state, command);
    if !matches!(command.wish, Wish::Start { .. }) {
        scratch.must_be_running()?;
    }
    match &command.wish {
        Wish::Start {
            answers,
            zone,
            requester,
        } => start::start(&mut scratch, answers, zone, requester.as_ref())?,
        Wish::CompleteUserTask {
            step_instance,
            answers,
        } => user_task::complete(&mut scratch, *step_instance, answers)?,
        Wish::AssignUserTask { step_instance, to } => {
            user_task::assign(&mut scratch, *step_instance, *to)?;
        }
        Wish::CompleteJob { job, output } => job::complete(&mut scratch, *job, output)?,
        Wish::FailJob {
            job,
            failure,
            message,
        } => job::fail(&mut scratch, *job, *failure, message)?,
        Wish::FireTimer { timer } => timer::fire(&mut scratch, *timer)?,
        Wish::RetryIncident { incident } => incident::retry(&mut scratch, *incident)?,
        Wish::Cancel { reason } => cancel::cancel(&mut scratch, reason)?,
    }
    scratch.run();
    Ok(scratch.into_events())
}
