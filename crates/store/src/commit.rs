//! The one door by which an instance changes: its events, its snapshot and all rows that follow from them, in one
//! transaction. Either everything of a [`Commit`] is on disk or nothing is.

use crate::Store;
use crate::between;
use crate::calling::Caller;
use crate::entity::{command_key, event, instance};
use crate::error::Error;
use crate::id::{InstanceId, ProcessId, UserId, VersionNumber, WorkspaceId};
use crate::job::Lease;
use crate::outbox::{Done, lock_topic};
use crate::projection::Projection;
use crate::write::Write;
use crate::{sql, text};
use process::run::{Doing, Status};
use process::{Event, State, Timestamp};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, FromQueryResult, NotSet, Set};

/// Which meaning of [`State`] the snapshots hold. A snapshot of another number is not read but folded anew.
pub const SEMANTICS_VERSION: i64 = 1;

/// SQLite and PostgreSQL bound the values of one statement; this many events stay far below.
const EVENTS_AT_ONCE: usize = 1_000;

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
}

impl Store {
    /// Writes everything of `commit`, or nothing. `Conflict`: another commit was quicker; load and decide again.
    pub async fn commit(&self, commit: Commit<'_>) -> Result<Committed, Error> {
        let transaction = self.database.begin().await?;
        let scope = commit.target.scope();
        if let Some(key) = commit.key
            && let Some(first) = seen(&transaction, commit.workspace, scope, key).await?
        {
            transaction.rollback().await?;
            return Ok(first);
        }
        for lock in between::locks(commit.workspace.0, &commit.writes) {
            lock_topic(&self.database, &transaction, lock, false).await?;
        }
        let seq = commit.expected_seq + commit.events.len() as u64;
        let place = match &commit.target {
            Target::New(new) => begin(&transaction, &commit, new, seq).await?,
            Target::Existing(id) => advance(&transaction, &commit, *id, seq).await?,
        };
        if let Some(lease) = commit.lease {
            lease.must_hold(&transaction, commit.workspace).await?;
        }
        if let Some(done) = &commit.done {
            done.take(&transaction, commit.workspace.0).await?;
        }
        append(&transaction, &commit, place.instance).await?;
        for write in &commit.writes {
            place.write(&transaction, write).await?;
        }
        if let Some(key) = commit.key {
            let first = remember(&transaction, &commit, scope, key, place.instance, seq).await?;
            if !first {
                transaction.rollback().await?;
                return seen(self.database.read(), commit.workspace, scope, key)
                    .await?
                    .ok_or(Error::Conflict);
            }
        }
        transaction.commit().await?;
        Ok(Committed {
            instance: InstanceId(place.instance),
            seq,
            repeated: false,
        })
    }

    /// What a command with this key led to, if it was committed before. `None` for the instance means a start.
    pub async fn outcome_of(
        &self,
        workspace: WorkspaceId,
        instance: Option<InstanceId>,
        key: &str,
    ) -> Result<Option<Committed>, Error> {
        let scope = instance.map_or(0, |id| id.0);
        seen(self.database.read(), workspace, scope, key).await
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

async fn seen(
    on: &impl ConnectionTrait,
    workspace: WorkspaceId,
    scope: i64,
    key: &str,
) -> Result<Option<Committed>, Error> {
    let row = command_key::Entity::find_by_id((workspace.0, scope, text::plain(key)))
        .one(on)
        .await?;
    Ok(row.map(|row| Committed {
        instance: InstanceId(row.instance),
        seq: text::unsigned(row.seq),
        repeated: true,
    }))
}

/// False when another transaction, committed meanwhile, has the key.
async fn remember(
    on: &impl ConnectionTrait,
    commit: &Commit<'_>,
    scope: i64,
    key: &str,
    instance: i64,
    seq: u64,
) -> Result<bool, Error> {
    let rows = sql::run(
        on,
        "INSERT INTO command_key (workspace, scope, key, instance, seq) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
        [
            commit.workspace.0.into(),
            scope.into(),
            text::plain(key).into(),
            instance.into(),
            text::signed(seq).into(),
        ],
    )
    .await?;
    Ok(rows == 1)
}

async fn begin(
    on: &impl ConnectionTrait,
    commit: &Commit<'_>,
    new: &NewInstance,
    seq: u64,
) -> Result<Projection, Error> {
    if commit.expected_seq != 0 {
        return Err(Error::Conflict);
    }
    let published = sql::exists(
        on,
        "SELECT 1 FROM version WHERE workspace = $1 AND process = $2 AND number = $3",
        [
            commit.workspace.0.into(),
            new.process.0.into(),
            new.version.0.into(),
        ],
    )
    .await?;
    if !published {
        return Err(Error::NotFound);
    }
    let row = instance::ActiveModel {
        id: NotSet,
        workspace: Set(commit.workspace.0),
        process: Set(new.process.0),
        version: Set(new.version.0),
        seq: Set(text::signed(seq)),
        state: Set(text::json(commit.state)?),
        semantics_version: Set(SEMANTICS_VERSION),
        status: Set(text::word(&commit.state.status)?),
        started_by: Set(new.started_by.map(|user| user.0)),
        started_at: Set(new.started_at.0),
        ended_at: Set(commit.ended_at()),
        incident_count: Set(commit.incident_count()),
        caller: Set(new.caller.map(|caller| caller.instance.0)),
        caller_visit: Set(new
            .caller
            .map(|caller| text::signed(caller.step_instance.0))),
        depth: Set(i64::from(new.depth)),
    }
    .insert(on)
    .await?;
    Ok(Projection {
        workspace: commit.workspace.0,
        process: row.process,
        version: row.version,
        instance: row.id,
    })
}

#[derive(FromQueryResult)]
struct Advanced {
    process: i64,
    version: i64,
}

/// Moves the instance's row from the expected sequence number to the new one. Of two that try, the second finds no
/// such row.
async fn advance(
    on: &impl ConnectionTrait,
    commit: &Commit<'_>,
    id: InstanceId,
    seq: u64,
) -> Result<Projection, Error> {
    let row: Option<Advanced> = sql::one(
        on,
        "UPDATE instance SET seq = $4, state = $5, semantics_version = $6, status = $7, ended_at = $8, \
         incident_count = $9 WHERE workspace = $1 AND id = $2 AND seq = $3 RETURNING process, version",
        [
            commit.workspace.0.into(),
            id.0.into(),
            text::signed(commit.expected_seq).into(),
            text::signed(seq).into(),
            text::json(commit.state)?.into(),
            SEMANTICS_VERSION.into(),
            text::word(&commit.state.status)?.into(),
            commit.ended_at().into(),
            commit.incident_count().into(),
        ],
    )
    .await?;
    match row {
        Some(row) => Ok(Projection {
            workspace: commit.workspace.0,
            process: row.process,
            version: row.version,
            instance: id.0,
        }),
        None => {
            let there = sql::exists(
                on,
                "SELECT 1 FROM instance WHERE workspace = $1 AND id = $2",
                [commit.workspace.0.into(), id.0.into()],
            )
            .await?;
            Err(if there {
                Error::Conflict
            } else {
                Error::NotFound
            })
        }
    }
}

async fn append(
    on: &impl ConnectionTrait,
    commit: &Commit<'_>,
    instance: i64,
) -> Result<(), Error> {
    let mut seq = text::signed(commit.expected_seq);
    for events in commit.events.chunks(EVENTS_AT_ONCE) {
        let mut rows = Vec::with_capacity(events.len());
        for happened in events {
            seq += 1;
            rows.push(event::ActiveModel {
                instance: Set(instance),
                seq: Set(seq),
                at: Set(happened.at.0),
                event: Set(text::json(happened)?),
            });
        }
        event::Entity::insert_many(rows)
            .exec_without_returning(on)
            .await?;
    }
    Ok(())
}

impl Commit<'_> {
    fn ended_at(&self) -> Option<i64> {
        let ended = matches!(self.state.status, Status::Completed | Status::Cancelled);
        self.events.last().filter(|_| ended).map(|event| event.at.0)
    }

    fn incident_count(&self) -> i64 {
        let stuck = self
            .state
            .active
            .values()
            .filter(|visit| matches!(visit.doing, Doing::Stuck { .. }));
        stuck.count() as i64
    }
}
