//! Files of other tools: what is read comes out again, stands where it was drawn, and nothing is passed over in
//! silence; natively and in wasm.

use super::both;
use crate::{Outcome, tool};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The least number of reference models of the BPMN Model Interchange Working Group in the usual place that must lose
/// nothing.
const REQUIRED: usize = 21;

/// The reference models.
pub fn miwg(suite: &Path, usual: bool) -> Outcome {
    let both = both::run("files", &suite.join("Reference"))?;
    let (lossless, all) = count(&both.native, "miwg")?;
    println!("miwg {lossless}/{all} lossless");
    both.compare("miwg")?;
    if usual && lossless < REQUIRED {
        return Err(format!(
            "miwg: at least {REQUIRED} models must lose nothing"
        ));
    }
    Ok(())
}

/// Whatever files a folder holds: how many come out whole, what they cannot run for, and which took longest.
pub fn wild(folder: &Path) -> Outcome {
    let told = super::lines(
        tool::cargo()
            .args(["run", "--quiet", "--package=process", "--example=files"])
            .args(["--", "--timed"])
            .arg(folder),
    )?;
    let (lossless, all) = count(&told, "files")?;
    let (mut runnable, mut refused) = (0, 0);
    let mut slowest = (0.0, String::new());
    let mut problems: BTreeMap<String, usize> = BTreeMap::new();
    for line in told.lines() {
        let line: Value = serde_json::from_str(line).map_err(|error| format!("files: {error}"))?;
        let found: Vec<&str> = line["problems"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        runnable += usize::from(found.is_empty());
        refused += usize::from(found.first().is_some_and(|it| it.starts_with("refused")));
        for problem in found {
            let rule = problem.split(':').next().unwrap_or_default().to_owned();
            *problems.entry(rule).or_default() += 1;
        }
        let took = line["ms"].as_f64().unwrap_or_default();
        if took > slowest.0 {
            slowest = (took, format!("{} of {} bytes", line["file"], line["bytes"]));
        }
    }
    for (rule, count) in problems {
        println!("  {count} × {rule}");
    }
    println!(
        "files {lossless}/{all} whole, {refused} refused with a reason, {runnable} without a problem"
    );
    println!(
        "files: the slowest was read in {:.1} ms: {}",
        slowest.0, slowest.1
    );
    Ok(())
}

fn count(told: &str, suite: &str) -> Outcome<(usize, usize)> {
    let (mut lossless, mut all) = (0, 0);
    for line in told.lines() {
        let line: Value =
            serde_json::from_str(line).map_err(|error| format!("{suite}: {error}"))?;
        all += 1;
        lossless += usize::from(line["lossless"] == true);
        for reason in line["failed"].as_array().into_iter().flatten() {
            println!("failed: {} {reason}", line["file"]);
        }
    }
    Ok((lossless, all))
}
