//! Tailwind, wasm-opt, Playwright and their kin, exactly as the lock file names them.

use crate::{Outcome, tool, workspace};
use std::fs;

pub fn ensure() -> Outcome {
    if tool::find("node").is_none() || tool::find("npm").is_none() {
        return Err("Node.js is not installed: Baton's site needs it, version 20 or newer".into());
    }
    let root = workspace::root();
    let wanted = fs::read(root.join("package-lock.json")).map_err(|error| error.to_string())?;
    let stamp = root.join("node_modules/.baton-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("Installing the tools from npm");
    // On Windows npm is a script, which has to be named with its ending.
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    tool::run(tool::command(npm).args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(stamp, wanted).map_err(|error| error.to_string())
}
