//! What begins cases by itself: messages, signals and times. Rows stand for the newest version of each process; publishing
//! writes them anew.

use crate::Store;
use crate::entity::start_event;
use crate::error::Error;
use crate::id::{ProcessId, VersionNumber, WorkspaceId};
use crate::outbox::Done;
use crate::process::Missed;
use crate::topic::Kind;
use crate::{sql, text};
use ::process::{StepId, Timestamp};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, Set};

/// A start of a version that is being published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStart {
    pub step: StepId,
    /// Which of the events of the step, from 0.
    pub place: u32,
    pub by: StartsBy,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartsBy {
    Message {
        name: String,
    },
    Signal {
        name: String,
    },
    /// `due` is the first time.
    Timer {
        due: Timestamp,
    },
}

/// Where a case begins, and of which version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartEvent {
    pub workspace: WorkspaceId,
    pub process: ProcessId,
    pub version: VersionNumber,
    pub step: StepId,
    pub place: u32,
    /// When a time comes next; none for messages and signals, and for times that are all over.
    pub due: Option<Timestamp>,
    /// The process is put away: nothing begins.
    pub archived: bool,
    pub missed: Missed,
    /// When the version was published: what recurs is counted from there.
    pub published_at: Timestamp,
}

#[derive(FromQueryResult)]
struct Row {
    workspace: i64,
    process: i64,
    version: i64,
    step: String,
    place: i64,
    due: Option<i64>,
    archived: bool,
    missed: String,
    published_at: i64,
}

const SELECT: &str = "SELECT s.workspace, s.process, s.version, s.step, s.place, s.due, p.archived, p.missed, \
     v.published_at FROM start_event s JOIN process p ON p.id = s.process \
     JOIN version v ON v.process = s.process AND v.number = s.version";

impl Store {
    /// Where a message begins a case that no case waits for.
    pub async fn start_by_message(
        &self,
        workspace: WorkspaceId,
        name: &str,
    ) -> Result<Option<StartEvent>, Error> {
        let row: Option<Row> = sql::one(
            self.database.read(),
            &format!(
                "{SELECT} WHERE s.workspace = $1 AND s.topic = $2 AND NOT p.archived ORDER BY s.process, s.step LIMIT 1"
            ),
            [workspace.0.into(), Kind::Message.topic(name).into()],
        )
        .await?;
        Ok(row.map(StartEvent::from))
    }

    /// All starts by themselves of a process, those by time included.
    pub async fn starts_of(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
    ) -> Result<Vec<StartEvent>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            &format!("{SELECT} WHERE s.workspace = $1 AND s.process = $2 ORDER BY s.step, s.place"),
            [workspace.0.into(), process.0.into()],
        )
        .await?;
        Ok(rows.into_iter().map(StartEvent::from).collect())
    }

    /// Starts whose time has come, those due longest first. Not claimed: of two servers that begin one, the second finds
    /// that it has moved on.
    pub async fn due_starts(&self, now: Timestamp, limit: u32) -> Result<Vec<StartEvent>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            &format!("{SELECT} WHERE s.due <= $1 ORDER BY s.due, s.process, s.step LIMIT $2"),
            [now.0.into(), i64::from(limit).into()],
        )
        .await?;
        Ok(rows.into_iter().map(StartEvent::from).collect())
    }

    /// Moves a recurring start on without beginning a case. `NotFound` when somebody else has moved it.
    pub async fn pass_run(&self, workspace: WorkspaceId, run: &Done) -> Result<(), Error> {
        run.take(self.database.write(), workspace.0).await
    }
}

/// Takes away what the former version began by, and registers what this one begins by.
pub(crate) async fn register(
    on: &impl ConnectionTrait,
    workspace: WorkspaceId,
    process: ProcessId,
    version: i64,
    starts: &[NewStart],
) -> Result<(), Error> {
    sql::run(
        on,
        "DELETE FROM start_event WHERE workspace = $1 AND process = $2",
        [workspace.0.into(), process.0.into()],
    )
    .await?;
    for start in starts {
        let (kind, name, due) = match &start.by {
            StartsBy::Message { name } => (Kind::Message, name.as_str(), None),
            StartsBy::Signal { name } => (Kind::Signal, name.as_str(), None),
            StartsBy::Timer { due } => (Kind::Timer, "", Some(due.0)),
        };
        let row = start_event::ActiveModel {
            process: Set(process.0),
            step: Set(text::plain(start.step.as_str())),
            place: Set(i64::from(start.place)),
            workspace: Set(workspace.0),
            version: Set(version),
            kind: Set(kind.word().to_owned()),
            topic: Set(kind.topic(name)),
            name: Set(text::plain(name)),
            due: Set(due),
        };
        start_event::Entity::insert(row)
            .exec_without_returning(on)
            .await?;
    }
    Ok(())
}

impl From<Row> for StartEvent {
    fn from(row: Row) -> Self {
        Self {
            workspace: WorkspaceId(row.workspace),
            process: ProcessId(row.process),
            version: VersionNumber(row.version),
            step: StepId::new(row.step),
            place: u32::try_from(row.place).unwrap_or(u32::MAX),
            due: row.due.map(Timestamp),
            archived: row.archived,
            missed: text::from_word("policy", &row.missed).unwrap_or_default(),
            published_at: Timestamp(row.published_at),
        }
    }
}
