//! The saved cases of `process`, run once more in wasm: the same bytes must come out as natively.

use crate::{Outcome, tool, workspace};
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

pub fn compare() -> Outcome {
    tool::run(tool::cargo().args([
        "build",
        "--quiet",
        "--package=process",
        "--example=probe",
        "--target=wasm32-unknown-unknown",
    ]))?;
    let wasm = workspace::target().join("wasm32-unknown-unknown/debug/examples/probe.wasm");
    let glue = workspace::target().join("probe");
    bind(&wasm, &glue).map_err(|error| format!("wasm-bindgen failed: {error:#}"))?;
    tool::run(
        tool::command("node")
            .arg("crates/process/tests/probe.mjs")
            .arg(glue),
    )
}

/// The glue for Node around a wasm build.
pub fn bind(wasm: &Path, glue: &Path) -> Result<(), impl std::fmt::Display> {
    Bindgen::new()
        .input_path(wasm)
        .nodejs(true)
        .map(|bindgen| bindgen.typescript(false))
        .and_then(|bindgen| bindgen.generate(glue))
}
