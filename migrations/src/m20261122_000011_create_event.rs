//! What happened, for ever. The primary key is what makes one of two racing commits lose.

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
                    .table("event")
                    .col(big_integer("instance"))
                    .col(big_integer("seq"))
                    .col(big_integer("at"))
                    .col(text("event"))
                    .primary_key(Index::create().col("instance").col("seq"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("event", "instance")
                            .to("instance", "id"),
                    )
                    .take(),
            )
            .await
    }
}
