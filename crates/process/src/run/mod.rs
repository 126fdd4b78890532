//! The whole semantics of a running process: `decide` turns a command into events, `apply` folds an event into
//! the state, `effects` says what must happen outside once the event is on disk.

mod apply;
mod awaiting;
mod cancel;
pub mod command;
mod data;
mod decide;
mod driver;
pub mod effect;
mod effects;
pub mod event;
mod gate;
mod hearing;
mod incident;
mod inclusive;
mod job;
mod leaving;
mod moving;
pub mod rejection;
mod repeat;
mod scope;
mod scratch;
mod start;
pub mod state;
mod step;
mod storable;
mod throwing;
mod timer;
mod timing;
mod undo;
mod user_task;
mod world;

pub use apply::apply;
pub use command::{Actor, Command, FailureKind, Requester, Wish};
pub use decide::{decide, drive};
pub use driver::Driver;
pub use effect::Effect;
pub use effects::effects;
pub use event::{Awaited, Candidate, Event, Fact, IncidentReason, SentMessage, Undoable};
pub use rejection::{InvalidAnswer, Rejection};
pub use scratch::MAX_VISITS;
pub use start::REQUESTER;
pub use state::{Doing, Rounds, Scope, State, Status, StepInstance, Wait};
pub use world::{CaseInWorld, World};
