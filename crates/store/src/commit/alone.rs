//! A commit in a transaction of its own.

use super::prepared::Prepared;
use super::{Committed, NewInstance, Target};
use crate::database::Database;
use crate::entity::{command_key, event, instance};
use crate::error::Error;
use crate::id::{InstanceId, WorkspaceId};
use crate::outbox::lock_topic;
use crate::projection::Projection;
use crate::{sql, text};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, FromQueryResult, NotSet, Set};

pub(super) async fn write(database: &Database, commit: &Prepared) -> Result<Committed, Error> {
    let transaction = database.begin().await?;
    let scope = commit.target.scope();
    if let Some(key) = &commit.key
        && let Some(first) = seen(&transaction, commit.workspace, scope, key).await?
    {
        transaction.rollback().await?;
        return Ok(first);
    }
    for lock in &commit.locks {
        lock_topic(database, &transaction, *lock, false).await?;
    }
    let place = match &commit.target {
        Target::New(new) => begin(&transaction, commit, new).await?,
        Target::Existing(id) => advance(&transaction, commit, *id).await?,
    };
    if let Some(lease) = commit.lease {
        lease.must_hold(&transaction, commit.workspace).await?;
    }
    if let Some(done) = &commit.done {
        done.take(&transaction, commit.workspace.0).await?;
    }
    append(&transaction, commit, place.instance).await?;
    for write in &commit.writes {
        place.write(&transaction, write).await?;
    }
    if let Some(key) = &commit.key {
        let first = remember(&transaction, commit, scope, key, place.instance).await?;
        if !first {
            transaction.rollback().await?;
            return seen(database.read(), commit.workspace, scope, key)
                .await?
                .ok_or(Error::Conflict);
        }
    }
    transaction.commit().await?;
    Ok(Committed {
        instance: InstanceId(place.instance),
        seq: commit.seq,
        repeated: false,
        state_bytes: commit.state.len(),
    })
}

pub(super) async fn seen(
    on: &impl ConnectionTrait,
    workspace: WorkspaceId,
    scope: i64,
    key: &str,
) -> Result<Option<Committed>, Error> {
    let row = command_key::Entity::find_by_id((workspace.0, scope, key.to_owned()))
        .one(on)
        .await?;
    Ok(row.map(|row| Committed {
        instance: InstanceId(row.instance),
        seq: text::unsigned(row.seq),
        repeated: true,
        state_bytes: 0,
    }))
}

/// False when another transaction, committed meanwhile, has the key.
async fn remember(
    on: &impl ConnectionTrait,
    commit: &Prepared,
    scope: i64,
    key: &str,
    instance: i64,
) -> Result<bool, Error> {
    let rows = sql::run(
        on,
        "INSERT INTO command_key (workspace, scope, key, instance, seq) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
        [
            commit.workspace.0.into(),
            scope.into(),
            key.into(),
            instance.into(),
            text::signed(commit.seq).into(),
        ],
    )
    .await?;
    Ok(rows == 1)
}

async fn begin(
    on: &impl ConnectionTrait,
    commit: &Prepared,
    new: &NewInstance,
) -> Result<Projection, Error> {
    if commit.expected_seq != 0 {
        return Err(Error::Conflict);
    }
    if !is_published(on, commit.workspace, new).await? {
        return Err(Error::NotFound);
    }
    let row = instance::ActiveModel {
        id: NotSet,
        workspace: Set(commit.workspace.0),
        process: Set(new.process.0),
        version: Set(new.version.0),
        seq: Set(text::signed(commit.seq)),
        state: Set(commit.state.clone()),
        semantics_version: Set(commit.semantics_version()),
        status: Set(commit.status.clone()),
        started_by: Set(new.started_by.map(|user| user.0)),
        started_at: Set(new.started_at.0),
        ended_at: Set(commit.ended_at),
        incident_count: Set(commit.incident_count),
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

pub(super) async fn is_published(
    on: &impl ConnectionTrait,
    workspace: WorkspaceId,
    new: &NewInstance,
) -> Result<bool, Error> {
    sql::exists(
        on,
        "SELECT 1 FROM version WHERE workspace = $1 AND process = $2 AND number = $3",
        [
            workspace.0.into(),
            new.process.0.into(),
            new.version.0.into(),
        ],
    )
    .await
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
    commit: &Prepared,
    id: InstanceId,
) -> Result<Projection, Error> {
    let row: Option<Advanced> = sql::one(
        on,
        "UPDATE instance SET seq = $4, state = $5, semantics_version = $6, status = $7, ended_at = $8, \
         incident_count = $9 WHERE workspace = $1 AND id = $2 AND seq = $3 RETURNING process, version",
        [
            commit.workspace.0.into(),
            id.0.into(),
            text::signed(commit.expected_seq).into(),
            text::signed(commit.seq).into(),
            commit.state.clone().into(),
            commit.semantics_version().into(),
            commit.status.clone().into(),
            commit.ended_at.into(),
            commit.incident_count.into(),
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

async fn append(on: &impl ConnectionTrait, commit: &Prepared, instance: i64) -> Result<(), Error> {
    // A row holds texts, so few of them are far below what a statement may hold.
    for some in commit.log.chunks(100) {
        let rows = some.iter().map(|row| event::ActiveModel {
            instance: Set(instance),
            seq: Set(row.seq),
            at: Set(row.at),
            event: Set(row.events.clone()),
        });
        event::Entity::insert_many(rows)
            .exec_without_returning(on)
            .await?;
    }
    Ok(())
}
