//! The names of rows. Inside the house they are numbers; outside (pages, routes) they are decimal texts.
//! [`UserId`] and [`ConnectionId`] come from `process`, because diagrams and events speak of them.

pub use process::UserId;
pub use process::id::ConnectionId;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

macro_rules! row_id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

row_id! {
    /// A workspace: what one organisation has in Baton. Rows of one are never seen from another.
    WorkspaceId,
    /// A process: its drafts, versions and instances.
    ProcessId,
    /// One run of one version. On screen: a case, and this is its number.
    InstanceId,
    /// A question to a person, in the inbox.
    UserTaskId,
    /// A message on its way.
    MessageId,
    /// A row of the outbox.
    ErrandId,
    /// Which version of its process, from 1.
    VersionNumber,
}
