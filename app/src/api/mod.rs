//! What the screen asks of the server: one noun a file, each with its view types and its server functions.
//!
//! A body authorises, parses, calls and maps to a view type. Every function is a public endpoint:
//! its need stands in `door::permission`, and nothing reaches the store or the engine but through that gate.

pub mod between;
pub mod calendar;
pub mod case;
pub mod connection;
pub mod decision;
pub mod draft;
pub mod error;
pub mod exchange;
pub mod history;
pub mod hosts;
pub mod id;
pub mod inbox;
pub mod incident;
pub mod live;
pub mod message;
pub mod names;
pub mod page;
pub mod past_case;
pub mod person;
pub mod picture;
pub mod process;
pub mod session;
pub mod setup;
#[cfg(feature = "ssr")]
mod shown;
pub mod team;
#[cfg(feature = "ssr")]
mod template;
pub mod trial;

pub use error::{ApiError, ErrorKind, InvalidField};
pub use id::{CaseId, ProcessId, TaskId};
pub use page::{Moment, Page};
