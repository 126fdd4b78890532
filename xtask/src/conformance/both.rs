//! An example of `process` run natively and in wasm, on the same files: both must say the same.

use super::lines;
use crate::{Outcome, identity, tool, workspace};
use std::path::Path;

/// What each of the two prints.
pub struct Both {
    pub native: String,
    pub wasm: String,
}

/// Runs an example on a folder. In wasm it is driven by the script of its name in `crates/process/tests`.
pub fn run(example: &str, folder: &Path) -> Outcome<Both> {
    let chosen = ["--quiet", "--package=process", "--example", example];
    let native = lines(tool::cargo().arg("run").args(chosen).arg("--").arg(folder))?;
    tool::run(
        tool::cargo()
            .arg("build")
            .args(chosen)
            .arg("--target=wasm32-unknown-unknown"),
    )?;
    let built = format!("wasm32-unknown-unknown/debug/examples/{example}.wasm");
    let glue = workspace::target().join(example);
    identity::bind(&workspace::target().join(built), &glue)
        .map_err(|error| format!("wasm-bindgen failed: {error:#}"))?;
    let wasm = lines(
        tool::command("node")
            .arg(format!("crates/process/tests/{example}.mjs"))
            .arg(&glue)
            .arg(folder),
    )?;
    Ok(Both { native, wasm })
}

impl Both {
    /// Says whether both are the same bytes, and where they first differ.
    pub fn compare(&self, suite: &str) -> Outcome {
        if self.native == self.wasm {
            println!("{suite} native and wasm give the same bytes");
            return Ok(());
        }
        let mut pairs = self.native.lines().zip(self.wasm.lines());
        if let Some((native, wasm)) = pairs.find(|(native, wasm)| native != wasm) {
            println!("first difference:\n  native {native}\n  wasm   {wasm}");
        }
        Err(format!("{suite}: native and wasm give different bytes"))
    }
}
