//! The engine on real databases, with real systems outside, and time that only moves when a test says so.

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
