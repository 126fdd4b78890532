//! The whole semantics of a running process: `decide` turns a command into events, `apply` folds an event into
//! the state, `effects` says what must happen outside once the event is on disk.

mod apply;
mod cancel;
pub mod command;
mod decide;
pub mod effect;
mod effects;
pub mod event;
mod incident;
mod job;
pub mod rejection;
mod scratch;
mod start;
pub mod state;
mod step;
mod storable;
mod timer;
mod user_task;

pub use apply::apply;
pub use command::{Actor, Command, FailureKind, Requester, Wish};
pub use decide::decide;
pub use effect::Effect;
pub use effects::effects;
pub use event::{Candidate, Event, Fact, IncidentReason};
pub use rejection::{InvalidAnswer, Rejection};
pub use scratch::MAX_VISITS;
pub use start::REQUESTER;
pub use state::{Doing, State, Status, StepInstance};
