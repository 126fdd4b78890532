//! The engine on real databases, with real systems outside, and time that only moves when a test says so.
// A test that unwraps says enough by panicking.
#![allow(clippy::unwrap_used)]

mod crashes;
mod diagrams;
mod failures;
mod harness;
mod leave;
mod live;
mod outside;
mod publishing;
mod races;
mod walls;
