//! Wishes: what somebody wants an instance to do. They may be refused.

use crate::id::{IncidentId, JobId, StepInstanceId, TimerId, UserId};
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
