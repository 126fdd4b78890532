//! The app compiled for the browser: the part every page needs, its lazy chunks, and their scripts.

use super::{
    Mode,
    files::{self, Stamp},
    optimise, package, split,
};
use crate::{Outcome, tool, workspace};
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

pub fn build(mode: Mode) -> Outcome {
    let compiled = compile(mode)?;
    let stamp = Stamp::new("wasm", &compiled);
    if stamp.is_set() && package().join("baton_bg.wasm").is_file() {
        return Ok(());
    }
    // The chunks of an earlier build are of no use to this one.
    files::remove_folder(&package())?;
    let rest = split::split(&compiled)?;
    bind(&rest).map_err(|error| format!("wasm-bindgen failed: {error:#}"))?;
    if mode == Mode::Release {
        for file in files::below(&package()) {
            if file.extension().is_some_and(|kind| kind == "wasm") {
                optimise::optimise(&file)?;
            }
        }
    }
    stamp.set()
}

fn compile(mode: Mode) -> Outcome<Vec<u8>> {
    let profile = match mode {
        Mode::Debug => "wasm-dev",
        Mode::Release => "wasm-release",
    };
    tool::run(tool::cargo().args([
        "build",
        "--package=frontend",
        "--target=wasm32-unknown-unknown",
        &format!("--profile={profile}"),
    ]))?;
    let folder = workspace::target().join("wasm32-unknown-unknown");
    files::read(&folder.join(profile).join("frontend.wasm"))
}

/// The chunks find what they share with the rest by its exports, so all of those stay.
fn bind(rest: &Path) -> Result<(), impl std::fmt::Display> {
    Bindgen::new()
        .input_path(rest)
        .out_name("baton")
        .web(true)
        .map(|bindgen| {
            bindgen
                .keep_lld_exports(true)
                .demangle(false)
                .keep_debug(false)
                .typescript(false)
        })
        .and_then(|bindgen| bindgen.generate(package()))
}
