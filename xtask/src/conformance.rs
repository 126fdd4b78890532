//! Others' test suites, run natively and in wasm: how many of their cases pass, and whether both say the same.
//! Nothing of the suites is in the checkout; what is not there is said and left out.

mod both;
mod engines;
mod files;
mod moddle;

use crate::{Outcome, tool, workspace};
use serde_json::Value;
use std::{
    path::Path,
    process::{Command, Stdio},
};

/// Where the suites are when no folder is named: beside the checkout.
const USUAL_PLACE: &str = "../shared/corpora";
/// The least number of cases of the DMN Technology Compatibility Kit in the usual place that must pass; a lower score is
/// a step back.
const DMN_TCK_REQUIRED: usize = 2788;
/// Letters of a value that are shown.
const LONGEST: usize = 150;

pub fn run(folder: Option<&Path>) -> Outcome {
    // Elsewhere there may be other cases: they are counted, but no number of them is asked for.
    let required = folder.is_none().then_some(DMN_TCK_REQUIRED);
    let folder = folder.unwrap_or(Path::new(USUAL_PLACE));
    let suites = ["miwg", "token-simulation", "betsy", "dmn-tck"];
    let place = workspace::root().join(folder);
    if place.is_dir() && suites.iter().all(|suite| !place.join(suite).is_dir()) {
        return files::wild(&place);
    }
    let models = workspace::root().join(folder).join("miwg");
    if models.is_dir() {
        files::miwg(&models, required.is_some())?;
    } else {
        println!("{} is not there: miwg is left out", models.display());
    }
    moddle::run(&models.join("Reference"))?;
    engines::patterns()?;
    for suite in &engines::SUITES {
        let cases = workspace::root().join(folder).join(suite.name);
        if cases.is_dir() {
            engines::run(suite, &cases, required.is_some())?;
        } else {
            println!(
                "{} is not there: {} is left out",
                cases.display(),
                suite.name
            );
        }
    }
    let suite = workspace::root().join(folder).join("dmn-tck");
    if suite.is_dir() {
        dmn_tck(&suite, required)
    } else {
        println!("{} is not there: dmn-tck is left out", suite.display());
        Ok(())
    }
}

fn dmn_tck(suite: &Path, required: Option<usize>) -> Outcome {
    let both = both::run("tck", suite)?;
    let here = Score::of(&both.native);
    let there = Score::of(&both.wasm);
    here.list_failures();
    println!(
        "dmn-tck {} natively, {} in wasm",
        here.words(),
        there.words()
    );
    println!(
        "dmn-tck {} cases refused because they call Java; {} of {} models lossless; {} mistakes noticed where one was expected, {} not",
        here.refused, here.lossless, here.models, here.noticed, here.unnoticed
    );
    both.compare("dmn-tck")?;
    if let Some(required) = required.filter(|required| here.passed < *required) {
        return Err(format!("dmn-tck: at least {required} must pass"));
    }
    if here.lossless < here.models {
        return Err("dmn-tck: some models lose something when they are read and written".into());
    }
    Ok(())
}

/// What a program prints.
fn lines(command: &mut Command) -> Outcome<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| tool::not_started(command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err("the cases could not be run".into())
    }
}

#[derive(Default)]
struct Score {
    passed: usize,
    failed: Vec<String>,
    /// Cases that call functions written in Java.
    refused: usize,
    models: usize,
    lossless: usize,
    /// Results that should be errors, and for which a reason was given.
    noticed: usize,
    unnoticed: usize,
}

impl Score {
    fn of(lines: &str) -> Self {
        let mut score = Self::default();
        for line in lines.lines() {
            let Ok(line) = serde_json::from_str::<Value>(line) else {
                score.failed.push(line.to_owned());
                continue;
            };
            if line["model"].is_string() {
                score.models += 1;
                score.lossless += usize::from(line["lossless"] == true);
                if line["lossless"] != true {
                    println!("not lossless: {} {}", line["folder"], line["model"]);
                }
                continue;
            }
            let reason = line["results"][0]["noticed"][0]
                .as_str()
                .unwrap_or_default();
            if line["passed"] == true {
                score.passed += 1;
            } else if reason.contains("written in Java") {
                // Refused on purpose; it counts as not passed all the same.
                score.refused += 1;
            } else {
                score.failed.push(failure(&line));
            }
            for result in line["results"].as_array().into_iter().flatten() {
                if result["error"] == true {
                    let silent = result["noticed"].as_array().is_some_and(Vec::is_empty);
                    score.noticed += usize::from(!silent);
                    score.unnoticed += usize::from(silent);
                }
            }
        }
        score
    }

    fn words(&self) -> String {
        format!(
            "{}/{}",
            self.passed,
            self.passed + self.failed.len() + self.refused
        )
    }

    fn list_failures(&self) {
        for failure in &self.failed {
            println!("failed: {failure}");
        }
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// One line on a failed case: where it is, and the first result that is wrong.
fn failure(line: &Value) -> String {
    let text = |value: &Value| value.as_str().map_or(value.to_string(), str::to_owned);
    let place = format!("{} {}", text(&line["test"]), text(&line["case"]));
    let results = line["results"].as_array().into_iter().flatten();
    let mut wrong = results.filter(|result| result["expected"].is_string());
    match wrong.next() {
        None => format!("{place}: {}", text(&line["results"])),
        Some(result) => {
            let found = match &result["failed"] {
                Value::Null => &result["value"],
                reason => reason,
            };
            format!(
                "{place} {}: {} instead of {} {}",
                text(&result["name"]),
                short(&text(found)),
                short(&text(&result["expected"])),
                short(&text(&result["noticed"][0]))
            )
        }
    }
}
