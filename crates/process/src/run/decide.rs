//! The whole semantics of a running process: which facts follow from a wish.
//!
//! Each event is applied as it is emitted, so a chain of steps without a wait is one call. What refuses a wish does so
//! before its first event: nothing is changed by a rejection.

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
    advance(definition, &mut state.clone(), command)
}

/// Decides, and leaves the state as the events make it: for whoever goes on from there. The same as [`decide`] and then
/// [`apply`](super::apply()) for each event, without copying the state or folding twice.
pub fn advance(
    definition: &Definition,
    state: &mut State,
    command: &Command,
) -> Result<Vec<Event>, Rejection> {
    advance_with(definition, state, command, None)
}

/// The same, with a driver in place of the outside world.
pub fn drive(
    definition: &Definition,
    state: &mut State,
    command: &Command,
    driver: &Driver,
) -> Result<Vec<Event>, Rejection> {
    advance_with(definition, state, command, Some(driver))
}

fn advance_with(
    definition: &Definition,
    state: &mut State,
    command: &Command,
    driver: Option<&Driver>,
) -> Result<Vec<Event>, Rejection> {
    let mut scratch = Scratch::new(definition, state, command, driver);
    let wished = wish(&mut scratch, command);
    debug_assert!(
        wished.is_ok() || !scratch.has_emitted(),
        "a wish is refused before its first event"
    );
    wished?;
    scratch.run();
    Ok(scratch.into_events())
}

fn wish(scratch: &mut Scratch<'_>, command: &Command) -> Result<(), Rejection> {
    if !matches!(command.wish, Wish::Start { .. } | Wish::BeginAt { .. }) {
        scratch.must_be_running()?;
    }
    match &command.wish {
        Wish::Start {
            answers,
            zone,
            requester,
        } => start::start(scratch, answers, zone, requester.as_ref())?,
        Wish::CompleteUserTask {
            step_instance,
            answers,
        } => user_task::complete(scratch, *step_instance, answers)?,
        Wish::AssignUserTask { step_instance, to } => {
            user_task::assign(scratch, *step_instance, *to)?;
        }
        Wish::CompleteJob { job, output } => job::complete(scratch, *job, output)?,
        Wish::FailJob {
            job,
            failure,
            message,
        } => job::fail(scratch, *job, *failure, message)?,
        Wish::FireTimer { timer } => timer::fire(scratch, *timer)?,
        Wish::RetryIncident { incident } => incident::retry(scratch, *incident)?,
        Wish::Cancel { reason } => cancel::cancel(scratch, reason)?,
        Wish::BeginAt {
            steps,
            values,
            zone,
        } => start::begin_at(scratch, steps, values, zone)?,
        Wish::Receive { message } => hearing::receive(scratch, message)?,
        Wish::Hear { signal, values } => hearing::hear(scratch, signal, values),
        Wish::SetVariables { values } => hearing::set_variables(scratch, values),
        Wish::ReturnCall {
            step_instance,
            values,
        } => step::calling::returned(scratch, *step_instance, values)?,
        Wish::FailCall {
            step_instance,
            code,
        } => step::calling::failed(scratch, *step_instance, code)?,
        Wish::EscalateCall {
            step_instance,
            code,
        } => step::calling::escalated(scratch, *step_instance, code)?,
        Wish::StopCall {
            step_instance,
            message,
        } => step::calling::stopped(scratch, *step_instance, message)?,
        Wish::AddRound {
            step_instance,
            item,
        } => hearing::add_round(scratch, *step_instance, item)?,
        Wish::CloseRounds { step_instance } => {
            hearing::close_rounds(scratch, *step_instance)?;
        }
        Wish::Release { step_instance } => hearing::release(scratch, *step_instance)?,
        Wish::Happen { wait } => awaiting::happen(scratch, *wait)?,
    }
    Ok(())
}
