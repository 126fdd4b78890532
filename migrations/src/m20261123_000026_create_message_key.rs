//! The names of messages that were sent, so that one sent twice arrives once.

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
                    .table("message_key")
                    .col(big_integer("workspace"))
                    .col(text("key_hash"))
                    .col(big_integer("message"))
                    .col(big_integer("sent_at"))
                    .primary_key(Index::create().col("workspace").col("key_hash"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("message_key_by_sent_at")
                    .table("message_key")
                    .col("sent_at")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
