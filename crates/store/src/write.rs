//! The row operations an instance may ask for beside its events: projections for the screens, and the rows that
//! make things happen later. What an event means for them is the engine's business; this only names them.

use crate::id::{ConnectionId, UserId};
use process::run::{Candidate, IncidentReason};
use process::{IncidentId, JobId, StepId, StepInstanceId, TimerId, Timestamp, Value};
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
    RemoveTimer { timer: TimerId },
    OpenJob {
        job: JobId,
        step_instance: StepInstanceId,
        connector: String,
        action: String,
        connection: Option<ConnectionId>,
        input: BTreeMap<String, Value>,
        due: Timestamp,
    },
    /// A failed job is due again; its lease is over.
    RetryJob { job: JobId, due: Timestamp },
    /// A job is over.
    CloseJob { job: JobId },
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
