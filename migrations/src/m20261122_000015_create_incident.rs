//! Where instances are or were stuck.

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
                    .table("incident")
                    .col(big_integer("instance"))
                    .col(big_integer("incident"))
                    .col(big_integer("workspace"))
                    .col(big_integer("process"))
                    .col(big_integer("step_instance"))
                    .col(text("step"))
                    .col(text("reason"))
                    .col(text("message"))
                    .col(big_integer("raised_at"))
                    .col(big_integer_null("resolved_at"))
                    .col(big_integer_null("resolved_by"))
                    .primary_key(Index::create().col("instance").col("incident"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("incident", "instance")
                            .to("instance", "id"),
                    )
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("incident_by_workspace_resolved_at")
                    .table("incident")
                    .col("workspace")
                    .col("resolved_at")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
