//! Installs what a fresh machine lacks; finding it already there takes no time.

pub mod chromium;
pub mod npm;
mod packages;
pub mod postgres;
mod wasm_target;

use crate::Outcome;

pub use packages::is_root;

/// What building needs: the wasm target and the tools from npm.
pub fn for_building() -> Outcome {
    wasm_target::ensure()?;
    npm::ensure()
}
