//! What we write, read by the readers of other tools.

use super::lines;
use crate::{Outcome, setup, tool, workspace};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Has our exports read: the templates, a step of every kind, and the models of a folder with a few things changed.
pub fn run(models: &Path) -> Outcome {
    setup::npm::ensure()?;
    let folder = workspace::target().join("exports");
    if folder.is_dir() {
        fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    }
    let mut write = tool::cargo();
    write.args([
        "run",
        "--quiet",
        "--package=process",
        "--example=exports",
        "--",
    ]);
    write.arg(&folder);
    let mut read = tool::command("node");
    read.arg("crates/process/tests/moddle.mjs").arg(&folder);
    if models.is_dir() {
        write.arg(models);
        read.arg(models);
    }
    tool::run(&mut write)?;
    let (mut passed, mut all) = (0, 0);
    for line in lines(&mut read)?.lines() {
        let line: Value = serde_json::from_str(line).map_err(|error| format!("moddle: {error}"))?;
        all += 1;
        passed += usize::from(line["passed"] == true);
        for warning in line["warnings"].as_array().into_iter().flatten() {
            println!("failed: {} {warning}", line["file"]);
        }
    }
    println!("moddle {passed}/{all}");
    if passed < all {
        return Err("moddle: other tools must read what we write without a warning".into());
    }
    Ok(())
}
