//! The one door by which an instance changes: its events, its snapshot and all rows that follow from them, in one
//! transaction. Either everything of a [`Commit`] is on disk or nothing is. Commits of many instances share a
//! transaction where they can, see [`queue`].

mod alone;
mod delta;
mod group;
mod prepared;
mod queue;

pub(crate) use queue::Queue;

use crate::Store;
use crate::calling::Caller;
use crate::error::Error;
use crate::id::{InstanceId, ProcessId, UserId, VersionNumber, WorkspaceId};
use crate::job::Lease;
use crate::outbox::Done;
use crate::text;
use crate::write::Write;
use prepared::Prepared;
use process::{Event, State, Timestamp};

/// Which meaning of [`State`] the snapshots hold. A snapshot of another number is not read but folded anew.
pub const SEMANTICS_VERSION: i64 = 1;

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
    /// What this commit does, as the row that wanted it says.
    pub done: Option<Done>,
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
    /// Nobody where an event, a time or another case began it.
    pub started_by: Option<UserId>,
    pub started_at: Timestamp,
    pub caller: Option<Caller>,
    /// How many calls deep it is; 0 for a case that nobody called.
    pub depth: u32,
}

/// What a commit left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Committed {
    pub instance: InstanceId,
    /// The sequence number of the instance's last event after it.
    pub seq: u64,
    /// True when the key had been seen before: nothing was written, this is the outcome of the first time.
    pub repeated: bool,
    /// The length of the state as it is stored; 0 when nothing was written.
    pub state_bytes: usize,
}

impl Store {
    /// Writes everything of `commit`, or nothing. `Conflict`: another commit was quicker; load and decide again.
    pub async fn commit(&self, commit: Commit<'_>) -> Result<Committed, Error> {
        let prepared = Prepared::of(commit)?;
        if prepared.shares() {
            self.commits.write(prepared).await
        } else {
            alone::write(&self.database, &prepared).await
        }
    }

    /// What a command with this key led to, if it was committed before. `None` for the instance means a start.
    pub async fn outcome_of(
        &self,
        workspace: WorkspaceId,
        instance: Option<InstanceId>,
        key: &str,
    ) -> Result<Option<Committed>, Error> {
        let scope = instance.map_or(0, |id| id.0);
        alone::seen(self.database.read(), workspace, scope, &text::plain(key)).await
    }
}

impl Target {
    fn scope(&self) -> i64 {
        match self {
            Self::New(_) => 0,
            Self::Existing(id) => id.0,
        }
    }
}
