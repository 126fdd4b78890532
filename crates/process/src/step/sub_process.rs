//! Steps that hold other steps, here or in another process.

use crate::diagram::DataObject;
use serde::{Deserialize, Serialize};

/// Steps that belong together; those whose `inside` names it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SubProcess {
    #[serde(flatten)]
    pub sort: Sort,
    /// Drawn as a card; its steps are not shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// The variables of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<DataObject>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "sort", rename_all = "camelCase")]
pub enum Sort {
    #[default]
    Embedded,
    /// Begins by an event, while what surrounds it is at work.
    Event,
    /// Can be cancelled: then what it did is undone.
    Transaction,
    /// Its steps are done in whatever order people like.
    AdHoc {
        /// It is over when this FEEL expression is true; empty means when nothing is left to do.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        until: String,
        /// One step at a time.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        sequential: bool,
        /// Steps at work when it is over are stopped; otherwise they are finished first.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        stop_rest: bool,
    },
}

/// Another process is run as a step of this one (BPMN call activity).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// The key of the process; or one of the pools of this diagram.
    #[serde(default)]
    pub process: String,
    #[serde(default, skip_serializing_if = "Binding::is_latest")]
    pub binding: Binding,
    /// Give it all variables and take all of its variables back, besides the mappings.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub share_all: bool,
}

/// Which version is called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "binding", rename_all = "camelCase")]
pub enum Binding {
    /// The latest one when the step is reached.
    #[default]
    Latest,
    /// The latest one when this process was published.
    Deployment,
    Version {
        version: u32,
    },
}

impl Binding {
    fn is_latest(&self) -> bool {
        *self == Self::Latest
    }
}
