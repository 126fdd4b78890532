//! What starting a case needs to know, read at once.

use crate::Store;
use crate::error::Error;
use crate::id::{ProcessId, UserId, VersionNumber, WorkspaceId};
use crate::{sql, text};
use sea_orm::FromQueryResult;

/// A process as somebody is about to start a case of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starting {
    /// `None` while nothing is published, and when the process is put away.
    pub version: Option<VersionNumber>,
    /// The workspace's time zone, and how often its calendars were changed.
    pub zone: String,
    pub calendars: u64,
    /// Who starts it.
    pub name: String,
    pub email: String,
}

#[derive(FromQueryResult)]
struct Row {
    archived: bool,
    newest: Option<i64>,
    zone: String,
    calendars: i64,
    name: String,
    email: String,
}

impl Store {
    pub async fn starting(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
        by: UserId,
    ) -> Result<Starting, Error> {
        let row: Option<Row> = sql::one(
            self.database.read(),
            "SELECT p.archived, (SELECT MAX(v.number) FROM version v WHERE v.process = p.id) AS newest, \
             w.zone, w.calendars, u.name, u.email FROM process p JOIN workspace w ON w.id = p.workspace \
             JOIN \"user\" u ON u.workspace = p.workspace \
             WHERE p.workspace = $1 AND p.id = $2 AND u.id = $3",
            [workspace.0.into(), process.0.into(), by.0.into()],
        )
        .await?;
        let row = row.ok_or(Error::NotFound)?;
        Ok(Starting {
            version: row.newest.filter(|_| !row.archived).map(VersionNumber),
            zone: row.zone,
            calendars: text::unsigned(row.calendars),
            name: row.name,
            email: row.email,
        })
    }
}
