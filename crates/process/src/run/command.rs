//! Wishes: what somebody wants an instance to do. They may be refused.

use super::event::SentMessage;
use crate::id::{IncidentId, JobId, StepId, StepInstanceId, TimerId, UserId, WaitId};
use feel::{Timestamp, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Command {
    /// The only time `decide` knows.
    pub at: Timestamp,
    pub by: Actor,
    #[serde(flatten)]
    pub wish: Wish,
}

/// Who wants something, or did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "actor", rename_all = "camelCase")]
pub enum Actor {
    User {
        user: UserId,
    },
    /// The engine itself: timers and jobs.
    Engine,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "wish",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Wish {
    /// `zone` is the IANA time zone the case counts its days in. Whoever starts it becomes the variable
    /// `requester` (`requester.name`, `requester.email`), so that a mail can go back to them.
    Start {
        answers: BTreeMap<String, Value>,
        zone: String,
        #[serde(default)]
        requester: Option<Requester>,
    },
    CompleteUserTask {
        step_instance: StepInstanceId,
        answers: BTreeMap<String, Value>,
    },
    /// Give a user task to a person, or with `None` back to its candidates.
    AssignUserTask {
        step_instance: StepInstanceId,
        to: Option<UserId>,
    },
    /// `output` is the connector's answer, a context.
    CompleteJob {
        job: JobId,
        output: Value,
    },
    FailJob {
        job: JobId,
        failure: FailureKind,
        message: String,
    },
    FireTimer {
        timer: TimerId,
    },
    /// Try again what an incident stopped: settings are evaluated anew.
    RetryIncident {
        incident: IncidentId,
    },
    Cancel {
        reason: String,
    },
    /// A case begins at these steps: by an event, or as one of several processes of a drawing.
    BeginAt {
        steps: Vec<StepId>,
        values: BTreeMap<String, Value>,
        zone: String,
    },
    /// A message for this case. Nobody waiting for it, it is kept as long as it says.
    Receive {
        message: SentMessage,
    },
    /// A signal for every case.
    Hear {
        signal: String,
        #[serde(default)]
        values: BTreeMap<String, Value>,
    },
    /// Somebody mends or adds data.
    SetVariables {
        values: BTreeMap<String, Value>,
    },
    /// A process that was called is over.
    ReturnCall {
        step_instance: StepInstanceId,
        values: BTreeMap<String, Value>,
    },
    /// A process that was called ended by an error that it did not catch.
    FailCall {
        step_instance: StepInstanceId,
        code: String,
    },
    /// A process that was called escalates, and goes on.
    EscalateCall {
        step_instance: StepInstanceId,
        code: String,
    },
    /// What a step calls cannot be begun, or was stopped by somebody: `message` says why, and a person is asked.
    StopCall {
        step_instance: StepInstanceId,
        message: String,
    },
    /// One more round of a step that is done for each of something, while that may still grow.
    AddRound {
        step_instance: StepInstanceId,
        item: Value,
    },
    /// No more rounds will be added.
    CloseRounds {
        step_instance: StepInstanceId,
    },
    /// A step that its driver held may go on.
    Release {
        step_instance: StepInstanceId,
    },
    /// What is waited for has happened, says whoever drives the case.
    Happen {
        wait: WaitId,
    },
}

/// The person who starts a case, as the case remembers them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requester {
    pub name: String,
    pub email: String,
}

/// Why outside work did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FailureKind {
    /// May pass by itself: tried again.
    Transient,
    /// Will not pass by itself: a person is asked.
    Permanent,
    /// The other side said no for a reason of its business: never tried again by itself.
    Business,
    /// Nobody can tell whether it was done: tried again only where repeating is safe.
    Unknown,
}
