//! Teams. The key stays when the name changes, so that diagrams and open tasks keep meaning the same team.

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
                    .table("team")
                    .col(big_integer("workspace"))
                    .col(text("key"))
                    .col(text("name"))
                    .primary_key(Index::create().col("workspace").col("key"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("team", "workspace")
                            .to("workspace", "id"),
                    )
                    .take(),
            )
            .await
    }
}
