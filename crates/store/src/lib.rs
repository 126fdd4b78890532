//! Rows in, rows out: the entities of the database and the queries over them, for SQLite and PostgreSQL.
//!
//! Every query for workspace data takes the workspace. What an event means for a process is not known here.
//!
//! ```text
//! let database = Database::connect(&url).await?;
//! migrations::run(database.for_migrations()).await?;
//! let store = Store::open(database, vault).await?;
//! ```

mod between;
pub mod calendar;
pub mod calling;
pub mod commit;
pub mod connection;
pub mod copy;
mod database;
pub mod draft;
mod entity;
mod error;
pub mod event;
pub mod id;
pub mod incident;
pub mod instance;
pub mod job;
pub mod message;
pub mod outbox;
mod page;
mod password;
pub mod process;
mod projection;
mod rows;
mod secret;
pub mod session;
mod setting;
pub mod sign_in;
mod sql;
pub mod start_event;
mod starting;
pub mod step_visit;
mod store;
pub mod subscription;
pub mod team;
mod text;
pub mod timer;
mod topic;
pub mod user;
pub mod user_task;
mod vault;
pub mod verify;
pub mod version;
pub mod workspace;
pub mod write;

pub use commit::{Commit, Committed, NewInstance, Target};
pub use database::{Database, sqlite_url};
pub use error::Error;
pub use id::{
    ConnectionId, ErrandId, InstanceId, MessageId, ProcessId, UserId, UserTaskId, VersionNumber,
    WorkspaceId,
};
pub use job::{Lease, LeasedJob};
pub use outbox::{Done, Errand};
pub use page::Page;
pub use password::LONGEST_PASSWORD;
pub use secret::Secret;
pub use starting::Starting;
pub use store::Store;
pub use vault::Vault;
pub use write::{VisitEnd, Write};
