//! Runs the cases of a BPMN token simulator: `cargo run -p process --example token_simulation -- DIR`. A line of JSON for
//! each case. Judged as a bag: how often each step and flow was entered, in which surrounding step, and how often left.

mod drive;
mod talk;
mod trace;

use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("Name the folder of the suite.");
        return ExitCode::FAILURE;
    };
    let folder = Path::new(&folder);
    let Some(cases) = read(&folder.join("cases.json")) else {
        eprintln!("The cases cannot be read.");
        return ExitCode::FAILURE;
    };
    for case in cases["cases"].as_array().into_iter().flatten() {
        let usable = case["unsupported"].is_null() && case["skippedUpstream"].is_null();
        if !usable {
            continue;
        }
        let outcome = drive::run(folder, case);
        let why = outcome.err();
        println!(
            "{}",
            json!({ "case": case["id"], "passed": why.is_none(), "why": why })
        );
    }
    ExitCode::SUCCESS
}

pub fn read(path: &Path) -> Option<Value> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}
