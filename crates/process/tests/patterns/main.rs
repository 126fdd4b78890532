//! The 43 control-flow patterns of van der Aalst, Russell, ter Hofstede and Kiepuszewski (2006), each a test named after
//! it, and what always holds of processes with scopes.

mod advanced;
mod basic;
mod cancelling;
mod commuting;
mod events;
mod instances;
mod merges;
mod random;
mod scopes;
mod state;
mod support;
