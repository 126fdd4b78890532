//! What begins cases of the newest version of a process: messages, signals, times. `due` is when a time comes next.

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
                    .table("start_event")
                    .col(big_integer("process"))
                    .col(text("step"))
                    .col(big_integer("place"))
                    .col(big_integer("workspace"))
                    .col(big_integer("version"))
                    .col(text("kind"))
                    .col(text("topic"))
                    .col(text("name"))
                    .col(big_integer_null("due"))
                    .primary_key(Index::create().col("process").col("step").col("place"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("start_event", "process")
                            .to("process", "id"),
                    )
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("start_event_by_topic")
                    .table("start_event")
                    .col("workspace")
                    .col("topic")
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("start_event_by_due")
                    .table("start_event")
                    .col("due")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
