//! The engine on real databases, with real systems outside, and time that only moves when a test says so.
// A test that unwraps says enough by panicking.
#![allow(clippy::unwrap_used)]

mod calls;
mod crashes;
mod diagrams;
mod failures;
mod harness;
mod leave;
mod live;
mod meeting;
mod messages;
mod outside;
mod publishing;
mod races;
mod schedules;
mod signals;
mod verified;
mod walls;
