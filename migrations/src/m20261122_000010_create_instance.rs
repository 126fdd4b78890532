//! One row an instance. `state` is a snapshot, a cache of its events as of `seq`.

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
                    .table("instance")
                    .col(big_pk_auto("id"))
                    .col(big_integer("workspace"))
                    .col(big_integer("process"))
                    .col(big_integer("version"))
                    .col(big_integer("seq"))
                    .col(text("state"))
                    .col(big_integer("semantics_version"))
                    .col(text("status"))
                    .col(big_integer_null("started_by"))
                    .col(big_integer("started_at"))
                    .col(big_integer_null("ended_at"))
                    .col(big_integer("incident_count"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("instance", "process")
                            .from("instance", "version")
                            .to("version", "process")
                            .to("version", "number"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("instance", "started_by")
                            .to("user", "id"),
                    )
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("instance_by_workspace_id")
                    .table("instance")
                    .col("workspace")
                    .col("id")
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("instance_by_process_status_id")
                    .table("instance")
                    .col("process")
                    .col("status")
                    .col("id")
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("instance_by_workspace_status_id")
                    .table("instance")
                    .col("workspace")
                    .col("status")
                    .col("id")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
