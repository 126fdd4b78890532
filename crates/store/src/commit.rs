//! The one door by which an instance changes: its events, its snapshot and all rows that follow from them, in one
//! transaction. Either everything of a [`Commit`] is on disk or nothing is.

use crate::id::{InstanceId, ProcessId, UserId, VersionNumber, WorkspaceId};
use crate::job::Lease;
use crate::write::Write;
use process::{Event, State, Timestamp};

/// What [`crate::Store::commit`] writes.
#[derive(Clone, Debug)]
pub struct Commit<'a> {
    pub workspace: WorkspaceId,
    pub target: Target,
    /// The sequence number of the last event that `events` were decided on; 0 for a new instance.
    pub expected_seq: u64,
    pub events: &'a [Event],
    /// The state after `events`.
    pub state: &'a State,
    /// The caller's name for this wish: the same key again changes nothing and gives the first outcome.
    /// Keys count per instance, and per workspace for new instances.
    pub key: Option<&'a str>,
    /// The lease of the job whose outcome this is. When another worker has leased the job since, or it is over,
    /// nothing is written and the answer is `NotFound`.
    pub lease: Option<Lease>,
    pub writes: Vec<Write>,
}

/// Which instance a commit is for.
#[derive(Clone, Debug)]
pub enum Target {
    New(NewInstance),
    Existing(InstanceId),
}

/// An instance that its first commit makes.
#[derive(Clone, Debug)]
pub struct NewInstance {
    pub process: ProcessId,
    pub version: VersionNumber,
    pub started_by: Option<UserId>,
    pub started_at: Timestamp,
}

/// What a commit left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Committed {
    pub instance: InstanceId,
    /// The sequence number of the instance's last event after it.
    pub seq: u64,
    /// True when the key had been seen before: nothing was written, this is the outcome of the first time.
    pub repeated: bool,
}
