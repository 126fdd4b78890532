//! What cases wait for: messages and signals, one row a wait. `topic` and `key_hash` are what they are found by: hashes, because
//! names and keys may be longer than an index holds. An empty `key_hash` means any key.

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
                    .table("subscription")
                    .col(big_pk_auto("id"))
                    .col(big_integer("workspace"))
                    .col(big_integer("instance"))
                    .col(big_integer("wait"))
                    .col(big_integer("step_instance"))
                    .col(text("step"))
                    .col(text("kind"))
                    .col(text("topic"))
                    .col(text("name"))
                    .col(text("key_hash"))
                    .col(text_null("key"))
                    .col(big_integer("since"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("subscription", "instance")
                            .to("instance", "id"),
                    )
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("subscription_by_instance_wait")
                    .table("subscription")
                    .unique()
                    .col("instance")
                    .col("wait")
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("subscription_by_topic")
                    .table("subscription")
                    .col("workspace")
                    .col("topic")
                    .col("id")
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("subscription_by_topic_key")
                    .table("subscription")
                    .col("workspace")
                    .col("topic")
                    .col("key_hash")
                    .col("id")
                    .take(),
            )
            .await?;
        Ok(())
    }
}
