//! Tasks that Baton itself does, or that it only records.

use serde::{Deserialize, Serialize};

/// Something that is done without Baton, or is not said any closer (BPMN manual and undefined task).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Somebody does it by hand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub manual: bool,
}

/// Works something out (BPMN script task).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Script {
    /// A FEEL expression.
    #[serde(default)]
    pub script: String,
    /// The variable its value becomes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result: String,
    /// The language of an imported script; empty means FEEL. Any other is kept, but cannot run.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
}

/// A value worked out and given a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The variable it becomes.
    pub key: String,
    /// A FEEL expression.
    #[serde(default)]
    pub from: String,
}
