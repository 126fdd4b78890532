//! The history of the schema: one file a change, never edited once released.
//!
//! All moments are milliseconds since 1970 (UTC). JSON is kept as text: the very bytes that were written come back,
//! on both databases, and a NUL inside it stays an escape.

mod database;
mod m20261122_000001_create_workspace;
mod m20261122_000002_create_user;
mod m20261122_000003_create_session;
mod m20261122_000004_create_sign_in_attempt;
mod m20261122_000005_create_team;
mod m20261122_000006_create_team_member;
mod m20261122_000007_create_process;
mod m20261122_000008_create_draft;
mod m20261122_000009_create_version;
mod m20261122_000010_create_instance;
mod m20261122_000011_create_event;
mod m20261122_000012_create_job;
mod m20261122_000013_create_timer;
mod m20261122_000014_create_user_task;
mod m20261122_000015_create_incident;
mod m20261122_000016_create_step_visit;
mod m20261122_000017_create_command_key;
mod m20261122_000018_create_connection;
mod m20261122_000019_create_connection_secret;
mod m20261122_000020_create_vault_key;
mod m20261122_000021_create_setting;
mod m20261122_000022_add_draft_base;
mod m20261122_000023_add_team_removed_at;
mod m20261123_000024_create_subscription;
mod m20261123_000025_create_message;
mod m20261123_000026_create_message_key;
mod m20261123_000027_create_outbox;
mod m20261123_000028_add_instance_caller;
mod m20261123_000029_create_start_event;
mod m20261123_000030_create_calendar;
mod m20261123_000031_add_process_missed;
mod prelude;

pub use database::{create_database, drop_database};

use sea_orm_migration::sea_orm::{DatabaseConnection, DbErr};
use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// Brings the schema of a database up to date. Migrations that have run already are left alone.
pub async fn run(database: &DatabaseConnection) -> Result<(), DbErr> {
    Migrator::up(database, None).await
}

struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_create_workspace::Migration),
            Box::new(m20261122_000002_create_user::Migration),
            Box::new(m20261122_000003_create_session::Migration),
            Box::new(m20261122_000004_create_sign_in_attempt::Migration),
            Box::new(m20261122_000005_create_team::Migration),
            Box::new(m20261122_000006_create_team_member::Migration),
            Box::new(m20261122_000007_create_process::Migration),
            Box::new(m20261122_000008_create_draft::Migration),
            Box::new(m20261122_000009_create_version::Migration),
            Box::new(m20261122_000010_create_instance::Migration),
            Box::new(m20261122_000011_create_event::Migration),
            Box::new(m20261122_000012_create_job::Migration),
            Box::new(m20261122_000013_create_timer::Migration),
            Box::new(m20261122_000014_create_user_task::Migration),
            Box::new(m20261122_000015_create_incident::Migration),
            Box::new(m20261122_000016_create_step_visit::Migration),
            Box::new(m20261122_000017_create_command_key::Migration),
            Box::new(m20261122_000018_create_connection::Migration),
            Box::new(m20261122_000019_create_connection_secret::Migration),
            Box::new(m20261122_000020_create_vault_key::Migration),
            Box::new(m20261122_000021_create_setting::Migration),
            Box::new(m20261122_000022_add_draft_base::Migration),
            Box::new(m20261122_000023_add_team_removed_at::Migration),
            Box::new(m20261123_000024_create_subscription::Migration),
            Box::new(m20261123_000025_create_message::Migration),
            Box::new(m20261123_000026_create_message_key::Migration),
            Box::new(m20261123_000027_create_outbox::Migration),
            Box::new(m20261123_000028_add_instance_caller::Migration),
            Box::new(m20261123_000029_create_start_event::Migration),
            Box::new(m20261123_000030_create_calendar::Migration),
            Box::new(m20261123_000031_add_process_missed::Migration),
        ]
    }
}
