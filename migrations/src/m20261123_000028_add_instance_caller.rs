//! The case, and the visit in it, that called a case; and how many calls deep it is.

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
            .alter_table(
                Table::alter()
                    .table("instance")
                    .add_column(big_integer_null("caller"))
                    .take(),
            )
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("instance")
                    .add_column(big_integer_null("caller_visit"))
                    .take(),
            )
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("instance")
                    .add_column(big_integer("depth").default(0))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("instance_by_caller")
                    .table("instance")
                    .col("caller")
                    .col("caller_visit")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
