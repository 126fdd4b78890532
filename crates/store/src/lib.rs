//! Rows in, rows out: the entities of the database and the queries over them, for SQLite and PostgreSQL.
//!
//! Every query for workspace data takes the workspace. What an event means for a process is not known here.

pub mod commit;
mod error;
pub mod id;
pub mod job;
pub mod write;

pub use commit::{Commit, Committed, NewInstance, Target};
pub use error::Error;
pub use id::{
    ConnectionId, InstanceId, ProcessId, UserId, UserTaskId, VersionNumber, WorkspaceId,
};
pub use write::{VisitEnd, Write};
