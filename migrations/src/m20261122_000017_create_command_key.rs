//! What a command with a key led to, so that the same command again is answered and not done. `scope` is the instance, or 0 for starts.

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
                    .table("command_key")
                    .col(big_integer("workspace"))
                    .col(big_integer("scope"))
                    .col(text("key"))
                    .col(big_integer("instance"))
                    .col(big_integer("seq"))
                    .primary_key(Index::create().col("workspace").col("scope").col("key"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("command_key", "instance")
                            .to("instance", "id"),
                    )
                    .take(),
            )
            .await
    }
}
