//! The app compiled for the browser, and the script that loads it.

use super::{
    Mode,
    files::{self, Stamp},
    optimise, package,
};
use crate::{Outcome, tool, workspace};
use wasm_bindgen_cli_support::Bindgen;

pub fn build(mode: Mode) -> Outcome {
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
    let folder = workspace::target()
        .join("wasm32-unknown-unknown")
        .join(profile);
    let compiled = files::read(&folder.join("frontend.wasm"))?;
    let stamp = Stamp::new("wasm", &compiled);
    if stamp.is_set() && package().join("baton_bg.wasm").is_file() {
        return Ok(());
    }
    bind(compiled, mode).map_err(|error| format!("wasm-bindgen failed: {error:#}"))?;
    if mode == Mode::Release {
        optimise::optimise(&package().join("baton_bg.wasm"))?;
    }
    stamp.set()
}

fn bind(compiled: Vec<u8>, mode: Mode) -> Result<(), impl std::fmt::Display> {
    let debug = mode == Mode::Debug;
    Bindgen::new()
        .input_bytes("baton", compiled)
        .web(true)
        .map(|bindgen| {
            bindgen
                .keep_debug(false)
                .remove_name_section(!debug)
                .typescript(false)
        })
        .and_then(|bindgen| bindgen.generate(package()))
}
