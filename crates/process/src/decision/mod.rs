//! Decisions by rules: models as DMN has them ([`model`], [`dmn`]), compiled and asked ([`Decisions`]), and tables as
//! Baton’s own steps have them ([`table`]) with what can be said about them ([`analysis`]).

pub mod analysis;
mod answer;
mod compile;
mod decisions;
pub mod dmn;
mod evaluate;
pub mod exchange;
pub mod model;
mod shape;
pub mod table;

pub use answer::{Answer, Fired, Inputs, Mistake};
pub use compile::{ElementId, Problem};
pub use decisions::Decisions;
pub use feel::Mode;
