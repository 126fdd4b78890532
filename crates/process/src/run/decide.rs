//! The whole semantics of a running process: which facts follow from a wish.
//!
//! It works on a scratch copy and applies each event as it emits it, so a chain of steps without a wait is one call.
//! Nothing is changed by a rejection.

use super::command::{Command, Wish};
use super::driver::Driver;
use super::event::Event;
use super::rejection::Rejection;
use super::scratch::Scratch;
use super::state::State;
use super::{awaiting, hearing, step};
use super::{cancel, incident, job, start, timer, user_task};
use crate::definition::Definition;

/// The facts that follow from a command. No events at all is an answer too: what was wished is already so.
pub fn decide(
    definition: &Definition,
    state: &State,
    command: &Command,
) -> Result<Vec<Event>, Rejection> {
    decide_with(definition, state, command, None)
}

/// The same, with a driver in place of the outside world.
pub fn drive(
    definition: &Definition,
    state: &State,
    command: &Command,
    driver: &Driver,
) -> Result<Vec<Event>, Rejection> {
    decide_with(definition, state, command, Some(driver))
}

fn decide_with(
    definition: &Definition,
    state: &State,
    command: &Command,
    driver: Option<&Driver>,
) -> Result<Vec<Event>, Rejection> {
    let mut scratch = Scratch::new(definition, state, command, driver);
    if !matches!(command.wish, Wish::Start { .. } | Wish::BeginAt { .. }) {
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
        Wish::BeginAt {
            steps,
            values,
            zone,
        } => start::begin_at(&mut scratch, steps, values, zone)?,
        Wish::Receive { message } => hearing::receive(&mut scratch, message)?,
        Wish::Hear { signal, values } => hearing::hear(&mut scratch, signal, values),
        Wish::SetVariables { values } => hearing::set_variables(&mut scratch, values),
        Wish::ReturnCall {
            step_instance,
            values,
        } => step::calling::returned(&mut scratch, *step_instance, values)?,
        Wish::FailCall {
            step_instance,
            code,
        } => step::calling::failed(&mut scratch, *step_instance, code)?,
        Wish::EscalateCall {
            step_instance,
            code,
        } => step::calling::escalated(&mut scratch, *step_instance, code)?,
        Wish::StopCall {
            step_instance,
            message,
        } => step::calling::stopped(&mut scratch, *step_instance, message)?,
        Wish::AddRound {
            step_instance,
            item,
        } => hearing::add_round(&mut scratch, *step_instance, item)?,
        Wish::CloseRounds { step_instance } => {
            hearing::close_rounds(&mut scratch, *step_instance)?;
        }
        Wish::Release { step_instance } => hearing::release(&mut scratch, *step_instance)?,
        Wish::Happen { wait } => awaiting::happen(&mut scratch, *wait)?,
    }
    scratch.run();
    Ok(scratch.into_events())
}
