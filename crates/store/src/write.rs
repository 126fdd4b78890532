//! The row operations an instance may ask for beside its events: projections for the screens, and the rows that
//! make things happen later. What an event means for them is the engine's business; this only names them.

use crate::id::{ConnectionId, InstanceId, UserId};
use crate::outbox::Errand;
use process::run::{Awaited, Candidate, IncidentReason, SentMessage};
use process::{IncidentId, JobId, StepId, StepInstanceId, TimerId, Timestamp, Value, WaitId};
use std::collections::BTreeMap;

/// One change to a row of the committing instance. They happen in the order they stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// A visit to a step begins: status active.
    EnterStep {
        step_instance: StepInstanceId,
        step: StepId,
        at: Timestamp,
    },
    /// A visit ends, done or terminated. It releases nothing by itself, see [`Write::Release`].
    LeaveStep {
        step_instance: StepInstanceId,
        end: VisitEnd,
        at: Timestamp,
    },
    OpenUserTask {
        step_instance: StepInstanceId,
        step: StepId,
        title: String,
        instructions: String,
        candidate: Candidate,
        due: Option<Timestamp>,
        at: Timestamp,
    },
    AssignUserTask {
        step_instance: StepInstanceId,
        to: Option<UserId>,
    },
    /// Closes an open user task as answered.
    AnswerUserTask {
        step_instance: StepInstanceId,
        by: Option<UserId>,
        at: Timestamp,
    },
    SetTimer {
        timer: TimerId,
        step_instance: StepInstanceId,
        due: Timestamp,
    },
    /// A timer has fired, or is not needed any more.
    RemoveTimer {
        timer: TimerId,
    },
    OpenJob {
        job: JobId,
        step_instance: StepInstanceId,
        connector: String,
        action: String,
        connection: Option<ConnectionId>,
        input: BTreeMap<String, Value>,
        due: Timestamp,
        /// It is leased as it is opened, with token [`crate::job::FIRST_TOKEN`], until then.
        leased_until: Option<Timestamp>,
    },
    /// A failed job is due again; its lease is over.
    RetryJob {
        job: JobId,
        due: Timestamp,
    },
    /// A job is over.
    CloseJob {
        job: JobId,
    },
    /// The visit becomes failed until the incident is resolved.
    RaiseIncident {
        incident: IncidentId,
        step_instance: StepInstanceId,
        step: StepId,
        reason: IncidentReason,
        message: String,
        at: Timestamp,
    },
    /// The visit becomes active again.
    ResolveIncident {
        incident: IncidentId,
        step_instance: StepInstanceId,
        by: Option<UserId>,
        at: Timestamp,
    },
    /// A message or a signal is waited for.
    Listen {
        wait: WaitId,
        step_instance: StepInstanceId,
        step: StepId,
        what: Awaited,
        at: Timestamp,
    },
    /// What was waited for has come, and may come again.
    ListenOn {
        wait: WaitId,
        at: Timestamp,
    },
    StopListening {
        wait: WaitId,
    },
    /// Nothing is waited for on behalf of this visit any more.
    StopAllListening {
        step_instance: StepInstanceId,
    },
    SendMessage {
        message: SentMessage,
        at: Timestamp,
    },
    /// A signal for everyone who waits for it now.
    Broadcast {
        signal: String,
        at: Timestamp,
    },
    /// Something to be done with a visit of this case, or of another one.
    Post {
        to: Option<InstanceId>,
        step_instance: StepInstanceId,
        errand: Errand,
        at: Timestamp,
    },
    /// A visit is over: what it wanted to call is not called, and what it called is cancelled.
    DropCall {
        step_instance: StepInstanceId,
        at: Timestamp,
    },
    /// A visit is over: its open user task is withdrawn, its timers and jobs are removed, its incidents closed.
    Release {
        step_instance: StepInstanceId,
        at: Timestamp,
    },
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitEnd {
    Done,
    Terminated,
}
