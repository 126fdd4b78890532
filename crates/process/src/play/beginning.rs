//! How a played case begins: when, and by what.

use crate::id::{StepId, UserId};
use crate::run::Requester;
use feel::{Timestamp, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who began a played case. People of the workspace have numbers of their own, from 1.
pub const REQUESTER_ID: UserId = UserId(0);

/// The first moment of a played case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Beginning {
    /// What the clock shows.
    pub at: Timestamp,
    /// The IANA time zone the case counts its days in.
    pub zone: String,
    #[serde(flatten)]
    pub by: By,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "begins", rename_all = "camelCase")]
pub enum By {
    /// Somebody fills in the start's form.
    Form {
        #[serde(default)]
        answers: BTreeMap<String, Value>,
        requester: Requester,
    },
    /// Something happens by which cases begin: a message, a signal, a time.
    Event {
        step: StepId,
        #[serde(default)]
        values: BTreeMap<String, Value>,
    },
}
