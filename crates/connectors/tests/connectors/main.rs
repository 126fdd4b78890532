//! The connectors, through their one door, against real servers on this computer.
// A test that unwraps says enough by panicking.
#![allow(clippy::unwrap_used)]

mod credential;
mod email;
mod encryption;
mod http;
mod outbound;
mod support;
