//! `baton check FILE`: the problems of a diagram, without a server or a workspace.

use engine::Severity;
use std::{fs, io, path::Path};

pub fn check(file: &Path) -> io::Result<()> {
    let name = file.display();
    let text =
        fs::read(file).map_err(|error| io::Error::other(format!("cannot read {name}: {error}")))?;
    let diagram = serde_json::from_slice(&text)
        .map_err(|error| io::Error::other(format!("{name} is not a diagram: {error}")))?;
    let (publishable, problems) = engine::check(&diagram);
    for problem in problems {
        let severity = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        println!("{severity}: {} [{}]", problem.message, problem.rule);
    }
    if publishable {
        println!("{name} can be published");
        Ok(())
    } else {
        Err(io::Error::other(format!("{name} cannot be published")))
    }
}
