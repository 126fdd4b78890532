//! Drafts: the diagram somebody is drawing. Each author has one for each process; its revision lets a stale page
//! find out before it overwrites what another page of the same author has saved.

use crate::Store;
use crate::entity::draft;
use crate::error::Error;
use crate::id::{ProcessId, UserId, VersionNumber, WorkspaceId};
use crate::{sql, text};
use process::{Diagram, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};

#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Counts the saves; 0 for a diagram that is not saved as a draft yet.
    pub revision: u64,
    pub updated_at: Option<Timestamp>,
    /// The version it began from; none when nothing was published then.
    pub base: Option<VersionNumber>,
    pub diagram: Diagram,
}

/// What an author's page has last seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// 0: there was no draft.
    pub revision: u64,
    /// The version the drawing began from.
    pub base: Option<VersionNumber>,
}

impl From<u64> for Seen {
    /// For a drawing that began from nothing published.
    fn from(revision: u64) -> Self {
        Self {
            revision,
            base: None,
        }
    }
}

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftSummary {
    pub author: UserId,
    pub author_name: String,
    pub revision: u64,
    pub updated_at: Timestamp,
}

#[derive(FromQueryResult)]
struct SummaryRow {
    author: i64,
    author_name: String,
    revision: i64,
    updated_at: i64,
}

impl Store {
    /// What the author sees on opening the process: their draft, or else the newest version, or else an empty
    /// diagram. Looking saves nothing.
    pub async fn draft(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
        author: UserId,
    ) -> Result<Draft, Error> {
        let row = draft::Entity::find_by_id((process.0, author.0))
            .filter(draft::Column::Workspace.eq(workspace.0))
            .one(self.database.read())
            .await?;
        if let Some(row) = row {
            return Ok(Draft {
                revision: text::unsigned(row.revision),
                updated_at: Some(Timestamp(row.updated_at)),
                base: row.base.map(VersionNumber),
                diagram: text::from_json("diagram", &row.diagram)?,
            });
        }
        let newest = self.newest_version(workspace, process).await?;
        Ok(Draft {
            revision: 0,
            updated_at: None,
            base: newest.as_ref().map(|version| version.number),
            diagram: newest.map(|version| version.diagram).unwrap_or_default(),
        })
    }

    /// Saves over what the author's page has last seen; the answer is the new revision. `Conflict` when another page has saved, published or discarded it since.
    pub async fn save_draft(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
        author: UserId,
        seen: impl Into<Seen>,
        diagram: &Diagram,
        at: Timestamp,
    ) -> Result<u64, Error> {
        let Seen { revision, base } = seen.into();
        // The process is asked for in the same statement: a draft is never made for another workspace's.
        let statement = if revision == 0 {
            "INSERT INTO draft (process, author, workspace, diagram, revision, updated_at, base) \
             SELECT p.id, $3, p.workspace, $5, $4 + 1, $6, CAST($7 AS BIGINT) FROM process p \
             WHERE p.workspace = $1 AND p.id = $2 \
             ON CONFLICT DO NOTHING"
        } else {
            "UPDATE draft SET diagram = $5, revision = $4 + 1, updated_at = $6, base = CAST($7 AS BIGINT) \
             WHERE workspace = $1 AND process = $2 AND author = $3 AND revision = $4"
        };
        let changed = sql::run(
            self.database.write(),
            statement,
            [
                workspace.0.into(),
                process.0.into(),
                author.0.into(),
                text::signed(revision).into(),
                text::json(diagram)?.into(),
                at.0.into(),
                base.map(|base| base.0).into(),
            ],
        )
        .await?;
        if changed == 1 {
            return Ok(revision + 1);
        }
        self.process(workspace, process).await?;
        Err(Error::Conflict)
    }

    /// Throws the author's draft away. Without one it is done already.
    pub async fn discard_draft(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
        author: UserId,
    ) -> Result<(), Error> {
        sql::run(
            self.database.write(),
            "DELETE FROM draft WHERE workspace = $1 AND process = $2 AND author = $3",
            [workspace.0.into(), process.0.into(), author.0.into()],
        )
        .await
        .map(drop)
    }

    /// Who has a draft of the process, last changed first.
    pub async fn drafts(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
    ) -> Result<Vec<DraftSummary>, Error> {
        let rows: Vec<SummaryRow> = sql::all(
            self.database.read(),
            "SELECT d.author, u.name AS author_name, d.revision, d.updated_at \
             FROM draft d JOIN \"user\" u ON u.id = d.author \
             WHERE d.workspace = $1 AND d.process = $2 ORDER BY d.updated_at DESC, d.author",
            [workspace.0.into(), process.0.into()],
        )
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| DraftSummary {
                author: UserId(row.author),
                author_name: row.author_name,
                revision: text::unsigned(row.revision),
                updated_at: Timestamp(row.updated_at),
            })
            .collect())
    }
}
