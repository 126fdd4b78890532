//! Wrong passwords lately, by e-mail address and by where they came from, to slow guessing down.

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
                    .table("sign_in_attempt")
                    .col(text("subject").primary_key())
                    .col(big_integer("failures"))
                    .col(big_integer("last_at"))
                    .col(big_integer("blocked_until"))
                    .take(),
            )
            .await
    }
}
