//! Published diagrams. A row is never changed.

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
                    .table("version")
                    .col(big_integer("process"))
                    .col(big_integer("number"))
                    .col(big_integer("workspace"))
                    .col(text("diagram"))
                    .col(text("content_hash"))
                    .col(big_integer("published_by"))
                    .col(big_integer("published_at"))
                    .primary_key(Index::create().col("process").col("number"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("version", "process")
                            .to("process", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("version", "published_by")
                            .to("user", "id"),
                    )
                    .take(),
            )
            .await
    }
}
