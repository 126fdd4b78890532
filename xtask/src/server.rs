//! Builds the `baton` binary.

use crate::{Outcome, site::Mode, tool, workspace};
use std::path::PathBuf;

/// Builds it and says where it is.
pub fn build(mode: Mode) -> Outcome<PathBuf> {
    let mut cargo = tool::cargo();
    cargo.args(["build", "--package=server", "--bin=baton"]);
    if mode == Mode::Release {
        cargo.arg("--release");
    }
    tool::run(&mut cargo)?;
    let name = format!("baton{}", std::env::consts::EXE_SUFFIX);
    Ok(workspace::target().join(mode.name()).join(name))
}
