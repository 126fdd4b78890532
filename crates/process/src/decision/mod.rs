//! Decisions by rules: tables as Baton's own steps have them.

pub mod table;
