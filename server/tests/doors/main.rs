//! Baton as its users meet it: the real binary in its own process, over HTTP. One crate, so that it is linked once.

mod cases;
mod check;
mod convert;
mod database;
mod killed;
mod large;
mod permissions;
mod publishing;
mod scenarios;
mod secrets;
mod sign_in;
#[cfg(unix)]
mod stopped;
mod support;
mod upkeep;
