//! Who belongs to which team.

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
                    .table("team_member")
                    .col(big_integer("workspace"))
                    .col(text("team"))
                    .col(big_integer("user"))
                    .primary_key(Index::create().col("workspace").col("team").col("user"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("team_member", "workspace")
                            .from("team_member", "team")
                            .to("team", "workspace")
                            .to("team", "key"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("team_member", "user")
                            .to("user", "id"),
                    )
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("team_member_by_user")
                    .table("team_member")
                    .col("user")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
