//! What must happen outside once an event is on disk. Derived from events, never decided separately; replay
//! ignores them.

use super::event::{Awaited, Candidate, SentMessage};
use crate::id::{ConnectionId, JobId, StepId, StepInstanceId, TimerId, UserId, WaitId};
use crate::step::Binding;
use feel::{Timestamp, Value};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    OpenUserTask {
        step_instance: StepInstanceId,
        step: StepId,
        /// The step's name.
        title: String,
        instructions: String,
        candidate: Candidate,
        due: Option<Timestamp>,
    },
    AssignUserTask {
        step_instance: StepInstanceId,
        to: Option<UserId>,
    },
    SetTimer {
        timer: TimerId,
        step_instance: StepInstanceId,
        due: Timestamp,
    },
    OpenJob {
        job: JobId,
        step_instance: StepInstanceId,
        connector: String,
        action: String,
        connection: Option<ConnectionId>,
        input: BTreeMap<String, Value>,
        due: Timestamp,
    },
    /// A failed job is due again.
    RetryJob { job: JobId, due: Timestamp },
    /// A job is over: it succeeded, or it is given up and an incident stands in its place.
    CloseJob { job: JobId },
    /// A timer is no longer needed.
    DropTimer { timer: TimerId },
    /// Every case, also of other processes, that waits for this signal goes on.
    Broadcast { name: String },
    /// Whoever waits for this message goes on, or a case begins.
    SendMessage { message: SentMessage },
    /// Nothing in this case catches it: whoever called this case may.
    ToCaller { code: String, error: bool },
    /// Another process is begun on behalf of a visit.
    Call {
        step_instance: StepInstanceId,
        process: String,
        binding: Binding,
        variables: BTreeMap<String, Value>,
    },
    /// A visit that called a process is over: what it called is stopped, if it still runs.
    DropCall { step_instance: StepInstanceId },
    /// A message or a signal is waited for from now on.
    Listen {
        wait: WaitId,
        step_instance: StepInstanceId,
        step: StepId,
        what: Awaited,
    },
    /// What was waited for has come and may come again: what lies there already may be next.
    ListenOn { wait: WaitId },
    /// It is no longer waited for.
    StopListening { wait: WaitId },
    /// Nothing is waited for on behalf of this visit any more.
    StopAllListening { step_instance: StepInstanceId },
    /// A visit is over: its user task, timers and jobs go with it.
    Release { step_instance: StepInstanceId },
}
