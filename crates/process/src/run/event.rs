//! Facts: what happened to an instance.
//!
//! **A format for ever.** Saved logs fold in every later version, so this changes by addition only.

use super::command::{Actor, FailureKind};
use crate::id::{ConnectionId, FlowId, IncidentId, JobId, StepId, StepInstanceId, TimerId, UserId};
use crate::step::Role;
use feel::{Timestamp, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub at: Timestamp,
    #[serde(flatten)]
    pub fact: Fact,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "fact",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Fact {
    InstanceStarted {
        by: Actor,
        zone: String,
    },
    /// `step_instance` is the visit that set them.
    VariablesSet {
        step_instance: StepInstanceId,
        values: BTreeMap<String, Value>,
    },
    /// A visit begins. Takes one token from each flow in `via`.
    StepEntered {
        step_instance: StepInstanceId,
        step: StepId,
        via: Vec<FlowId>,
    },
    StepCompleted {
        step_instance: StepInstanceId,
        step: StepId,
    },
    /// A visit ended without completing, because the case was cancelled.
    StepTerminated {
        step_instance: StepInstanceId,
        step: StepId,
    },
    /// Puts one token on a flow.
    FlowTaken {
        flow: FlowId,
    },
    /// A table was asked. `rules` are those whose results count, from 0; none where no rule fits. `looked_at` holds a
    /// value for each input of the table.
    TableDecided {
        step_instance: StepInstanceId,
        rules: Vec<usize>,
        looked_at: Vec<Value>,
    },
    UserTaskOpened {
        step_instance: StepInstanceId,
        step: StepId,
        /// Who may answer.
        candidate: Candidate,
        /// What is asked, values inserted.
        instructions: String,
        due: Option<Timestamp>,
    },
    UserTaskAssigned {
        step_instance: StepInstanceId,
        by: Actor,
        to: Option<UserId>,
    },
    UserTaskAnswered {
        step_instance: StepInstanceId,
        by: Actor,
    },
    TimerSet {
        timer: TimerId,
        step_instance: StepInstanceId,
        due: Timestamp,
    },
    TimerFired {
        timer: TimerId,
        step_instance: StepInstanceId,
    },
    JobOpened {
        job: JobId,
        step_instance: StepInstanceId,
        connector: String,
        action: String,
        connection: Option<ConnectionId>,
        /// The settings, values inserted.
        input: BTreeMap<String, Value>,
    },
    JobSucceeded {
        job: JobId,
        step_instance: StepInstanceId,
        output: Value,
    },
    JobFailed {
        job: JobId,
        step_instance: StepInstanceId,
        /// Which attempt this was, from 1.
        attempt: u32,
        failure: FailureKind,
        message: String,
        /// When it is tried again; none means a person is asked.
        retry_at: Option<Timestamp>,
    },
    IncidentRaised {
        incident: IncidentId,
        step_instance: StepInstanceId,
        step: StepId,
        reason: IncidentReason,
        message: String,
    },
    IncidentResolved {
        incident: IncidentId,
        step_instance: StepInstanceId,
        by: Actor,
    },
    InstanceCompleted,
    InstanceCancelled {
        by: Actor,
        reason: String,
    },
}

/// Who may answer a user task, worked out when it was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "camelCase")]
pub enum Candidate {
    Person { user: UserId },
    Team { team: String },
    Role { role: Role },
}

/// What kind of mending an incident needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum IncidentReason {
    /// The outside system failed for good.
    Job,
    /// A rule could not be evaluated, a value was missing.
    Expression,
    /// No way of a decision applied, or no rule of a table fits.
    NoWay,
    /// The case went round without ever waiting.
    Loop,
    /// A step waits for a way that nothing is left to come by. Trying again carries on without it.
    Join,
}
