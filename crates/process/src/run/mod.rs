//! The whole semantics of a running process: `decide` turns a command into events, `apply` folds an event into
//! the state, `effects` says what must happen outside once the event is on disk.

pub mod command;
pub mod effect;
pub mod event;
pub mod rejection;
pub mod state;

pub use command::{Actor, Command, FailureKind, Requester, Wish};
pub use effect::Effect;
pub use event::{Candidate, Event, Fact, IncidentReason};
pub use rejection::Rejection;
pub use state::{Doing, State, Status, StepInstance};
