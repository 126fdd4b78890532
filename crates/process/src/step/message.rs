//! What steps say to the outside and wait to hear: messages with their correlation.

use super::Mapping;
use serde::{Deserialize, Serialize};

/// A message that is sent or waited for. Sender and receiver meet by `name`, and by `key` where one is given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Saved as `message`: the step that sends it has a name of its own beside it.
    #[serde(default, rename = "message")]
    pub name: String,
    /// Which one is meant: a FEEL expression, worked out when the step is reached. Empty means any of that name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// Sent: how long it is kept while nobody waits for it, a FEEL expression that gives a duration. Empty means that it
    /// is lost when nobody waits for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub keep_for: String,
    /// Sent: what it carries, by key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<Mapping>,
}

/// Waits for a message (BPMN receive task).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Receive {
    #[serde(default)]
    pub message: Message,
    /// The message also begins a case (BPMN `instantiate`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub begins: bool,
}
