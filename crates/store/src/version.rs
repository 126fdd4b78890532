//! Versions: published diagrams. A row is written once and never changed.

use crate::Store;
use crate::entity::version;
use crate::error::Error;
use crate::id::{ProcessId, UserId, VersionNumber, WorkspaceId};
use crate::session::hex;
use crate::start_event::{self, NewStart};
use crate::{sql, text};
use process::{Diagram, Timestamp};
use sea_orm::{EntityTrait, FromQueryResult, Set};
use sha2::{Digest, Sha256};

#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub number: VersionNumber,
    /// SHA-256 of the diagram's JSON as it is stored, in hex.
    pub content_hash: String,
    pub diagram: Diagram,
}

/// Who makes which draft a version, over what, and what cases of it begin by.
#[derive(Clone, Copy, Debug)]
pub struct Publishing<'a> {
    pub author: UserId,
    pub revision: u64,
    pub over: Option<VersionNumber>,
    pub starts: &'a [NewStart],
    pub at: Timestamp,
}

/// A version in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionSummary {
    pub number: VersionNumber,
    pub content_hash: String,
    pub published_by: UserId,
    pub published_by_name: String,
    pub published_at: Timestamp,
    /// Its cases that have not ended.
    pub running: u64,
}

#[derive(FromQueryResult)]
struct Row {
    number: i64,
    content_hash: String,
    diagram: String,
}

#[derive(FromQueryResult)]
struct SummaryRow {
    number: i64,
    content_hash: String,
    published_by: i64,
    published_by_name: String,
    published_at: i64,
    running: i64,
}

#[derive(FromQueryResult)]
struct DraftRow {
    diagram: String,
    base: Option<i64>,
}

#[derive(FromQueryResult)]
struct Newest {
    number: Option<i64>,
}

impl Store {
    /// Makes the author's draft, exactly as of `revision`, the newest version; the draft is closed by it. Whether it
    /// may be published (its problems) is for the caller to know. `Conflict` when the draft has changed since, or
    /// when there is a newer version than the one it began from and the one its author knows of, `over`.
    pub async fn publish(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
        author: UserId,
        revision: u64,
        over: Option<VersionNumber>,
        at: Timestamp,
    ) -> Result<VersionNumber, Error> {
        let publishing = Publishing {
            author,
            revision,
            over,
            starts: &[],
            at,
        };
        self.publish_with(workspace, process, publishing).await
    }

    /// The same, with what begins cases of this version by itself; what the former version began by goes.
    pub async fn publish_with(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
        publishing: Publishing<'_>,
    ) -> Result<VersionNumber, Error> {
        let Publishing {
            author,
            revision,
            over,
            starts,
            at,
        } = publishing;
        let transaction = self.database.begin().await?;
        // Locks the process, so that two who publish at once get two numbers.
        let there = sql::run(
            &transaction,
            "UPDATE process SET name = name WHERE workspace = $1 AND id = $2",
            [workspace.0.into(), process.0.into()],
        )
        .await?;
        sql::found(there)?;
        let draft: DraftRow = sql::one(
            &transaction,
            "DELETE FROM draft WHERE workspace = $1 AND process = $2 AND author = $3 AND revision = $4 \
             RETURNING diagram, base",
            [
                workspace.0.into(),
                process.0.into(),
                author.0.into(),
                text::signed(revision).into(),
            ],
        )
        .await?
        .ok_or(Error::Conflict)?;
        let newest: Option<Newest> = sql::one(
            &transaction,
            "SELECT MAX(number) AS number FROM version WHERE process = $1",
            [process.0.into()],
        )
        .await?;
        let newest = newest.and_then(|newest| newest.number);
        if newest > draft.base.max(over.map(|over| over.0)) {
            return Err(Error::Conflict);
        }
        let number = 1 + newest.unwrap_or(0);
        let row = version::ActiveModel {
            process: Set(process.0),
            number: Set(number),
            workspace: Set(workspace.0),
            content_hash: Set(hex(&Sha256::digest(&draft.diagram))),
            diagram: Set(draft.diagram),
            published_by: Set(author.0),
            published_at: Set(at.0),
        };
        version::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await?;
        start_event::register(&transaction, workspace, process, number, starts).await?;
        transaction.commit().await?;
        Ok(VersionNumber(number))
    }

    pub async fn version(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
        number: VersionNumber,
    ) -> Result<Version, Error> {
        let row: Option<Row> = sql::one(
            self.database.read(),
            "SELECT number, content_hash, diagram FROM version \
             WHERE workspace = $1 AND process = $2 AND number = $3",
            [workspace.0.into(), process.0.into(), number.0.into()],
        )
        .await?;
        row.ok_or(Error::NotFound)?.try_into()
    }

    /// The version that new cases run; `None` while nothing is published.
    pub async fn newest_version(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
    ) -> Result<Option<Version>, Error> {
        let row: Option<Row> = sql::one(
            self.database.read(),
            "SELECT number, content_hash, diagram FROM version WHERE workspace = $1 AND process = $2 \
             ORDER BY number DESC LIMIT 1",
            [workspace.0.into(), process.0.into()],
        )
        .await?;
        row.map(Version::try_from).transpose()
    }

    /// All versions of a process, newest first.
    pub async fn versions(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
    ) -> Result<Vec<VersionSummary>, Error> {
        let rows: Vec<SummaryRow> = sql::all(
            self.database.read(),
            "SELECT v.number, v.content_hash, v.published_by, u.name AS published_by_name, v.published_at, \
             (SELECT COUNT(*) FROM instance i WHERE i.process = v.process AND i.status = 'active' \
               AND i.version = v.number) AS running \
             FROM version v JOIN \"user\" u ON u.id = v.published_by \
             WHERE v.workspace = $1 AND v.process = $2 ORDER BY v.number DESC",
            [workspace.0.into(), process.0.into()],
        )
        .await?;
        Ok(rows.into_iter().map(VersionSummary::from).collect())
    }
}

impl TryFrom<Row> for Version {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            number: VersionNumber(row.number),
            content_hash: row.content_hash,
            diagram: text::from_json("diagram", &row.diagram)?,
        })
    }
}

impl From<SummaryRow> for VersionSummary {
    fn from(row: SummaryRow) -> Self {
        Self {
            number: VersionNumber(row.number),
            content_hash: row.content_hash,
            published_by: UserId(row.published_by),
            published_by_name: row.published_by_name,
            published_at: Timestamp(row.published_at),
            running: text::unsigned(row.running),
        }
    }
}
