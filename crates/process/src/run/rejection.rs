//! A wish refused: what the caller got wrong. Nothing has changed.

use crate::id::{IncidentId, JobId, StepId, StepInstanceId, TimerId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "rejection",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Rejection {
    AlreadyStarted,
    /// The case is completed, cancelled or was never started.
    NotRunning,
    /// Completed by someone else, or cancelled, in the meantime; or never there.
    NoSuchUserTask {
        step_instance: StepInstanceId,
    },
    /// Another person has claimed it.
    HeldBySomeoneElse {
        step_instance: StepInstanceId,
    },
    NoSuchJob {
        job: JobId,
    },
    NoSuchTimer {
        timer: TimerId,
    },
    /// A timer is fired before it is due.
    TooEarly {
        timer: TimerId,
    },
    NoSuchIncident {
        incident: IncidentId,
    },
    InvalidAnswers {
        answers: Vec<InvalidAnswer>,
    },
    ReasonMissing,
    /// The time zone of a start is not one.
    UnknownZone {
        zone: String,
    },
    /// The definition does not have this step: the wrong version was loaded.
    NoSuchStep {
        step: StepId,
    },
    /// The definition has no start.
    NoStart,
    /// Nothing in the case waits for this.
    NobodyWaits,
    /// Nothing is held or called here any more, or no rounds can be added.
    NotWaiting {
        step_instance: StepInstanceId,
    },
}

/// What is wrong with one answer of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvalidAnswer {
    /// The field's key.
    pub field: String,
    /// A sentence: what is wrong and what to do.
    pub message: String,
}
