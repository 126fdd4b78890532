//! How a start tells that it was given the master key these secrets were sealed with.

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
                    .table("vault_key")
                    .col(big_integer("version").primary_key())
                    .col(blob("check_value"))
                    .take(),
            )
            .await
    }
}
