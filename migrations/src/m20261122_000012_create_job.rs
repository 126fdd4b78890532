//! Outside work that is open. `due` is when a worker may take it next: leasing moves it to the end of the lease.

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
                    .table("job")
                    .col(big_integer("instance"))
                    .col(big_integer("job"))
                    .col(big_integer("workspace"))
                    .col(big_integer("step_instance"))
                    .col(text("connector"))
                    .col(text("action"))
                    .col(big_integer_null("connection"))
                    .col(text("input"))
                    .col(big_integer("due"))
                    .col(big_integer("lease_token"))
                    .primary_key(Index::create().col("instance").col("job"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("job", "instance")
                            .to("instance", "id"),
                    )
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("job_by_due")
                    .table("job")
                    .col("due")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
