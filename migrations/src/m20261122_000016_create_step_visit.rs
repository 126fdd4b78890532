//! Visits to steps, for the counts on the live diagram.

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
                    .table("step_visit")
                    .col(big_integer("instance"))
                    .col(big_integer("step_instance"))
                    .col(big_integer("workspace"))
                    .col(big_integer("process"))
                    .col(big_integer("version"))
                    .col(text("step"))
                    .col(text("status"))
                    .col(big_integer("entered_at"))
                    .col(big_integer_null("left_at"))
                    .primary_key(Index::create().col("instance").col("step_instance"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("step_visit", "instance")
                            .to("instance", "id"),
                    )
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("step_visit_by_process_version_step_status")
                    .table("step_visit")
                    .col("process")
                    .col("version")
                    .col("step")
                    .col("status")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
