//! `baton check FILE`: the problems of a process, without a server or a workspace.

use crate::file;
use engine::Severity;
use serde::Serialize;
use std::{io, path::Path};

/// What a program may read instead of the lines for people.
#[derive(Serialize)]
struct Outcome<'a, P: Serialize, R: Serialize> {
    file: String,
    publishable: bool,
    problems: &'a [P],
    /// What was kept, mended, or cannot run, of a file of another tool.
    report: &'a [R],
}

pub fn check(path: &Path, json: bool) -> io::Result<()> {
    let name = path.display();
    let (diagram, report) = file::read(path)?;
    let (publishable, problems) = engine::check(&diagram);
    if json {
        let outcome = Outcome {
            file: name.to_string(),
            publishable,
            problems: &problems,
            report: &report,
        };
        println!("{}", serde_json::to_string_pretty(&outcome)?);
    } else {
        for problem in problems {
            let severity = match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            println!("{severity}: {} [{}]", problem.message, problem.rule);
        }
        if publishable {
            println!("{name} can be published");
        }
    }
    if publishable {
        Ok(())
    } else {
        Err(io::Error::other(format!("{name} cannot be published")))
    }
}
