//! What must happen outside once an event is on disk. Derived from events, never decided separately; replay
//! ignores them.

use super::event::Candidate;
use crate::id::{ConnectionId, JobId, StepId, StepInstanceId, TimerId, UserId};
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
    /// A visit is over: its user task, timers and jobs go with it.
    Release { step_instance: StepInstanceId },
}
