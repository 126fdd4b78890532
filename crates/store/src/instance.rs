//! Instances: loaded whole to be run, listed as cases for the screens.

use crate::Store;
use crate::calling::Caller;
use crate::commit::SEMANTICS_VERSION;
use crate::error::Error;
use crate::id::{InstanceId, ProcessId, UserId, VersionNumber, WorkspaceId};
use crate::page::Page;
use crate::{sql, text};
use process::run::Status;
use process::{Diagram, State, StepInstanceId, Timestamp};
use sea_orm::FromQueryResult;

/// What deciding on an instance needs. The definition is compiled from [`Store::version`].
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    pub instance: InstanceId,
    pub process: ProcessId,
    pub version: VersionNumber,
    pub seq: u64,
    /// The state as of `seq`. `None` when it was written with other semantics or cannot be read: fold the events.
    pub snapshot: Option<State>,
    /// Who called it, if anybody did.
    pub caller: Option<Caller>,
    /// How many calls deep it is.
    pub depth: u32,
    /// How often the workspace's business calendars were changed.
    pub calendars: u64,
}

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceSummary {
    pub id: InstanceId,
    pub process: ProcessId,
    pub process_name: String,
    pub version: VersionNumber,
    pub seq: u64,
    pub status: Status,
    pub started_by: Option<UserId>,
    pub started_by_name: Option<String>,
    pub started_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// Open incidents.
    pub incidents: u64,
}

/// A case with all its page needs: where it stands, drawn on the version it runs.
#[derive(Clone, Debug, PartialEq)]
pub struct InstanceDetail {
    pub summary: InstanceSummary,
    /// As of `summary.seq`; `None` as in [`Loaded::snapshot`].
    pub snapshot: Option<State>,
    pub diagram: Diagram,
}

/// Which cases a list shows; what is `None` or false does not narrow it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstanceFilter {
    pub process: Option<ProcessId>,
    pub status: Option<Status>,
    pub with_incident: bool,
    pub started_by: Option<UserId>,
    /// Only those this person started or took part in: answered a task, has one, or is the one it is for.
    pub part_of: Option<UserId>,
    /// What somebody typed to find a case: its number, `#` before it or not.
    pub text: Option<String>,
}

#[derive(FromQueryResult)]
struct LoadedRow {
    process: i64,
    version: i64,
    seq: i64,
    state: String,
    semantics_version: i64,
    caller: Option<i64>,
    caller_visit: Option<i64>,
    depth: i64,
    calendars: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    process: i64,
    process_name: String,
    version: i64,
    seq: i64,
    status: String,
    started_by: Option<i64>,
    started_by_name: Option<String>,
    started_at: i64,
    ended_at: Option<i64>,
    incident_count: i64,
}

#[derive(FromQueryResult)]
struct DetailRow {
    #[sea_orm(nested)]
    summary: Row,
    state: String,
    semantics_version: i64,
    diagram: String,
}

const COLUMNS: &str = "i.id, i.process, p.name AS process_name, i.version, i.seq, i.status, i.started_by, \
     u.name AS started_by_name, i.started_at, i.ended_at, i.incident_count";
const FROM: &str = "FROM instance i JOIN process p ON p.id = i.process LEFT JOIN \"user\" u ON u.id = i.started_by";

impl Store {
    pub async fn load(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
    ) -> Result<Loaded, Error> {
        let row: LoadedRow = sql::one(
            self.database.read(),
            "SELECT i.process, i.version, i.seq, i.state, i.semantics_version, i.caller, i.caller_visit, i.depth, \
             w.calendars FROM instance i JOIN workspace w ON w.id = i.workspace \
             WHERE i.workspace = $1 AND i.id = $2",
            [workspace.0.into(), instance.0.into()],
        )
        .await?
        .ok_or(Error::NotFound)?;
        Ok(Loaded {
            instance,
            process: ProcessId(row.process),
            version: VersionNumber(row.version),
            seq: text::unsigned(row.seq),
            snapshot: snapshot(&row.state, row.semantics_version),
            caller: row
                .caller
                .zip(row.caller_visit)
                .map(|(caller, visit)| Caller {
                    instance: InstanceId(caller),
                    step_instance: StepInstanceId(text::unsigned(visit)),
                }),
            depth: u32::try_from(row.depth).unwrap_or(u32::MAX),
            calendars: text::unsigned(row.calendars),
        })
    }

    /// Cases, newest first; the cursor is a case's number.
    pub async fn instances(
        &self,
        workspace: WorkspaceId,
        filter: &InstanceFilter,
        page: Page<InstanceId>,
    ) -> Result<Vec<InstanceSummary>, Error> {
        let number = match filter.text.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(text) => match text.trim_start_matches('#').parse::<i64>() {
                Ok(number) => Some(number),
                Err(_) => return Ok(Vec::new()),
            },
        };
        let status = filter
            .status
            .map(|status| text::word(&status))
            .transpose()?;
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            &format!(
                "SELECT {COLUMNS} {FROM} WHERE i.workspace = $1 AND i.id < $2 \
                 AND (CAST($3 AS BIGINT) IS NULL OR i.process = $3) \
                 AND (CAST($4 AS TEXT) IS NULL OR i.status = $4) \
                 AND (CAST($5 AS BIGINT) IS NULL OR i.started_by = $5) \
                 AND (CAST($6 AS BIGINT) IS NULL OR i.id = $6) \
                 AND i.incident_count >= $7 \
                 AND (CAST($8 AS BIGINT) IS NULL OR i.started_by = $8 OR EXISTS (SELECT 1 FROM user_task t \
                   WHERE t.instance = i.id AND (t.answered_by = $8 OR t.assignee = $8 OR t.candidate_user = $8))) \
                 ORDER BY i.id DESC LIMIT $9"
            ),
            [
                workspace.0.into(),
                page.after.map_or(i64::MAX, |id| id.0).into(),
                filter.process.map(|process| process.0).into(),
                status.into(),
                filter.started_by.map(|user| user.0).into(),
                number.into(),
                i64::from(filter.with_incident).into(),
                filter.part_of.map(|user| user.0).into(),
                page.rows().into(),
            ],
        )
        .await?;
        rows.into_iter().map(InstanceSummary::try_from).collect()
    }

    pub async fn instance(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
    ) -> Result<InstanceDetail, Error> {
        let row: DetailRow = sql::one(
            self.database.read(),
            &format!(
                "SELECT {COLUMNS}, i.state, i.semantics_version, v.diagram {FROM} \
                 JOIN version v ON v.process = i.process AND v.number = i.version \
                 WHERE i.workspace = $1 AND i.id = $2"
            ),
            [workspace.0.into(), instance.0.into()],
        )
        .await?
        .ok_or(Error::NotFound)?;
        Ok(InstanceDetail {
            snapshot: snapshot(&row.state, row.semantics_version),
            diagram: text::from_json("diagram", &row.diagram)?,
            summary: row.summary.try_into()?,
        })
    }
}

/// Snapshots are a cache: one that cannot be used is the same as none.
fn snapshot(state: &str, semantics_version: i64) -> Option<State> {
    (semantics_version == SEMANTICS_VERSION)
        .then(|| serde_json::from_str(state).ok())
        .flatten()
}

impl TryFrom<Row> for InstanceSummary {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: InstanceId(row.id),
            process: ProcessId(row.process),
            process_name: row.process_name,
            version: VersionNumber(row.version),
            seq: text::unsigned(row.seq),
            status: text::from_word("status", &row.status)?,
            started_by: row.started_by.map(UserId),
            started_by_name: row.started_by_name,
            started_at: Timestamp(row.started_at),
            ended_at: row.ended_at.map(Timestamp),
            incidents: text::unsigned(row.incident_count),
        })
    }
}
