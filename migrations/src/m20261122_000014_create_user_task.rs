//! Questions to people. The candidate is one of person, team and role; the other columns are empty.

use crate::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("user_task")
                    .col(big_pk_auto("id"))
                    .col(big_integer("workspace"))
                    .col(big_integer("process"))
                    .col(big_integer("instance"))
                    .col(big_integer("step_instance"))
                    .col(text("step"))
                    .col(text("title"))
                    .col(text("instructions"))
                    .col(text("candidate"))
                    .col(big_integer_null("candidate_user"))
                    .col(text_null("candidate_team"))
                    .col(text_null("candidate_role"))
                    .col(big_integer_null("assignee"))
                    .col(big_integer_null("due"))
                    .col(big_integer("opened_at"))
                    .col(text("status"))
                    .col(big_integer_null("answered_by"))
                    .col(big_integer_null("closed_at"))
                    .col(text_null("saved_answers"))
                    .col(big_integer_null("saved_by"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("user_task", "instance")
                            .to("instance", "id"),
                    )
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("user_task_by_instance_step_instance")
                    .table("user_task")
                    .col("instance")
                    .col("step_instance")
                    .unique()
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("user_task_by_workspace_status_id")
                    .table("user_task")
                    .col("workspace")
                    .col("status")
                    .col("id")
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("user_task_by_workspace_assignee_status")
                    .table("user_task")
                    .col("workspace")
                    .col("assignee")
                    .col("status")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
