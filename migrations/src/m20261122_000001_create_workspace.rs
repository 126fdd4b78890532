//! A workspace: what one organisation has in Baton.

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
                    .table("workspace")
                    .col(big_integer("id").primary_key())
                    .col(text("name"))
                    .col(text("zone"))
                    .col(big_integer("created_at"))
                    .take(),
            )
            .await
    }
}
