//! Facts: what happened to an instance.
//!
//! **A format for ever.** Saved logs fold in every later version, so this changes by addition only.

use super::command::{Actor, FailureKind};
use crate::id::{
    ConnectionId, FlowId, IncidentId, JobId, StepId, StepInstanceId, TimerId, UserId, WaitId,
};
use crate::step::{Binding, Role};
use feel::{Timestamp, Value};
use serde::{Deserialize, Deserializer, Serialize};
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
        /// Whose variables; the case's where none is named.
        #[serde(default, skip_serializing_if = "is_root")]
        scope: StepInstanceId,
    },
    /// A visit begins. Takes one token from each flow in `via`.
    StepEntered {
        step_instance: StepInstanceId,
        step: StepId,
        via: Vec<FlowId>,
        /// The visit of the sub-process it happens in.
        #[serde(default, skip_serializing_if = "is_root")]
        scope: StepInstanceId,
        /// Which round of a repeated step it is, from 1; its scope is then the visit that repeats.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        round: Option<u64>,
        /// The visit that undoes something by it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        undoes_for: Option<StepInstanceId>,
    },
    StepCompleted {
        step_instance: StepInstanceId,
        step: StepId,
    },
    /// A visit ended without completing: the case was cancelled, or an event stopped it.
    StepTerminated {
        step_instance: StepInstanceId,
        step: StepId,
    },
    /// Puts one token on a flow.
    FlowTaken {
        flow: FlowId,
        #[serde(default, skip_serializing_if = "is_root")]
        scope: StepInstanceId,
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
        /// The same wait had another one, before the data it is worked out from changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<TimerId>,
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
    /// A visit gets variables of its own; with `holds_steps`, steps are at work inside it.
    ScopeOpened {
        step_instance: StepInstanceId,
        holds_steps: bool,
        /// What can be undone from inside it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        undoable: Vec<Undoable>,
    },
    /// Takes tokens off a flow without anybody going on with them.
    TokensRemoved {
        #[serde(default, skip_serializing_if = "is_root")]
        scope: StepInstanceId,
        flow: FlowId,
        count: u32,
    },
    /// Something is waited for. `owner` is the visit that waits, or the scope an event sub-process stands in; when that
    /// is over, nothing is waited for any more.
    Awaited {
        wait: WaitId,
        owner: StepInstanceId,
        /// The step that goes on when it happens.
        step: StepId,
        what: Awaited,
    },
    /// What was waited for has happened. `again` says it is still waited for.
    Happened {
        wait: WaitId,
        owner: StepInstanceId,
        step: StepId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        timer: Option<TimerId>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        again: bool,
    },
    /// It is no longer waited for.
    WaitDropped {
        wait: WaitId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        timer: Option<TimerId>,
    },
    /// A step is done several times: once for each item, so many times, or until a condition says stop.
    RoundsPlanned {
        step_instance: StepInstanceId,
        total: Option<u64>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        items: Vec<Value>,
    },
    RoundAdded {
        step_instance: StepInstanceId,
        item: Value,
    },
    /// No more rounds are begun.
    RoundsClosed {
        step_instance: StepInstanceId,
    },
    RoundDone {
        step_instance: StepInstanceId,
        round: u64,
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "there"
        )]
        result: Option<Value>,
    },
    /// Enough rounds are done: the way goes on, and the others are left to themselves.
    WentOn {
        step_instance: StepInstanceId,
    },
    /// What this visit did can be undone. `variables` are those it saw when it was done.
    UndoNoted {
        step_instance: StepInstanceId,
        step: StepId,
        #[serde(default, skip_serializing_if = "is_root")]
        scope: StepInstanceId,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        variables: BTreeMap<String, Value>,
    },
    /// These are undone, the last one first.
    UndoBegun {
        step_instance: StepInstanceId,
        items: Vec<Undoable>,
    },
    /// The next one, the last of those left, is being undone.
    UndoneNext {
        step_instance: StepInstanceId,
    },
    /// A gateway that waits for some of its ways has gone on by these, and waits for the others before it begins anew.
    GateChanged {
        #[serde(default, skip_serializing_if = "is_root")]
        scope: StepInstanceId,
        step: StepId,
        arrived: Vec<FlowId>,
    },
    /// Two gateways waited for each other; this one went on without waiting longer.
    JoinReleased {
        #[serde(default, skip_serializing_if = "is_root")]
        scope: StepInstanceId,
        step: StepId,
    },
    /// A transaction is cancelled: what it did is undone.
    TransactionCancelled {
        step_instance: StepInstanceId,
    },
    ErrorThrown {
        step: StepId,
        code: String,
        caught_by: Option<StepId>,
    },
    EscalationThrown {
        step: StepId,
        code: String,
        caught_by: Option<StepId>,
    },
    SignalSent {
        step: StepId,
        name: String,
    },
    MessageSent {
        step: StepId,
        message: SentMessage,
    },
    /// A message that nobody waits for yet.
    MessageKept {
        message: SentMessage,
        until: Timestamp,
    },
    /// A kept message has been taken, or is too old.
    MessageGone {
        /// Its place among those kept, from 0.
        place: usize,
    },
    CallOpened {
        step_instance: StepInstanceId,
        step: StepId,
        process: String,
        binding: Binding,
        variables: BTreeMap<String, Value>,
    },
    CallReturned {
        step_instance: StepInstanceId,
    },
    /// These steps of a scope are done one after the other, when nothing else in it is at work.
    StepsQueued {
        step_instance: StepInstanceId,
        steps: Vec<StepId>,
    },
    /// The first of them has its turn.
    QueueAdvanced {
        step_instance: StepInstanceId,
    },
    /// Whoever drove the case lets the steps inside begin.
    StepReleased {
        step_instance: StepInstanceId,
    },
    /// Whoever drives the case holds it here.
    StepHeld {
        step_instance: StepInstanceId,
    },
    InstanceCompleted,
    InstanceCancelled {
        by: Actor,
        reason: String,
    },
}

/// What is waited for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Awaited {
    Message {
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<Value>,
    },
    Signal {
        name: String,
    },
    Timer {
        timer: TimerId,
        due: Timestamp,
        /// Times it fires after this one; none for ever.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<u64>,
        /// A timer that fires again and again: how many milliseconds after.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        every: Option<i64>,
        /// The same by the clocks of a place: what says when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        again: Option<Again>,
    },
    Condition,
    /// Something that comes from elsewhere inside the case.
    Inside,
}

/// A timer that fires again and again by the clocks of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Again {
    /// A cron line or a cycle of ISO 8601.
    pub cycle: String,
    /// The business calendar, by key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
}

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SentMessage {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Value>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub content: BTreeMap<String, Value>,
    /// Until when it is kept while nobody waits for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_until: Option<Timestamp>,
}

/// Something done that can be undone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Undoable {
    pub step_instance: StepInstanceId,
    pub step: StepId,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<String, Value>,
    /// What was done inside it, in the order of completion.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inside: Vec<Undoable>,
}

/// What is there may itself be nothing, which is not the same as not there.
pub(super) fn there<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

fn is_root(scope: &StepInstanceId) -> bool {
    *scope == StepInstanceId::ROOT
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
    /// An error was thrown that nothing catches.
    Uncaught,
    /// The process it calls cannot be begun, or was stopped.
    Call,
}
