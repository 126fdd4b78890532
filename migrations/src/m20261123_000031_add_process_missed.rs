//! What a process does about times to begin at that passed while no server ran: `once`, `all` or `skip`.

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
                    .table("process")
                    .add_column(text("missed").default("once"))
                    .take(),
            )
            .await?;
        Ok(())
    }
}
