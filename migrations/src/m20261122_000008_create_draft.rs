//! The diagram somebody is drawing: one for each process and author. `revision` tells a stale page that it is.

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
                    .table("draft")
                    .col(big_integer("process"))
                    .col(big_integer("author"))
                    .col(big_integer("workspace"))
                    .col(text("diagram"))
                    .col(big_integer("revision"))
                    .col(big_integer("updated_at"))
                    .primary_key(Index::create().col("process").col("author"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("draft", "process")
                            .to("process", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("draft", "author")
                            .to("user", "id"),
                    )
                    .take(),
            )
            .await
    }
}
