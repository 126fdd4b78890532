//! Who is signed in. Only the hash of a token is kept.

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
                    .table("session")
                    .col(text("token_hash").primary_key())
                    .col(big_integer("workspace"))
                    .col(big_integer("user"))
                    .col(big_integer("created_at"))
                    .col(big_integer("last_seen_at"))
                    .col(big_integer("expires_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("session", "user")
                            .to("user", "id"),
                    )
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("session_by_user")
                    .table("session")
                    .col("user")
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("session_by_expires_at")
                    .table("session")
                    .col("expires_at")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
