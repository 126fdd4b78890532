//! Decision tables and decision models, from the outside.

mod analysis;
mod hostile;
mod models;
mod support;
mod tables;
mod xml;
