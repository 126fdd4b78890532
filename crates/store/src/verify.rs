//! For whoever compares what is stored with what the events say: all cases, the rows that stand for what is open, and how
//! the caches of a case are written anew.

use crate::Store;
use crate::commit::SEMANTICS_VERSION;
use crate::error::Error;
use crate::id::{InstanceId, WorkspaceId};
use crate::projection::Projection;
use crate::write::Write;
use crate::{sql, text};
use process::State;
use process::run::Doing;
use process::{JobId, StepInstanceId, TimerId};
use sea_orm::FromQueryResult;
use std::collections::BTreeSet;

/// The rows by which things happen to a case, or that say where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    pub jobs: BTreeSet<JobId>,
    pub timers: BTreeSet<TimerId>,
    /// Visits that have not ended.
    pub visits: BTreeSet<StepInstanceId>,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    workspace: i64,
}

#[derive(FromQueryResult)]
struct Number {
    number: i64,
}

#[derive(FromQueryResult)]
struct Runs {
    process: i64,
    version: i64,
}

impl Store {
    /// Cases of all workspaces, oldest first, those after `after`. For the operator, who sees no data of them.
    pub async fn every_case(
        &self,
        after: InstanceId,
        limit: u32,
    ) -> Result<Vec<(WorkspaceId, InstanceId)>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            "SELECT id, workspace FROM instance WHERE id > $1 ORDER BY id LIMIT $2",
            [after.0.into(), i64::from(limit).into()],
        )
        .await?;
        let named = |row: Row| (WorkspaceId(row.workspace), InstanceId(row.id));
        Ok(rows.into_iter().map(named).collect())
    }

    pub async fn open_rows(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
    ) -> Result<Open, Error> {
        let numbers = async |query: &str| -> Result<Vec<u64>, Error> {
            let values = [workspace.0.into(), instance.0.into()];
            let rows: Vec<Number> = sql::all(self.database.read(), query, values).await?;
            Ok(rows
                .into_iter()
                .map(|row| text::unsigned(row.number))
                .collect())
        };
        let jobs = numbers("SELECT job AS number FROM job WHERE workspace = $1 AND instance = $2");
        let timers =
            numbers("SELECT timer AS number FROM timer WHERE workspace = $1 AND instance = $2");
        let visits = numbers(
            "SELECT step_instance AS number FROM step_visit WHERE workspace = $1 AND instance = $2 \
             AND left_at IS NULL",
        );
        Ok(Open {
            jobs: jobs.await?.into_iter().map(JobId).collect(),
            timers: timers.await?.into_iter().map(TimerId).collect(),
            visits: visits.await?.into_iter().map(StepInstanceId).collect(),
        })
    }

    /// Writes the snapshot and the visits of a case anew. `Conflict` when it has gone on meanwhile.
    pub async fn rewrite_caches(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
        seq: u64,
        state: &State,
        visits: &[Write],
    ) -> Result<(), Error> {
        let transaction = self.database.begin().await?;
        let runs: Option<Runs> = sql::one(
            &transaction,
            "UPDATE instance SET state = $4, semantics_version = $5, status = $6 \
             WHERE workspace = $1 AND id = $2 AND seq = $3 RETURNING process, version",
            [
                workspace.0.into(),
                instance.0.into(),
                text::signed(seq).into(),
                text::json(state)?.into(),
                SEMANTICS_VERSION.into(),
                text::word(&state.status)?.into(),
            ],
        )
        .await?;
        let runs = runs.ok_or(Error::Conflict)?;
        let place = Projection {
            workspace: workspace.0,
            process: runs.process,
            version: runs.version,
            instance: instance.0,
        };
        sql::run(
            &transaction,
            "DELETE FROM step_visit WHERE workspace = $1 AND instance = $2",
            [workspace.0.into(), instance.0.into()],
        )
        .await?;
        for visit in visits {
            place.write(&transaction, visit).await?;
        }
        let stuck = state
            .active
            .iter()
            .filter(|(_, visit)| matches!(visit.doing, Doing::Stuck { .. }));
        for (visit, _) in stuck {
            place.is_stuck(&transaction, *visit).await?;
        }
        Ok(transaction.commit().await?)
    }
}
