//! The tables as SeaORM entities, one file a table. Rows leave the store as the types of the noun files instead.

pub mod command_key;
pub mod connection;
pub mod connection_secret;
pub mod draft;
pub mod event;
pub mod incident;
pub mod instance;
pub mod job;
pub mod process;
pub mod session;
pub mod setting;
pub mod sign_in_attempt;
pub mod start_event;
pub mod step_visit;
pub mod subscription;
pub mod team;
pub mod team_member;
pub mod timer;
pub mod user;
pub mod user_task;
pub mod vault_key;
pub mod version;
pub mod workspace;
