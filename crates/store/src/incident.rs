//! Incidents: where instances are stuck and a person can help.

use crate::Store;
use crate::error::Error;
use crate::id::{InstanceId, ProcessId, UserId, WorkspaceId};
use crate::page::Page;
use crate::{sql, text};
use process::run::IncidentReason;
use process::{IncidentId, StepId, StepInstanceId, Timestamp};
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    pub instance: InstanceId,
    pub incident: IncidentId,
    pub process: ProcessId,
    pub process_name: String,
    pub step_instance: StepInstanceId,
    pub step: StepId,
    pub reason: IncidentReason,
    pub message: String,
    pub raised_at: Timestamp,
    pub resolved_at: Option<Timestamp>,
    pub resolved_by: Option<UserId>,
}

/// The place of an incident in the list: newest instances first.
pub type IncidentCursor = (InstanceId, IncidentId);

#[derive(FromQueryResult)]
struct Row {
    instance: i64,
    incident: i64,
    process: i64,
    process_name: String,
    step_instance: i64,
    step: String,
    reason: String,
    message: String,
    raised_at: i64,
    resolved_at: Option<i64>,
    resolved_by: Option<i64>,
}

const SELECT: &str = "SELECT n.instance, n.incident, n.process, p.name AS process_name, n.step_instance, n.step, \
     n.reason, n.message, n.raised_at, n.resolved_at, n.resolved_by \
     FROM incident n JOIN process p ON p.id = n.process";

impl Store {
    /// What is stuck now, of one process or of all.
    pub async fn open_incidents(
        &self,
        workspace: WorkspaceId,
        process: Option<ProcessId>,
        page: Page<IncidentCursor>,
    ) -> Result<Vec<Incident>, Error> {
        let (instance, incident) = page
            .after
            .map_or((i64::MAX, i64::MAX), |(instance, incident)| {
                (instance.0, text::signed(incident.0))
            });
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            &format!(
                "{SELECT} WHERE n.workspace = $1 AND n.resolved_at IS NULL \
                 AND (CAST($2 AS BIGINT) IS NULL OR n.process = $2) \
                 AND (n.instance < $3 OR (n.instance = $3 AND n.incident < $4)) \
                 ORDER BY n.instance DESC, n.incident DESC LIMIT $5"
            ),
            [
                workspace.0.into(),
                process.map(|process| process.0).into(),
                instance.into(),
                incident.into(),
                page.rows().into(),
            ],
        )
        .await?;
        rows.into_iter().map(Incident::try_from).collect()
    }

    /// All incidents an instance has had, oldest first.
    pub async fn incidents_of(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
    ) -> Result<Vec<Incident>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            &format!("{SELECT} WHERE n.workspace = $1 AND n.instance = $2 ORDER BY n.incident"),
            [workspace.0.into(), instance.0.into()],
        )
        .await?;
        rows.into_iter().map(Incident::try_from).collect()
    }
}

impl TryFrom<Row> for Incident {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            instance: InstanceId(row.instance),
            incident: IncidentId(text::unsigned(row.incident)),
            process: ProcessId(row.process),
            process_name: row.process_name,
            step_instance: StepInstanceId(text::unsigned(row.step_instance)),
            step: StepId::new(row.step),
            reason: text::from_word("reason", &row.reason)?,
            message: row.message,
            raised_at: Timestamp(row.raised_at),
            resolved_at: row.resolved_at.map(Timestamp),
            resolved_by: row.resolved_by.map(UserId),
        })
    }
}
