//! The version a draft began from, so that nobody publishes over somebody else's newer one unawares. Drafts from
//! before are taken to know the newest.

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
                    .table("draft")
                    .add_column(big_integer_null("base"))
                    .take(),
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                "UPDATE draft SET base = (SELECT MAX(number) FROM version WHERE version.process = draft.process)",
            )
            .await?;
        Ok(())
    }
}
