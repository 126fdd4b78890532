//! What somebody should know about a file that was read: what was kept but cannot run, and what was mended.

use serde::{Deserialize, Serialize};

/// One thing to know, about one element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    pub standing: Standing,
    /// The id of the element; empty for the file as a whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub element: String,
    /// The name of the element, or what it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// A sentence.
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Standing {
    /// It is in the drawing, but cannot run as it is.
    CannotRun,
    /// The file contradicts itself; this is how it was read.
    Mended,
    /// It has no effect, and comes out again with an export.
    Kept,
}
