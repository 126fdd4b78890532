//! People with an account. `email_key` is the address as it is compared: in lower case.

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
                    .table("user")
                    .col(big_pk_auto("id"))
                    .col(big_integer("workspace"))
                    .col(text("email"))
                    .col(text("email_key"))
                    .col(text("name"))
                    .col(text("role"))
                    .col(text("password_hash"))
                    .col(boolean("active"))
                    .col(big_integer("created_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("user", "workspace")
                            .to("workspace", "id"),
                    )
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("user_by_workspace_email_key")
                    .table("user")
                    .col("workspace")
                    .col("email_key")
                    .unique()
                    .take(),
            )
            .await?;
        Ok(())
    }
}
