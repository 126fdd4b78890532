//! The names things go by. Steps and flows are named by the diagram; everything inside a running instance is
//! numbered by a counter in its state, so that deciding the same command twice gives the same ids.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn new(text: impl AsRef<str>) -> Self {
                Self(Arc::from(text.as_ref()))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }
    };
}

macro_rules! number_id {
    ($number:ty; $($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $number);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

text_id! {
    /// A step of a diagram. Stable over renames and versions.
    StepId
}
text_id! {
    /// A flow of a diagram.
    FlowId
}
text_id! {
    /// A pool of a diagram.
    PoolId
}
text_id! {
    /// A lane of a diagram.
    LaneId
}

number_id! { u64;
    /// One visit to a step, numbered within its instance.
    StepInstanceId,
    /// A timer, numbered within its instance.
    TimerId,
    /// A unit of outside work, numbered within its instance.
    JobId,
    /// Something an instance waits for, numbered within it.
    WaitId,
    /// A place where the instance is stuck, numbered within its instance.
    IncidentId,
}
impl StepInstanceId {
    /// Stands for the case as a whole where a scope is named. No visit has this number.
    pub const ROOT: Self = Self(0);
}

impl Default for StepInstanceId {
    fn default() -> Self {
        Self::ROOT
    }
}

number_id! { i64;
    /// A person with an account in the workspace.
    UserId,
    /// A configured account of an outside system.
    ConnectionId,
}
