//! Timers: due times that become commands, and when the next thing is due at all.

use crate::Store;
use crate::error::Error;
use crate::id::{InstanceId, WorkspaceId};
use crate::{sql, text};
use process::{StepInstanceId, TimerId, Timestamp};
use sea_orm::FromQueryResult;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueTimer {
    pub workspace: WorkspaceId,
    pub instance: InstanceId,
    pub timer: TimerId,
    pub step_instance: StepInstanceId,
    pub due: Timestamp,
}

#[derive(FromQueryResult)]
struct Row {
    workspace: i64,
    instance: i64,
    timer: i64,
    step_instance: i64,
    due: i64,
}

#[derive(FromQueryResult)]
struct Next {
    due: Option<i64>,
}

impl Store {
    /// Timers whose time has come, those due longest first. They are not claimed: of two that fire one, the commit
    /// of the second is a conflict.
    pub async fn due_timers(&self, now: Timestamp, limit: u32) -> Result<Vec<DueTimer>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            "SELECT workspace, instance, timer, step_instance, due FROM timer WHERE due <= $1 \
             ORDER BY due, instance, timer LIMIT $2",
            [now.0.into(), i64::from(limit).into()],
        )
        .await?;
        Ok(rows.into_iter().map(DueTimer::from).collect())
    }

    /// Moves a timer's row to a later time, so that one that can't be fired holds up no other. What the instance
    /// knows of its timer stays as it is.
    pub async fn postpone_timer(&self, timer: DueTimer, until: Timestamp) -> Result<(), Error> {
        sql::run(
            self.database.write(),
            "UPDATE timer SET due = $4 WHERE workspace = $1 AND instance = $2 AND timer = $3",
            [
                timer.workspace.0.into(),
                timer.instance.0.into(),
                text::signed(timer.timer.0).into(),
                until.0.into(),
            ],
        )
        .await
        .map(drop)
    }

    /// When the next thing is due: a timer, a job, a message, an errand or a start; it may have passed already. A leased job counts from the end of its lease.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, Error> {
        let next: Option<Next> = sql::one(
            self.database.read(),
            "SELECT MIN(due) AS due FROM (SELECT MIN(due) AS due FROM timer \
             UNION ALL SELECT MIN(due) AS due FROM job UNION ALL SELECT MIN(due) AS due FROM message \
             UNION ALL SELECT MIN(due) AS due FROM outbox UNION ALL SELECT MIN(due) AS due FROM start_event) AS any_of_them",
            [],
        )
        .await?;
        Ok(next.and_then(|next| next.due).map(Timestamp))
    }
}

impl From<Row> for DueTimer {
    fn from(row: Row) -> Self {
        Self {
            workspace: WorkspaceId(row.workspace),
            instance: InstanceId(row.instance),
            timer: TimerId(text::unsigned(row.timer)),
            step_instance: StepInstanceId(text::unsigned(row.step_instance)),
            due: Timestamp(row.due),
        }
    }
}
