//! What cases want to happen elsewhere: calls, returns, signals. Committed with their events, removed by the commit that does it.

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
                    .table("outbox")
                    .col(big_pk_auto("id"))
                    .col(big_integer("workspace"))
                    .col(text("kind"))
                    .col(big_integer_null("instance"))
                    .col(big_integer_null("step_instance"))
                    .col(big_integer_null("sender"))
                    .col(text("body"))
                    .col(big_integer("due"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("outbox_by_due")
                    .table("outbox")
                    .col("due")
                    .col("id")
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("outbox_by_instance")
                    .table("outbox")
                    .col("instance")
                    .col("step_instance")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
