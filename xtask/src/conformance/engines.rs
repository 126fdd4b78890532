//! What a process means, measured: others' suites for BPMN engines, driven through our kernel, and the control-flow
//! patterns.

use super::lines;
use crate::{Outcome, tool};
use serde_json::Value;
use std::path::Path;

const PATTERNS: usize = 43;

/// A suite, the example that drives it, and the least number of its cases in the usual place that must pass.
pub struct Suite {
    pub name: &'static str,
    pub example: &'static str,
    pub required: usize,
}

pub const SUITES: [Suite; 2] = [
    Suite {
        name: "token-simulation",
        example: "token_simulation",
        required: 132,
    },
    Suite {
        name: "betsy",
        example: "betsy",
        required: 205,
    },
];

pub fn run(suite: &Suite, folder: &Path, usual: bool) -> Outcome {
    let told = lines(
        tool::cargo()
            .args(["run", "--quiet", "--package=process", "--example"])
            .args([suite.example, "--"])
            .arg(folder),
    )?;
    let (mut passed, mut all) = (0, 0);
    for line in told.lines() {
        let line: Value =
            serde_json::from_str(line).map_err(|error| format!("{}: {error}", suite.name))?;
        all += 1;
        if line["passed"] == true {
            passed += 1;
            continue;
        }
        let found = match &line["found"] {
            Value::Null => String::new(),
            found => format!(" {found} instead of {}", line["expected"]),
        };
        println!(
            "failed: {} {}:{found} {}",
            suite.name, line["case"], line["why"]
        );
    }
    println!("{} {passed}/{all}", suite.name);
    if usual && passed < suite.required {
        return Err(format!(
            "{}: at least {} must pass",
            suite.name, suite.required
        ));
    }
    Ok(())
}

/// Each pattern is a test named after it.
pub fn patterns() -> Outcome {
    let told =
        lines(tool::cargo().args(["test", "--package=process", "--test=patterns", "pattern_"]))?;
    let is_pattern = |line: &&str| line.starts_with("test ") && line.contains("::pattern_");
    let passed = told
        .lines()
        .filter(is_pattern)
        .filter(|line| line.ends_with("ok"))
        .count();
    for line in told
        .lines()
        .filter(is_pattern)
        .filter(|line| !line.ends_with("ok"))
    {
        println!("failed: {line}");
    }
    println!("patterns {passed}/{PATTERNS}");
    if passed < PATTERNS {
        return Err("patterns: every one must pass".into());
    }
    Ok(())
}
