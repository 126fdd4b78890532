//! What the live streams carry, and the history of a case in words.

use super::Moment;
use process::{Event, StepId};
use serde::{Deserialize, Serialize};

/// One line of a case's history, as a person would tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLine {
    /// The event it tells of.
    pub seq: u64,
    pub at: Moment,
    /// Who did it; none when Baton did.
    pub who: Option<String>,
    /// The whole sentence, such as `Maria answered “Approve the leave”`.
    pub text: String,
    /// When there is one, the sentence ends before a time (`… trying again at`): show it in the reader's zone.
    pub until: Option<Moment>,
    pub step: Option<StepId>,
    pub kind: HistoryKind,
}

/// For the mark beside a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HistoryKind {
    Started,
    Person,
    System,
    Waiting,
    Failed,
    Ended,
}

/// One event of `/live/cases/{id}`, in order; its `seq` is the stream's event id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LiveEvent {
    pub seq: u64,
    pub event: Event,
    /// Most events have nothing to tell.
    pub line: Option<HistoryLine>,
}

/// One note of `/live/workspace`: something changed, and what the caller's inbox holds now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkspaceChange {
    /// Grows with each change the caller may see.
    pub seq: u64,
    pub tasks: u64,
}
