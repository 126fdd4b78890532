//! The draft of a process: opened, saved as it is drawn, thrown away, published.

use super::{ApiError, Moment, ProcessId};
use leptos::prelude::*;
use process::{Catalog, Diagram, Problem};
use serde::{Deserialize, Serialize};

/// The caller's own draft: everybody draws on their own, and sees who else does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftView {
    pub process: ProcessId,
    pub name: String,
    pub diagram: Diagram,
    /// Hand it back when saving; it grows with each save.
    pub revision: i64,
    pub changed_at: Moment,
    /// Other people with a draft of this process.
    pub others: Vec<OtherDraft>,
    /// The newest published version.
    pub version: Option<u32>,
    pub unpublished_changes: bool,
    /// What steps may refer to.
    pub catalog: Catalog,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherDraft {
    pub author: String,
    pub changed_at: Moment,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "camelCase")]
pub enum PublishOutcome {
    Published { version: u32 },
    /// Nothing was published: the errors have to be mended first.
    Refused { problems: Vec<Problem> },
}

#[server(endpoint = "open_draft")]
pub async fn open_draft(process: ProcessId) -> Result<DraftView, ApiError> {
    let _ = process;
    Err(ApiError::unavailable())
}

/// Saves what was drawn on top of `base_revision` and gives the new revision. When another window has saved
/// in the meantime it is a conflict, and nothing is overwritten.
#[server(endpoint = "save_draft", input = Json)]
pub async fn save_draft(
    process: ProcessId,
    diagram: Diagram,
    base_revision: i64,
) -> Result<i64, ApiError> {
    let _ = (process, diagram, base_revision);
    Err(ApiError::unavailable())
}

/// Goes back to the newest published version, or to an empty diagram.
#[server(endpoint = "discard_draft")]
pub async fn discard_draft(process: ProcessId) -> Result<DraftView, ApiError> {
    let _ = process;
    Err(ApiError::unavailable())
}

/// Makes an immutable version of exactly this revision of the draft.
#[server(endpoint = "publish")]
pub async fn publish(process: ProcessId, revision: i64) -> Result<PublishOutcome, ApiError> {
    let _ = (process, revision);
    Err(ApiError::unavailable())
}
