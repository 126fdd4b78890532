//! User tasks: questions to people, and who sees them in the inbox.

use crate::Store;
use crate::error::Error;
use crate::id::{InstanceId, ProcessId, UserId, UserTaskId, WorkspaceId};
use crate::page::Page;
use crate::{sql, text};
use process::run::Candidate;
use process::{StepId, StepInstanceId, Timestamp, Value};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TaskStatus {
    Open,
    Answered,
    /// Not asked any more: the case was cancelled, or went on without the answer.
    Withdrawn,
}

#[derive(Clone, Debug, PartialEq)]
pub struct UserTask {
    pub id: UserTaskId,
    pub process: ProcessId,
    pub process_name: String,
    pub instance: InstanceId,
    pub step_instance: StepInstanceId,
    pub step: StepId,
    pub title: String,
    pub instructions: String,
    pub candidate: Candidate,
    pub assignee: Option<UserId>,
    pub assignee_name: Option<String>,
    pub due: Option<Timestamp>,
    pub opened_at: Timestamp,
    pub status: TaskStatus,
    pub answered_by: Option<UserId>,
    pub answered_by_name: Option<String>,
    pub closed_at: Option<Timestamp>,
    /// Who started the case.
    pub started_by_name: Option<String>,
}

/// A candidate as columns: its kind, and the one column of that kind.
#[derive(Default)]
pub(crate) struct CandidateColumns {
    pub kind: &'static str,
    pub user: Option<i64>,
    pub team: Option<String>,
    pub role: Option<String>,
}

impl CandidateColumns {
    pub(crate) fn of(candidate: &Candidate) -> Result<Self, Error> {
        Ok(match candidate {
            Candidate::Person { user } => Self {
                kind: "person",
                user: Some(user.0),
                ..Self::default()
            },
            Candidate::Team { team } => Self {
                kind: "team",
                team: Some(text::plain(team)),
                ..Self::default()
            },
            Candidate::Role { role } => Self {
                kind: "role",
                role: Some(text::word(role)?),
                ..Self::default()
            },
        })
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    process: i64,
    process_name: String,
    instance: i64,
    step_instance: i64,
    step: String,
    title: String,
    instructions: String,
    candidate: String,
    candidate_user: Option<i64>,
    candidate_team: Option<String>,
    candidate_role: Option<String>,
    assignee: Option<i64>,
    assignee_name: Option<String>,
    due: Option<i64>,
    opened_at: i64,
    status: String,
    answered_by: Option<i64>,
    answered_by_name: Option<String>,
    closed_at: Option<i64>,
    started_by_name: Option<String>,
}

const SELECT: &str = "SELECT t.id, t.process, p.name AS process_name, t.instance, t.step_instance, t.step, t.title, \
     t.instructions, t.candidate, t.candidate_user, t.candidate_team, t.candidate_role, t.assignee, \
     a.name AS assignee_name, t.due, t.opened_at, t.status, t.answered_by, b.name AS answered_by_name, t.closed_at, \
     s.name AS started_by_name FROM user_task t JOIN process p ON p.id = t.process \
     JOIN instance i ON i.id = t.instance LEFT JOIN \"user\" s ON s.id = i.started_by \
     LEFT JOIN \"user\" a ON a.id = t.assignee LEFT JOIN \"user\" b ON b.id = t.answered_by";

/// Open, and for the user `$2` of workspace `$1`: given to them, or given to nobody and they are a candidate.
/// Somebody switched off is asked nothing. Whoever may do more is asked what those are asked who may do less:
/// asking any member asks everybody.
const MINE: &str = "t.workspace = $1 AND t.status = 'open' \
     AND EXISTS (SELECT 1 FROM \"user\" me WHERE me.id = $2 AND me.workspace = $1 AND me.active \
       AND (t.assignee = me.id OR (t.assignee IS NULL AND ( \
         t.candidate_user = me.id OR t.candidate_role = me.role OR t.candidate_role = 'member' \
         OR (t.candidate_role = 'builder' AND me.role = 'admin') \
         OR EXISTS (SELECT 1 FROM team_member m WHERE m.workspace = $1 AND m.team = t.candidate_team \
           AND m.\"user\" = me.id)))))";

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

#[derive(FromQueryResult)]
struct Saved {
    saved_answers: String,
}

impl Store {
    /// The open tasks this person can answer, oldest first; the cursor is a task's id.
    pub async fn inbox(
        &self,
        workspace: WorkspaceId,
        user: UserId,
        page: Page<UserTaskId>,
    ) -> Result<Vec<UserTask>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            &format!("{SELECT} WHERE {MINE} AND t.id > $3 ORDER BY t.id LIMIT $4"),
            [
                workspace.0.into(),
                user.0.into(),
                page.after.map_or(0, |id| id.0).into(),
                page.rows().into(),
            ],
        )
        .await?;
        rows.into_iter().map(UserTask::try_from).collect()
    }

    pub async fn inbox_count(&self, workspace: WorkspaceId, user: UserId) -> Result<u64, Error> {
        let row: Option<Count> = sql::one(
            self.database.read(),
            &format!("SELECT COUNT(*) AS count FROM user_task t WHERE {MINE}"),
            [workspace.0.into(), user.0.into()],
        )
        .await?;
        Ok(row.map_or(0, |row| text::unsigned(row.count)))
    }

    /// Whether the task is open and in this person's inbox.
    pub async fn may_answer(
        &self,
        workspace: WorkspaceId,
        user: UserId,
        task: UserTaskId,
    ) -> Result<bool, Error> {
        sql::exists(
            self.database.read(),
            &format!("SELECT 1 FROM user_task t WHERE {MINE} AND t.id = $3"),
            [workspace.0.into(), user.0.into(), task.0.into()],
        )
        .await
    }

    pub async fn user_task(
        &self,
        workspace: WorkspaceId,
        task: UserTaskId,
    ) -> Result<UserTask, Error> {
        let row: Option<Row> = sql::one(
            self.database.read(),
            &format!("{SELECT} WHERE t.workspace = $1 AND t.id = $2"),
            [workspace.0.into(), task.0.into()],
        )
        .await?;
        row.ok_or(Error::NotFound)?.try_into()
    }

    /// All tasks an instance has opened, oldest first.
    pub async fn user_tasks_of(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
    ) -> Result<Vec<UserTask>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            &format!("{SELECT} WHERE t.workspace = $1 AND t.instance = $2 ORDER BY t.id"),
            [workspace.0.into(), instance.0.into()],
        )
        .await?;
        rows.into_iter().map(UserTask::try_from).collect()
    }

    /// Keeps half-filled answers for whoever is filling them. Only an open task in their inbox keeps any:
    /// `NotFound` otherwise.
    pub async fn save_answers(
        &self,
        workspace: WorkspaceId,
        user: UserId,
        task: UserTaskId,
        answers: &BTreeMap<String, Value>,
    ) -> Result<(), Error> {
        let changed = sql::run(
            self.database.write(),
            &format!(
                "UPDATE user_task SET saved_answers = $4, saved_by = $2 WHERE id = \
                 (SELECT t.id FROM user_task t WHERE {MINE} AND t.id = $3)"
            ),
            [
                workspace.0.into(),
                user.0.into(),
                task.0.into(),
                text::json(answers)?.into(),
            ],
        )
        .await?;
        if changed == 1 {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }

    /// What this person has filled in so far and not sent.
    pub async fn saved_answers(
        &self,
        workspace: WorkspaceId,
        user: UserId,
        task: UserTaskId,
    ) -> Result<Option<BTreeMap<String, Value>>, Error> {
        let row: Option<Saved> = sql::one(
            self.database.read(),
            "SELECT saved_answers FROM user_task WHERE workspace = $1 AND saved_by = $2 AND id = $3 \
             AND saved_answers IS NOT NULL",
            [workspace.0.into(), user.0.into(), task.0.into()],
        )
        .await?;
        row.map(|row| text::from_json("answers", &row.saved_answers))
            .transpose()
    }
}

impl TryFrom<Row> for UserTask {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let candidate = match (row.candidate_user, row.candidate_team, row.candidate_role) {
            (Some(user), _, _) => Candidate::Person { user: UserId(user) },
            (_, Some(team), _) => Candidate::Team { team },
            (_, _, Some(role)) => Candidate::Role {
                role: text::from_word("role", &role)?,
            },
            _ => {
                let kind = row.candidate;
                return Err(Error::database(format!("a user task for nobody ({kind})")));
            }
        };
        Ok(Self {
            id: UserTaskId(row.id),
            process: ProcessId(row.process),
            process_name: row.process_name,
            instance: InstanceId(row.instance),
            step_instance: StepInstanceId(text::unsigned(row.step_instance)),
            step: StepId::new(row.step),
            title: row.title,
            instructions: row.instructions,
            candidate,
            assignee: row.assignee.map(UserId),
            assignee_name: row.assignee_name,
            due: row.due.map(Timestamp),
            opened_at: Timestamp(row.opened_at),
            status: text::from_word("status", &row.status)?,
            answered_by: row.answered_by.map(UserId),
            answered_by_name: row.answered_by_name,
            closed_at: row.closed_at.map(Timestamp),
            started_by_name: row.started_by_name,
        })
    }
}
