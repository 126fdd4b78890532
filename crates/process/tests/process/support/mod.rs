//! What the tests of running processes share.

pub mod build;
pub mod case;
pub mod script;
pub mod told;
