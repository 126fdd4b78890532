//! How each [`Write`] becomes rows, inside the transaction of a commit.

use crate::entity::{incident, job, step_visit, timer, user_task};
use crate::error::Error;
use crate::job::FIRST_TOKEN;
use crate::step_visit::VisitStatus;
use crate::text::{json, plain, signed, word};
use crate::user_task::{CandidateColumns, TaskStatus};
use crate::write::Write;
use process::{StepInstanceId, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, NotSet, QueryFilter, Set};

/// The instance whose rows are written.
pub(crate) struct Projection {
    pub workspace: i64,
    pub process: i64,
    pub version: i64,
    pub instance: i64,
}

impl Projection {
    pub(crate) async fn write(
        &self,
        on: &impl ConnectionTrait,
        write: &Write,
    ) -> Result<(), Error> {
        match write {
            Write::EnterStep {
                step_instance,
                step,
                at,
            } => {
                let row = step_visit::ActiveModel {
                    instance: Set(self.instance),
                    step_instance: Set(signed(step_instance.0)),
                    workspace: Set(self.workspace),
                    process: Set(self.process),
                    version: Set(self.version),
                    step: Set(plain(step.as_str())),
                    status: Set(word(&VisitStatus::Active)?),
                    entered_at: Set(at.0),
                    left_at: Set(None),
                };
                step_visit::Entity::insert(row)
                    .exec_without_returning(on)
                    .await?;
            }
            Write::LeaveStep {
                step_instance,
                end,
                at,
            } => {
                let status = VisitStatus::from(*end);
                self.set_visit(on, *step_instance, status, Some(*at))
                    .await?;
            }
            Write::OpenUserTask {
                step_instance,
                step,
                title,
                instructions,
                candidate,
                due,
                at,
            } => {
                let candidate = CandidateColumns::of(candidate)?;
                let row = user_task::ActiveModel {
                    id: NotSet,
                    workspace: Set(self.workspace),
                    process: Set(self.process),
                    instance: Set(self.instance),
                    step_instance: Set(signed(step_instance.0)),
                    step: Set(plain(step.as_str())),
                    title: Set(plain(title)),
                    instructions: Set(plain(instructions)),
                    candidate: Set(candidate.kind.to_owned()),
                    candidate_user: Set(candidate.user),
                    candidate_team: Set(candidate.team),
                    candidate_role: Set(candidate.role),
                    assignee: Set(None),
                    due: Set(due.map(|due| due.0)),
                    opened_at: Set(at.0),
                    status: Set(word(&TaskStatus::Open)?),
                    answered_by: Set(None),
                    closed_at: Set(None),
                    saved_answers: Set(None),
                    saved_by: Set(None),
                };
                user_task::Entity::insert(row)
                    .exec_without_returning(on)
                    .await?;
            }
            Write::AssignUserTask { step_instance, to } => {
                self.open_user_task(*step_instance)?
                    .col_expr(
                        user_task::Column::Assignee,
                        Expr::value(to.map(|user| user.0)),
                    )
                    .exec(on)
                    .await?;
            }
            Write::AnswerUserTask {
                step_instance,
                by,
                at,
            } => {
                self.open_user_task(*step_instance)?
                    .col_expr(
                        user_task::Column::AnsweredBy,
                        Expr::value(by.map(|user| user.0)),
                    )
                    .col_expr(
                        user_task::Column::Status,
                        Expr::value(word(&TaskStatus::Answered)?),
                    )
                    .col_expr(user_task::Column::ClosedAt, Expr::value(at.0))
                    .col_expr(user_task::Column::SavedAnswers, Expr::value(None::<String>))
                    .exec(on)
                    .await?;
            }
            Write::SetTimer {
                timer,
                step_instance,
                due,
            } => {
                let row = timer::ActiveModel {
                    instance: Set(self.instance),
                    timer: Set(signed(timer.0)),
                    workspace: Set(self.workspace),
                    step_instance: Set(signed(step_instance.0)),
                    due: Set(due.0),
                };
                timer::Entity::insert(row)
                    .exec_without_returning(on)
                    .await?;
            }
            Write::RemoveTimer { timer } => {
                timer::Entity::delete_by_id((self.instance, signed(timer.0)))
                    .exec(on)
                    .await?;
            }
            Write::OpenJob {
                job,
                step_instance,
                connector,
                action,
                connection,
                input,
                due,
                leased_until,
            } => {
                let row = job::ActiveModel {
                    instance: Set(self.instance),
                    job: Set(signed(job.0)),
                    workspace: Set(self.workspace),
                    step_instance: Set(signed(step_instance.0)),
                    connector: Set(plain(connector)),
                    action: Set(plain(action)),
                    connection: Set(connection.map(|connection| connection.0)),
                    input: Set(json(input)?),
                    due: Set(leased_until.map_or(due.0, |until| until.0)),
                    lease_token: Set(leased_until.map_or(0, |_| FIRST_TOKEN)),
                };
                job::Entity::insert(row).exec_without_returning(on).await?;
            }
            Write::RetryJob { job, due } => {
                job::Entity::update_many()
                    .col_expr(job::Column::Due, Expr::value(due.0))
                    // The outcome of the lease is in: nothing may be handed in on it again.
                    .col_expr(
                        job::Column::LeaseToken,
                        Expr::col(job::Column::LeaseToken).add(1_i64),
                    )
                    .filter(job::Column::Instance.eq(self.instance))
                    .filter(job::Column::Job.eq(signed(job.0)))
                    .exec(on)
                    .await?;
            }
            Write::CloseJob { job } => {
                job::Entity::delete_by_id((self.instance, signed(job.0)))
                    .exec(on)
                    .await?;
            }
            Write::RaiseIncident {
                incident,
                step_instance,
                step,
                reason,
                message,
                at,
            } => {
                let row = incident::ActiveModel {
                    instance: Set(self.instance),
                    incident: Set(signed(incident.0)),
                    workspace: Set(self.workspace),
                    process: Set(self.process),
                    step_instance: Set(signed(step_instance.0)),
                    step: Set(plain(step.as_str())),
                    reason: Set(word(reason)?),
                    message: Set(plain(message)),
                    raised_at: Set(at.0),
                    resolved_at: Set(None),
                    resolved_by: Set(None),
                };
                incident::Entity::insert(row)
                    .exec_without_returning(on)
                    .await?;
                self.set_visit(on, *step_instance, VisitStatus::Failed, None)
                    .await?;
            }
            Write::ResolveIncident {
                incident,
                step_instance,
                by,
                at,
            } => {
                incident::Entity::update_many()
                    .col_expr(incident::Column::ResolvedAt, Expr::value(at.0))
                    .col_expr(
                        incident::Column::ResolvedBy,
                        Expr::value(by.map(|user| user.0)),
                    )
                    .filter(incident::Column::Instance.eq(self.instance))
                    .filter(incident::Column::Incident.eq(signed(incident.0)))
                    .exec(on)
                    .await?;
                self.set_visit(on, *step_instance, VisitStatus::Active, None)
                    .await?;
            }
            Write::Release { step_instance, at } => self.release(on, *step_instance, *at).await?,
            Write::Listen { .. }
            | Write::ListenOn { .. }
            | Write::StopListening { .. }
            | Write::StopAllListening { .. }
            | Write::SendMessage { .. }
            | Write::Broadcast { .. }
            | Write::Post { .. }
            | Write::DropCall { .. } => self.write_between(on, write).await?,
        }
        Ok(())
    }

    /// A visit of which an incident is open.
    pub(crate) async fn is_stuck(
        &self,
        on: &impl ConnectionTrait,
        step_instance: StepInstanceId,
    ) -> Result<(), Error> {
        self.set_visit(on, step_instance, VisitStatus::Failed, None)
            .await
    }

    async fn set_visit(
        &self,
        on: &impl ConnectionTrait,
        step_instance: StepInstanceId,
        status: VisitStatus,
        left_at: Option<Timestamp>,
    ) -> Result<(), Error> {
        step_visit::Entity::update_many()
            .col_expr(step_visit::Column::Status, Expr::value(word(&status)?))
            .col_expr(
                step_visit::Column::LeftAt,
                Expr::value(left_at.map(|at| at.0)),
            )
            .filter(step_visit::Column::Instance.eq(self.instance))
            .filter(step_visit::Column::StepInstance.eq(signed(step_instance.0)))
            .exec(on)
            .await?;
        Ok(())
    }

    /// An update of the visit's user task, if it is still open: what is closed stays as it was closed.
    fn open_user_task(
        &self,
        step_instance: StepInstanceId,
    ) -> Result<sea_orm::UpdateMany<user_task::Entity>, Error> {
        Ok(user_task::Entity::update_many()
            .filter(user_task::Column::Instance.eq(self.instance))
            .filter(user_task::Column::StepInstance.eq(signed(step_instance.0)))
            .filter(user_task::Column::Status.eq(word(&TaskStatus::Open)?)))
    }

    async fn release(
        &self,
        on: &impl ConnectionTrait,
        step_instance: StepInstanceId,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.open_user_task(step_instance)?
            .col_expr(
                user_task::Column::Status,
                Expr::value(word(&TaskStatus::Withdrawn)?),
            )
            .col_expr(user_task::Column::ClosedAt, Expr::value(at.0))
            .col_expr(user_task::Column::SavedAnswers, Expr::value(None::<String>))
            .exec(on)
            .await?;
        let visit = signed(step_instance.0);
        timer::Entity::delete_many()
            .filter(timer::Column::Instance.eq(self.instance))
            .filter(timer::Column::StepInstance.eq(visit))
            .exec(on)
            .await?;
        job::Entity::delete_many()
            .filter(job::Column::Instance.eq(self.instance))
            .filter(job::Column::StepInstance.eq(visit))
            .exec(on)
            .await?;
        incident::Entity::update_many()
            .col_expr(incident::Column::ResolvedAt, Expr::value(at.0))
            .filter(incident::Column::Instance.eq(self.instance))
            .filter(incident::Column::StepInstance.eq(visit))
            .filter(incident::Column::ResolvedAt.is_null())
            .exec(on)
            .await?;
        Ok(())
    }
}
