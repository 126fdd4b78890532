//! Visits to steps, counted for the live diagram.

use crate::Store;
use crate::error::Error;
use crate::id::{ProcessId, VersionNumber, WorkspaceId};
use crate::{sql, text};
use process::StepId;
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};

/// Where a visit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum VisitStatus {
    Active,
    Done,
    /// Stuck: an incident stands on it.
    Failed,
    Terminated,
}

/// How many visits a step has had, over all instances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepCounts {
    pub step: StepId,
    pub active: u64,
    pub done: u64,
    pub failed: u64,
    pub terminated: u64,
}

#[derive(FromQueryResult)]
struct Row {
    step: String,
    active: i64,
    done: i64,
    failed: i64,
    terminated: i64,
}

impl Store {
    /// The counts of a process, of one version or of all. Steps never visited are not in it.
    pub async fn step_counts(
        &self,
        workspace: WorkspaceId,
        process: ProcessId,
        version: Option<VersionNumber>,
    ) -> Result<Vec<StepCounts>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            "SELECT step, COUNT(*) FILTER (WHERE status = 'active') AS active, \
             COUNT(*) FILTER (WHERE status = 'done') AS done, \
             COUNT(*) FILTER (WHERE status = 'failed') AS failed, \
             COUNT(*) FILTER (WHERE status = 'terminated') AS terminated \
             FROM step_visit WHERE workspace = $1 AND process = $2 \
             AND (CAST($3 AS BIGINT) IS NULL OR version = $3) GROUP BY step ORDER BY step",
            [
                workspace.0.into(),
                process.0.into(),
                version.map(|version| version.0).into(),
            ],
        )
        .await?;
        Ok(rows.into_iter().map(StepCounts::from).collect())
    }
}

impl From<Row> for StepCounts {
    fn from(row: Row) -> Self {
        Self {
            step: StepId::new(row.step),
            active: text::unsigned(row.active),
            done: text::unsigned(row.done),
            failed: text::unsigned(row.failed),
            terminated: text::unsigned(row.terminated),
        }
    }
}
