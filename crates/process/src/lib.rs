//! What a process *is*: drawing it ([`diagram`]), compiling it ([`compile()`]) and running one step of it ([`run`]).
//!
//! Pure functions only: no clock, no randomness, no I/O, never `async`, and everything ends. The server folds
//! events into state to run an instance; the browser folds the same events with the same code to show it.

pub mod bpmn;
pub mod calendar;
pub mod catalog;
pub mod check;
mod compile;
pub mod convert;
mod data;
pub mod decision;
mod definition;
pub mod diagram;
mod graph;
pub mod id;
pub mod play;
pub mod problem;
pub mod recurrence;
pub mod run;
pub mod sample;
pub mod scenario;
pub mod step;
pub mod template;
pub mod words;
pub mod xml;

pub use catalog::Catalog;
pub use compile::compile;
pub use data::{Datum, brings_more, data_at, data_of};
pub use definition::{
    Begins, BeginsBy, Decided, Definition, Formula, Schedule, TablePlan, Undecided,
};
pub use diagram::Diagram;
/// The language of the rules in a diagram, for editors that show them.
pub use feel;
// Part of every command and event: whoever speaks to a process needs them.
pub use feel::{Timestamp, Value, Zone};
pub use id::{
    FlowId, IncidentId, JobId, LaneId, PoolId, StepId, StepInstanceId, TimerId, UserId, WaitId,
};
pub use problem::Problem;
pub use run::{Command, Effect, Event, Rejection, State, advance, apply, decide, effects};
