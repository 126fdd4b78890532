//! Business calendars, and how often those of a workspace were changed: servers keep compiled processes, and see by it that
//! theirs are old.

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
                    .table("calendar")
                    .col(big_integer("workspace"))
                    .col(text("key"))
                    .col(text("body"))
                    .primary_key(Index::create().col("workspace").col("key"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("calendar", "workspace")
                            .to("workspace", "id"),
                    )
                    .take(),
            )
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("workspace")
                    .add_column(big_integer("calendars").default(0))
                    .take(),
            )
            .await?;
        Ok(())
    }
}
