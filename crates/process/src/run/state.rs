//! Where an instance stands. A cache of its events: fold them and it is the same, to the byte.

use super::command::Actor;
use super::event::{Awaited, Candidate, IncidentReason, SentMessage, Undoable};
use crate::id::{FlowId, IncidentId, JobId, StepId, StepInstanceId, TimerId, UserId, WaitId};
use feel::{Timestamp, Value};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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
    /// What is done inside visits: each has variables, and perhaps tokens, of its own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scopes: BTreeMap<StepInstanceId, Scope>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub waits: BTreeMap<WaitId, Wait>,
    /// What the case itself has done that can be undone, in the order of completion.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undoable: Vec<Undoable>,
    /// Gateways that have gone on by some of their ways and wait for the others.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub gates: BTreeMap<StepId, BTreeSet<FlowId>>,
    /// Messages that nobody waits for yet, with the moment they are kept until.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<(SentMessage, Timestamp)>,
}

/// What belongs to a visit in which other steps are at work, or which has variables of its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Scope {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tokens: BTreeMap<FlowId, u32>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<String, Value>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undoable: Vec<Undoable>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub gates: BTreeMap<StepId, BTreeSet<FlowId>>,
    /// Steps that are done one after the other, and have not had their turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub queue: Vec<StepId>,
}

/// Something the case waits for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wait {
    pub owner: StepInstanceId,
    pub step: StepId,
    pub what: Awaited,
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
    /// The visit it happens in.
    #[serde(default, skip_serializing_if = "is_root")]
    pub scope: StepInstanceId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes_for: Option<StepInstanceId>,
}

fn is_root(scope: &StepInstanceId) -> bool {
    *scope == StepInstanceId::ROOT
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
    /// Steps are at work inside it; when it is cancelled, those that undo it.
    Inside {
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        cancelled: bool,
    },
    /// It is done in rounds.
    Repeating(Box<Rounds>),
    /// What was done is being undone, the last of these next.
    Undoing {
        rest: Vec<Undoable>,
        /// Because a transaction is cancelled.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        cancels: bool,
    },
    /// Something must happen first; see [`State::waits`].
    AwaitingEvent,
    AwaitingCall,
    /// Held by whoever drives the case.
    Held,
    Stuck {
        incident: IncidentId,
        reason: IncidentReason,
        /// What a connector answered, kept when only taking values from it failed: the work is not done twice.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "super::event::there"
        )]
        answer: Option<Value>,
        /// What it goes back to when somebody has mended it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Box<Doing>>,
    },
}

/// How far a repeated step is. What was begun is done, stopped or still at work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rounds {
    /// None: not known beforehand.
    pub total: Option<u64>,
    pub begun: u64,
    pub done: u64,
    pub stopped: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Value>,
    /// By round, what it came to.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub results: BTreeMap<u64, Value>,
    /// No more can be added.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// The way has gone on already.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub went_on: bool,
}

impl Rounds {
    pub fn live(&self) -> u64 {
        self.begun.saturating_sub(self.done + self.stopped)
    }
}
