//! Due times that become commands.

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
                    .table("timer")
                    .col(big_integer("instance"))
                    .col(big_integer("timer"))
                    .col(big_integer("workspace"))
                    .col(big_integer("step_instance"))
                    .col(big_integer("due"))
                    .primary_key(Index::create().col("instance").col("timer"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("timer", "instance")
                            .to("instance", "id"),
                    )
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("timer_by_due")
                    .table("timer")
                    .col("due")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
