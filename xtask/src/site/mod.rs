//! Builds the site: the wasm and its script, the style, the public files, and their small forms.

pub mod compress;
mod files;
pub mod optimise;
mod public;
mod split;
mod style;
mod wasm;

use crate::{Outcome, workspace};
use std::{fs, path::PathBuf};

/// How much care the build takes.
#[derive(Clone, Copy, PartialEq)]
pub enum Mode {
    /// Quick to build, for development.
    Debug,
    /// Small to load, for use.
    Release,
}

impl Mode {
    pub fn name(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// Script, wasm and style: the server puts this folder under an address named after its contents.
fn package() -> PathBuf {
    workspace::site().join("pkg")
}

pub fn build(mode: Mode) -> Outcome {
    start_afresh_in_another_mode(mode)?;
    wasm::build(mode)?;
    style::build(mode)?;
    public::copy()?;
    match mode {
        Mode::Debug => Ok(()),
        Mode::Release => compress::compress(),
    }
}

/// A small form left over from a release build would be served instead of a newer debug file.
fn start_afresh_in_another_mode(mode: Mode) -> Outcome {
    let stamp = workspace::stamps().join("site-mode");
    if fs::read_to_string(&stamp).is_ok_and(|built| built == mode.name()) {
        return Ok(());
    }
    files::remove_folder(&workspace::site())?;
    files::remove_folder(&workspace::stamps())?;
    files::write(&stamp, mode.name().as_bytes())
}
