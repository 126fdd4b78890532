//! Jobs: outside work waiting for a worker. A worker leases a job for a while; the lease's token fences off a
//! worker that comes back after its lease was given to another.

use crate::Store;
use crate::error::Error;
use crate::id::{ConnectionId, InstanceId, WorkspaceId};
use crate::session::millis;
use crate::{sql, text};
use process::{JobId, StepInstanceId, Timestamp, Value};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::BTreeMap;
use std::time::Duration;

/// The token of a lease that a job is opened with.
pub const FIRST_TOKEN: i64 = 1;

/// The right of one worker to do one job for a while. Handed back with the outcome, see [`crate::commit::Commit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    pub instance: InstanceId,
    pub job: JobId,
    /// Grows with each lease of the job; only the newest counts.
    pub token: i64,
}

/// A job and everything its connector needs, except the credential.
#[derive(Clone, Debug, PartialEq)]
pub struct LeasedJob {
    pub workspace: WorkspaceId,
    pub lease: Lease,
    pub step_instance: StepInstanceId,
    pub connector: String,
    pub action: String,
    pub connection: Option<ConnectionId>,
    /// The settings, values inserted. An error when this version of Baton cannot read them: that job fails, the
    /// others go on.
    pub input: Result<BTreeMap<String, Value>, String>,
    /// After this moment somebody else may take the job.
    pub leased_until: Timestamp,
}

#[derive(FromQueryResult)]
struct Row {
    workspace: i64,
    instance: i64,
    job: i64,
    step_instance: i64,
    connector: String,
    action: String,
    connection: Option<i64>,
    input: String,
    due: i64,
    lease_token: i64,
}

impl Store {
    /// Takes up to `limit` due jobs, those due longest first. No two callers get the same one while its lease lasts.
    pub async fn lease_jobs(
        &self,
        now: Timestamp,
        limit: u32,
        lease_for: Duration,
    ) -> Result<Vec<LeasedJob>, Error> {
        // PostgreSQL lets several take jobs at once; SQLite has one writer anyway.
        let skip = if self.database.is_sqlite() {
            ""
        } else {
            "FOR UPDATE SKIP LOCKED"
        };
        let until = now.0.saturating_add(millis(lease_for));
        let rows: Vec<Row> = sql::all(
            self.database.write(),
            &format!(
                "WITH mine AS (SELECT instance AS i, job AS j FROM job WHERE due <= $1 ORDER BY due LIMIT $2 {skip}) \
                 UPDATE job SET due = $3, lease_token = lease_token + 1 FROM mine \
                 WHERE job.instance = mine.i AND job.job = mine.j \
                 RETURNING job.workspace, job.instance, job.job, job.step_instance, job.connector, job.action, \
                 job.connection, job.input, job.due, job.lease_token"
            ),
            [now.0.into(), i64::from(limit).into(), until.into()],
        )
        .await?;
        Ok(rows.into_iter().map(LeasedJob::from).collect())
    }

    /// Makes a lease last until `lease_for` after `now`. `NotFound` when it is not the newest any more, or the job is
    /// over.
    pub async fn renew_lease(
        &self,
        workspace: WorkspaceId,
        lease: Lease,
        now: Timestamp,
        lease_for: Duration,
    ) -> Result<(), Error> {
        let renewed = sql::run(
            self.database.write(),
            "UPDATE job SET due = $5 WHERE workspace = $1 AND instance = $2 AND job = $3 AND lease_token = $4",
            [
                workspace.0.into(),
                lease.instance.0.into(),
                text::signed(lease.job.0).into(),
                lease.token.into(),
                now.0.saturating_add(millis(lease_for)).into(),
            ],
        )
        .await?;
        sql::found(renewed)
    }

    /// Whoever holds the lease does not do the job after all: it is due for anybody.
    pub async fn give_back(
        &self,
        workspace: WorkspaceId,
        lease: Lease,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.renew_lease(workspace, lease, now, Duration::ZERO)
            .await
    }

    /// Whether nobody else has leased the job since, and it is still open. Worth asking before something that
    /// can't be undone; what counts is asked again inside the commit.
    pub async fn job_still_leased(
        &self,
        workspace: WorkspaceId,
        lease: Lease,
    ) -> Result<bool, Error> {
        lease.holds(self.database.read(), workspace).await
    }
}

impl Lease {
    async fn holds(
        &self,
        on: &impl ConnectionTrait,
        workspace: WorkspaceId,
    ) -> Result<bool, Error> {
        sql::exists(
            on,
            "SELECT 1 FROM job WHERE workspace = $1 AND instance = $2 AND job = $3 AND lease_token = $4",
            [
                workspace.0.into(),
                self.instance.0.into(),
                text::signed(self.job.0).into(),
                self.token.into(),
            ],
        )
        .await
    }

    pub(crate) async fn must_hold(
        &self,
        on: &impl ConnectionTrait,
        workspace: WorkspaceId,
    ) -> Result<(), Error> {
        if self.holds(on, workspace).await? {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }
}

impl From<Row> for LeasedJob {
    fn from(row: Row) -> Self {
        Self {
            workspace: WorkspaceId(row.workspace),
            lease: Lease {
                instance: InstanceId(row.instance),
                job: JobId(text::unsigned(row.job)),
                token: row.lease_token,
            },
            step_instance: StepInstanceId(text::unsigned(row.step_instance)),
            connector: row.connector,
            action: row.action,
            connection: row.connection.map(ConnectionId),
            input: text::from_json("job", &row.input).map_err(|error| error.to_string()),
            leased_until: Timestamp(row.due),
        }
    }
}
