//! The secrets of connections, each sealed on its own.

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
                    .table("connection_secret")
                    .col(big_integer("connection"))
                    .col(text("field"))
                    .col(big_integer("workspace"))
                    .col(big_integer("key_version"))
                    .col(blob("sealed"))
                    .primary_key(Index::create().col("connection").col("field"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("connection_secret", "connection")
                            .to("connection", "id"),
                    )
                    .take(),
            )
            .await
    }
}
