//! Messages on their way, kept until somebody waits for them, or dropped. `due` is when something is to be done with it.

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
                    .table("message")
                    .col(big_pk_auto("id"))
                    .col(big_integer("workspace"))
                    .col(text("topic"))
                    .col(text("name"))
                    .col(text("key_hash"))
                    .col(text_null("key"))
                    .col(text("content"))
                    .col(big_integer_null("sender"))
                    .col(big_integer("sent_at"))
                    .col(big_integer_null("keep_until"))
                    .col(text("status"))
                    .col(big_integer("due"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("message_by_due")
                    .table("message")
                    .col("due")
                    .col("id")
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("message_by_topic")
                    .table("message")
                    .col("workspace")
                    .col("topic")
                    .col("status")
                    .col("id")
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("message_by_workspace")
                    .table("message")
                    .col("workspace")
                    .col("id")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
