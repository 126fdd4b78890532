//! Processes: what drafts, versions and instances belong to.

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
                    .table("process")
                    .col(big_pk_auto("id"))
                    .col(big_integer("workspace"))
                    .col(text("name"))
                    .col(big_integer("created_by"))
                    .col(big_integer("created_at"))
                    .col(boolean("archived"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("process", "workspace")
                            .to("workspace", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("process", "created_by")
                            .to("user", "id"),
                    )
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("process_by_workspace_id")
                    .table("process")
                    .col("workspace")
                    .col("id")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
