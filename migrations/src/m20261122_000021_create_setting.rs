//! What an administrator has set for the workspace.

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
                    .table("setting")
                    .col(big_integer("workspace"))
                    .col(text("key"))
                    .col(text("value"))
                    .primary_key(Index::create().col("workspace").col("key"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("setting", "workspace")
                            .to("workspace", "id"),
                    )
                    .take(),
            )
            .await
    }
}
