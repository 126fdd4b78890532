//! The connectors, through their one door, against real servers on this computer.

mod email;
mod http;
mod outbound;
mod support;
