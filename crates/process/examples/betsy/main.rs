//! Runs the processes of betsy, others' suite for BPMN engines: `cargo run -p process --example betsy -- DIR`. A line of
//! JSON for each run.

mod run;
mod words;

use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("Name the folder of the suite.");
        return ExitCode::FAILURE;
    };
    let folder = Path::new(&folder);
    let cases = std::fs::read(folder.join("cases.json"));
    let cases: Value = match cases
        .map_err(|error| error.to_string())
        .and_then(|bytes| serde_json::from_slice(&bytes).map_err(|error| error.to_string()))
    {
        Ok(cases) => cases,
        Err(error) => {
            eprintln!("The cases cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    for case in cases["cases"].as_array().into_iter().flatten() {
        let file = case["file"].as_str().unwrap_or_default();
        let bytes = std::fs::read(folder.join(file)).unwrap_or_default();
        for run in case["runs"].as_array().into_iter().flatten() {
            let process = case["process"].as_str().unwrap_or_default();
            let found = run::run(process, &bytes, &run["inputs"]);
            let mut expected: Vec<String> = run["expected"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|token| token.as_str().map(str::to_owned))
                .collect();
            expected.sort();
            let line = json!({
                "case": format!("{process} {}", run["run"]),
                "passed": run::agrees(&expected, &found),
                "expected": expected,
                "found": found.trace,
                "why": found.why,
            });
            println!("{line}");
        }
    }
    ExitCode::SUCCESS
}
