//! Where an instance stands. A cache of its events: fold them and it is the same, to the byte.

use super::command::Actor;
use super::event::{Candidate, IncidentReason};
use crate::id::{FlowId, IncidentId, JobId, StepId, StepInstanceId, TimerId, UserId};
use feel::{Timestamp, Value};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub status: Status,
    pub started_by: Option<Actor>,
    pub zone: String,
    /// The highest number given to anything inside this instance.
    pub last_id: u64,
    /// Taken flows whose token no step has consumed yet (waiting at a join).
    pub tokens: BTreeMap<FlowId, u32>,
    /// Visits that have begun and not ended.
    pub active: BTreeMap<StepInstanceId, StepInstance>,
    pub variables: BTreeMap<String, Value>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    #[default]
    New,
    Active,
    Completed,
    Cancelled,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepInstance {
    pub step: StepId,
    pub entered_at: Timestamp,
    pub doing: Doing,
}

/// What an active visit is waiting for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "doing",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Doing {
    /// Just entered; ends within the same command, or turns into one of the others.
    Passing,
    /// The connector has answered and values are being taken from it; ends within the same command too.
    Answered {
        output: Value,
    },
    AwaitingPerson {
        candidate: Candidate,
        assignee: Option<UserId>,
        due: Option<Timestamp>,
    },
    AwaitingTimer {
        timer: TimerId,
        due: Timestamp,
    },
    AwaitingJob {
        job: JobId,
        /// Attempts that have failed so far.
        failed_attempts: u32,
        retry_at: Option<Timestamp>,
    },
    Stuck {
        incident: IncidentId,
        reason: IncidentReason,
        /// What a connector answered, kept when only taking values from it failed: the work is not done twice.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "there"
        )]
        answer: Option<Value>,
    },
}

/// An answer that is there may itself be nothing, which is not the same as no answer.
fn there<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}
