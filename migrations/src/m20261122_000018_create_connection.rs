//! Configured accounts of outside systems, without their secrets.

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
                    .table("connection")
                    .col(big_pk_auto("id"))
                    .col(big_integer("workspace"))
                    .col(text("name"))
                    .col(text("connector"))
                    .col(text("settings"))
                    .col(text("hosts"))
                    .col(big_integer("created_at"))
                    .col(big_integer("updated_at"))
                    .col(boolean("archived"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("connection", "workspace")
                            .to("workspace", "id"),
                    )
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("connection_by_workspace_id")
                    .table("connection")
                    .col("workspace")
                    .col("id")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
