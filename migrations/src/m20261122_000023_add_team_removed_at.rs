//! When a team was removed. Its row stays, because histories go on naming it and its key must not mean another team.

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
                    .table("team")
                    .add_column(big_integer_null("removed_at"))
                    .take(),
            )
            .await
    }
}
