//! The reference models of the BPMN Model Interchange Working Group: what is read comes out again, natively and in wasm.

use super::lines;
use crate::{Outcome, identity, tool, workspace};
use serde_json::Value;
use std::path::Path;

/// The least number of models in the usual place that must lose nothing.
const REQUIRED: usize = 21;

pub fn run(suite: &Path, usual: bool) -> Outcome {
    let models = suite.join("Reference");
    let example = ["--quiet", "--package=process", "--example=miwg"];
    let native = lines(
        tool::cargo()
            .arg("run")
            .args(example)
            .arg("--")
            .arg(&models),
    )?;
    tool::run(
        tool::cargo()
            .arg("build")
            .args(example)
            .arg("--target=wasm32-unknown-unknown"),
    )?;
    let wasm = workspace::target().join("wasm32-unknown-unknown/debug/examples/miwg.wasm");
    let glue = workspace::target().join("miwg");
    identity::bind(&wasm, &glue).map_err(|error| format!("wasm-bindgen failed: {error:#}"))?;
    let in_wasm = lines(
        tool::command("node")
            .arg("crates/process/tests/miwg.mjs")
            .arg(&glue)
            .arg(&models),
    )?;
    let (mut lossless, mut all) = (0, 0);
    for line in native.lines() {
        let line: Value = serde_json::from_str(line).map_err(|error| format!("miwg: {error}"))?;
        all += 1;
        lossless += usize::from(line["lossless"] == true);
        for reason in line["failed"].as_array().into_iter().flatten() {
            println!("failed: {} {reason}", line["file"]);
        }
    }
    println!("miwg {lossless}/{all} lossless");
    if native != in_wasm {
        return Err("miwg: native and wasm give different bytes".into());
    }
    println!("miwg native and wasm give the same bytes");
    if usual && lossless < REQUIRED {
        return Err(format!(
            "miwg: at least {REQUIRED} models must lose nothing"
        ));
    }
    Ok(())
}
