//! What somebody who plays a case can do. Steps are named by their ids, never by visits, so that moves still mean the
//! same when the draft has changed.

use crate::id::{StepId, UserId};
use crate::run::FailureKind;
use feel::{Timestamp, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Steps that answer by themselves: the first time with the first of these, and with the last from then on.
pub type Pins = BTreeMap<StepId, Vec<Reply>>;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "move", rename_all = "camelCase")]
pub enum Move {
    /// A person, a system or a called process answers. `which` of those that wait at the step, from 0; the oldest first.
    Reply {
        step: StepId,
        #[serde(default, skip_serializing_if = "is_first")]
        which: usize,
        /// The person who answers; whoever may, where nobody is named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<UserId>,
        #[serde(flatten)]
        reply: Reply,
    },
    /// Time passes. What is due on the way happens in its order.
    Wait {
        #[serde(flatten)]
        until: Until,
    },
    Message {
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<Value>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        content: BTreeMap<String, Value>,
    },
    Signal {
        name: String,
    },
    /// From now on a step answers by itself; no replies: not any more.
    Pin {
        step: StepId,
        replies: Vec<Reply>,
    },
    /// Somebody changes data of the case.
    SetData {
        values: BTreeMap<String, Value>,
    },
    /// What is stuck at a step is tried again.
    Retry {
        step: StepId,
        #[serde(default, skip_serializing_if = "is_first")]
        which: usize,
    },
    Cancel {
        reason: String,
    },
}

/// What comes back from whoever was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "camelCase")]
pub enum Reply {
    /// A person's answers, by field.
    Answers { answers: BTreeMap<String, Value> },
    /// A system did it, or a called process came to its end.
    Gives { output: Value },
    /// A system did not do it.
    Fails {
        failure: FailureKind,
        message: String,
    },
    /// A called process ended by an error.
    Throws { code: String },
}

/// How long time passes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "until", rename_all = "camelCase")]
pub enum Until {
    /// So long: an ISO 8601 duration.
    After {
        duration: String,
    },
    /// Until something happens by itself.
    Next,
    /// Until the case is at a step.
    Reaches {
        step: StepId,
    },
    Moment {
        at: Timestamp,
    },
    /// So many working days of a business calendar the process names; of Monday to Friday where none is said.
    WorkingDays {
        days: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        calendar: Option<String>,
    },
    /// Until the case has come to a step so often since it began: to the third reminder.
    Times {
        step: StepId,
        times: u32,
    },
}

fn is_first(which: &usize) -> bool {
    *which == 0
}
