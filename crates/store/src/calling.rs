//! Cases that call each other: who called a case, what a case has called, and which process a name means.

use crate::Store;
use crate::error::Error;
use crate::id::{InstanceId, ProcessId, VersionNumber, WorkspaceId};
use crate::{sql, text};
use process::run::Status;
use process::step::Binding;
use process::{StepInstanceId, Timestamp};
use sea_orm::FromQueryResult;

/// The case, and the visit in it, that called another case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    pub instance: InstanceId,
    pub step_instance: StepInstanceId,
}

/// One end of a call, as the other end shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallLink {
    pub instance: InstanceId,
    /// The visit that called, in the case that called.
    pub step_instance: StepInstanceId,
    pub process: ProcessId,
    pub process_name: String,
    pub status: Status,
    pub started_at: Timestamp,
}

/// Why a name leads to no version that can be begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCallable {
    Unknown,
    Archived(String),
    /// Nothing is published, or not the version that is named.
    NotPublished(String),
}

#[derive(FromQueryResult)]
struct LinkRow {
    instance: i64,
    step_instance: i64,
    process: i64,
    process_name: String,
    status: String,
    started_at: i64,
}

#[derive(FromQueryResult)]
struct Named {
    id: i64,
    name: String,
    archived: bool,
}

#[derive(FromQueryResult)]
struct Number {
    number: Option<i64>,
}

impl Store {
    /// The case that called this one.
    pub async fn caller_of(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
    ) -> Result<Option<CallLink>, Error> {
        let row: Option<LinkRow> = sql::one(
            self.database.read(),
            "SELECT c.id AS instance, i.caller_visit AS step_instance, c.process, p.name AS process_name, c.status, \
             c.started_at FROM instance i JOIN instance c ON c.id = i.caller JOIN process p ON p.id = c.process \
             WHERE i.workspace = $1 AND i.id = $2",
            [workspace.0.into(), instance.0.into()],
        )
        .await?;
        row.map(CallLink::try_from).transpose()
    }

    /// The cases that this one has called, oldest first, `limit` at most.
    pub async fn called_by(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
        limit: u32,
    ) -> Result<Vec<CallLink>, Error> {
        let rows: Vec<LinkRow> = sql::all(
            self.database.read(),
            "SELECT i.id AS instance, i.caller_visit AS step_instance, i.process, p.name AS process_name, i.status, \
             i.started_at FROM instance i JOIN process p ON p.id = i.process \
             WHERE i.workspace = $1 AND i.caller = $2 ORDER BY i.id LIMIT $3",
            [workspace.0.into(), instance.0.into(), i64::from(limit).into()],
        )
        .await?;
        rows.into_iter().map(CallLink::try_from).collect()
    }

    /// The last case that a visit has called, and where it stands.
    pub async fn last_called(
        &self,
        workspace: WorkspaceId,
        caller: Caller,
    ) -> Result<Option<CallLink>, Error> {
        let row: Option<LinkRow> = sql::one(
            self.database.read(),
            "SELECT i.id AS instance, i.caller_visit AS step_instance, i.process, p.name AS process_name, i.status, \
             i.started_at FROM instance i JOIN process p ON p.id = i.process \
             WHERE i.workspace = $1 AND i.caller = $2 AND i.caller_visit = $3 ORDER BY i.id DESC LIMIT 1",
            [
                workspace.0.into(),
                caller.instance.0.into(),
                text::signed(caller.step_instance.0).into(),
            ],
        )
        .await?;
        row.map(CallLink::try_from).transpose()
    }

    /// What a step calls: a process by its number or, in drawings from elsewhere, by its name; and which version of it,
    /// as seen from a version of the caller.
    pub async fn callable(
        &self,
        workspace: WorkspaceId,
        called: &str,
        binding: Binding,
        caller: (ProcessId, VersionNumber),
    ) -> Result<Result<(ProcessId, VersionNumber), NotCallable>, Error> {
        let called = called.trim();
        let by_number: Option<Named> = match called.parse::<i64>() {
            Err(_) => None,
            Ok(number) => {
                sql::one(
                    self.database.read(),
                    "SELECT id, name, archived FROM process WHERE workspace = $1 AND id = $2",
                    [workspace.0.into(), number.into()],
                )
                .await?
            }
        };
        let named = match by_number {
            Some(named) => Some(named),
            None => {
                sql::one(
                    self.database.read(),
                    "SELECT id, name, archived FROM process WHERE workspace = $1 AND name = $2 \
                     ORDER BY archived, id LIMIT 1",
                    [workspace.0.into(), text::plain(called).into()],
                )
                .await?
            }
        };
        let Some(Named { id, name, archived }) = named else {
            return Ok(Err(NotCallable::Unknown));
        };
        if archived {
            return Ok(Err(NotCallable::Archived(name)));
        }
        let (sql, bound) = match binding {
            Binding::Latest => (
                "SELECT MAX(number) AS number FROM version WHERE process = $1 AND $2 = 0 AND $3 = 0",
                (0, 0),
            ),
            Binding::Version { version } => (
                "SELECT number FROM version WHERE process = $1 AND number = $2 AND $3 = 0",
                (i64::from(version), 0),
            ),
            Binding::Deployment => (
                "SELECT MAX(v.number) AS number FROM version v JOIN version c ON c.process = $2 AND c.number = $3 \
                 WHERE v.process = $1 AND v.published_at <= c.published_at",
                (caller.0.0, caller.1.0),
            ),
        };
        let number: Option<Number> = sql::one(
            self.database.read(),
            sql,
            [id.into(), bound.0.into(), bound.1.into()],
        )
        .await?;
        let number = number.and_then(|row| row.number);
        Ok(match number {
            Some(number) => Ok((ProcessId(id), VersionNumber(number))),
            None => Err(NotCallable::NotPublished(name)),
        })
    }
}

impl TryFrom<LinkRow> for CallLink {
    type Error = Error;

    fn try_from(row: LinkRow) -> Result<Self, Error> {
        Ok(Self {
            instance: InstanceId(row.instance),
            step_instance: StepInstanceId(text::unsigned(row.step_instance)),
            process: ProcessId(row.process),
            process_name: row.process_name,
            status: text::from_word("status", &row.status)?,
            started_at: Timestamp(row.started_at),
        })
    }
}
