//! Processes: what drafts, versions and instances belong to.

use crate::Store;
use crate::entity::process;
use crate::error::Error;
use crate::id::{ProcessId, UserId, VersionNumber, WorkspaceId};
use crate::page::Page;
use crate::{sql, text};
use ::process::Timestamp;
use sea_orm::{ActiveModelTrait, FromQueryResult, NotSet, Set};
use serde::{Deserialize, Serialize};

/// What a process does about times to begin at that passed while no server ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Missed {
    /// One case for all that were missed.
    #[default]
    Once,
    /// A case for each.
    All,
    /// None: it goes on with the next time.
    Skip,
}

/// A process with what a list shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessSummary {
    pub id: ProcessId,
    pub name: String,
    pub created_by: UserId,
    pub created_by_name: String,
    pub created_at: Timestamp,
    /// Put away: no new cases; what runs, runs on.
    pub archived: bool,
    pub newest_version: Option<VersionNumber>,
    pub published_at: Option<Timestamp>,
    /// Cases that have not ended.
    pub running: u64,
    /// Open incidents in them.
    pub incidents: u64,
    /// People with changes they have not published.
    pub drafts: u64,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    name: String,
    created_by: i64,
    created_by_name: String,
    created_at: i64,
    archived: bool,
    newest_version: Option<i64>,
    published_at: Option<i64>,
    running: i64,
    incidents: i64,
    drafts: i64,
}

#[derive(FromQueryResult)]
struct MissedRow {
    missed: String,
}

const SELECT: &str = "SELECT p.id, p.name, p.created_by, u.name AS created_by_name, p.created_at, p.archived, \
     v.number AS newest_version, v.published_at, \
     (SELECT COUNT(*) FROM instance i WHERE i.process = p.id AND i.status = 'active') AS running, \
     (SELECT COUNT(*) FROM incident n WHERE n.process = p.id AND n.workspace = p.workspace \
       AND n.resolved_at IS NULL) AS incidents, \
     (SELECT COUNT(*) FROM draft d WHERE d.process = p.id) AS drafts \
     FROM process p JOIN \"user\" u ON u.id = p.created_by \
     LEFT JOIN version v ON v.process = p.id \
       AND v.number = (SELECT MAX(w.number) FROM version w WHERE w.process = p.id)";

impl Store {
    /// Processes, newest first; the cursor is a process's id.
    pub async fn processes(
        &self,
        workspace: WorkspaceId,
        archived: bool,
        page: Page<ProcessId>,
    ) -> Result<Vec<ProcessSummary>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            &format!(
                "{SELECT} WHERE p.workspace = $1 AND p.archived = $2 AND p.id < $3 ORDER BY p.id DESC LIMIT $4"
            ),
            [
                workspace.0.into(),
                archived.into(),
                page.after.map_or(i64::MAX, |id| id.0).into(),
                page.rows().into(),
            ],
        )
        .await?;
        Ok(rows.into_iter().map(ProcessSummary::from).collect())
    }

    pub async fn process(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
    ) -> Result<ProcessSummary, Error> {
        let row: Option<Row> = sql::one(
            self.database.read(),
            &format!("{SELECT} WHERE p.workspace = $1 AND p.id = $2"),
            [workspace.0.into(), process.0.into()],
        )
        .await?;
        row.map(ProcessSummary::from).ok_or(Error::NotFound)
    }

    pub async fn add_process(
        &self,
        workspace: WorkspaceId,
        name: &str,
        by: UserId,
        at: Timestamp,
    ) -> Result<ProcessId, Error> {
        let row = process::ActiveModel {
            id: NotSet,
            workspace: Set(workspace.0),
            name: Set(text::plain(name)),
            created_by: Set(by.0),
            created_at: Set(at.0),
            archived: Set(false),
            missed: Set(text::word(&Missed::Once)?),
        };
        Ok(ProcessId(row.insert(self.database.write()).await?.id))
    }

    pub async fn rename_process(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
        name: &str,
    ) -> Result<(), Error> {
        let changed = sql::run(
            self.database.write(),
            "UPDATE process SET name = $3 WHERE workspace = $1 AND id = $2",
            [
                workspace.0.into(),
                process.0.into(),
                text::plain(name).into(),
            ],
        )
        .await?;
        sql::found(changed)
    }

    pub async fn missed(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
    ) -> Result<Missed, Error> {
        let row: Option<MissedRow> = sql::one(
            self.database.read(),
            "SELECT missed FROM process WHERE workspace = $1 AND id = $2",
            [workspace.0.into(), process.0.into()],
        )
        .await?;
        text::from_word("policy", &row.ok_or(Error::NotFound)?.missed)
    }

    /// What becomes of times to begin at that passed while no server ran.
    pub async fn set_missed(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
        missed: Missed,
    ) -> Result<(), Error> {
        let changed = sql::run(
            self.database.write(),
            "UPDATE process SET missed = $3 WHERE workspace = $1 AND id = $2",
            [
                workspace.0.into(),
                process.0.into(),
                text::word(&missed)?.into(),
            ],
        )
        .await?;
        sql::found(changed)
    }

    /// Puts a process away, or takes it out again.
    pub async fn archive_process(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
        archived: bool,
    ) -> Result<(), Error> {
        let changed = sql::run(
            self.database.write(),
            "UPDATE process SET archived = $3 WHERE workspace = $1 AND id = $2",
            [workspace.0.into(), process.0.into(), archived.into()],
        )
        .await?;
        sql::found(changed)
    }
}

impl From<Row> for ProcessSummary {
    fn from(row: Row) -> Self {
        Self {
            id: ProcessId(row.id),
            name: row.name,
            created_by: UserId(row.created_by),
            created_by_name: row.created_by_name,
            created_at: Timestamp(row.created_at),
            archived: row.archived,
            newest_version: row.newest_version.map(VersionNumber),
            published_at: row.published_at.map(Timestamp),
            running: text::unsigned(row.running),
            incidents: text::unsigned(row.incidents),
            drafts: text::unsigned(row.drafts),
        }
    }
}
