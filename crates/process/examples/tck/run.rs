//! Runs the cases of one folder.

use crate::File;
use crate::judge::same;
use crate::lossless::lossless;
use crate::suite::{Case, Suite, read_suite};
use process::decision::{Decisions, Inputs, Mode, dmn};
use process::feel::EvalContext;
use process::{Timestamp, Value, Zone};
use serde_json::json;

/// Work that one result may take.
const FUEL: u64 = 5_000_000;
/// A fixed day, 2026-11-22 in the afternoon, so that both runs see the same.
const NOW: Timestamp = Timestamp(1_795_359_600_000);

pub fn folder(folder: &str, files: &[File]) -> String {
    let mut lines = String::new();
    let mut models = Vec::new();
    for file in files.iter().filter(|file| file.name.ends_with(".dmn")) {
        let line = json!({"folder": folder, "model": file.name, "lossless": lossless(&file.text)});
        lines.push_str(&format!("{line}\n"));
        if let Ok(model) = dmn::read(file.text.as_bytes()) {
            models.push((file.name.as_str(), model));
        }
    }
    let (names, models): (Vec<_>, Vec<_>) = models.into_iter().unzip();
    let (decisions, _) = Decisions::compile(&models);
    for file in files.iter().filter(|file| file.name.ends_with(".xml")) {
        match read_suite(&file.text) {
            Ok(suite) => {
                let model = main_model(&suite, &names);
                for case in &suite.cases {
                    let line = run_case(&decisions, model, case, folder, &file.name);
                    lines.push_str(&format!("{line}\n"));
                }
            }
            Err(error) => {
                let line = json!({"folder": folder, "test": file.name, "case": "", "passed": false, "results": error.to_string()});
                lines.push_str(&format!("{line}\n"));
            }
        }
    }
    lines
}

fn main_model(suite: &Suite, names: &[&str]) -> Option<usize> {
    match &suite.model {
        Some(name) => names.iter().position(|known| known == name),
        None => (!names.is_empty()).then_some(0),
    }
}

fn run_case(
    decisions: &Decisions,
    model: Option<usize>,
    case: &Case,
    folder: &str,
    test: &str,
) -> serde_json::Value {
    let mut inputs = Inputs::default();
    for given in &case.inputs {
        inputs.insert(given.namespace.as_deref(), &given.name, given.value.clone());
    }
    let mut passed = true;
    let mut results = Vec::new();
    for wanted in &case.results {
        let asked = case.invocable.as_deref().unwrap_or(&wanted.name);
        let context = EvalContext {
            fuel: FUEL,
            ..EvalContext::new(NOW, Zone::Utc)
        };
        let element = model.and_then(|model| decisions.find(model, asked));
        let outcome = match element {
            None => Err(format!("There is no {asked}.")),
            Some(element) => decisions
                .evaluate(element, &inputs, &context, Mode::Kind)
                .map_err(|error| error.reason),
        };
        let result = match outcome {
            Ok(answer) => {
                let value = match (&answer.value, &case.invocable) {
                    // A service with several outputs gives them all; the node names one.
                    (Value::Context(fields), Some(_)) if fields.contains_key(&wanted.name) => {
                        fields[&wanted.name].clone()
                    }
                    (value, _) => value.clone(),
                };
                let right = same(&wanted.expected, &value);
                passed &= right;
                let noticed: Vec<_> = answer.mistakes.iter().map(|it| &it.reason).collect();
                let mut result = json!({
                    "name": wanted.name,
                    "value": value.to_source(),
                    "noticed": noticed,
                    "error": wanted.error,
                });
                if !right {
                    result["expected"] = json!(wanted.expected.to_source());
                }
                result
            }
            Err(reason) => {
                passed &= wanted.error && element.is_some();
                json!({
                    "name": wanted.name,
                    "failed": reason,
                    "error": wanted.error,
                    "expected": wanted.expected.to_source(),
                })
            }
        };
        results.push(result);
    }
    json!({"folder": folder, "test": test, "case": case.id, "passed": passed, "results": results})
}
