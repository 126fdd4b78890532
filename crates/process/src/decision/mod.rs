//! Decisions by rules: models as DMN has them ([`model`], [`dmn`]), and tables as Baton's own steps have them
//! ([`table`]).

pub mod dmn;
pub mod model;
pub mod table;
