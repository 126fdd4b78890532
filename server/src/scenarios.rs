//! `baton test FILE…`: runs the scenarios that are kept with processes, without a server or a workspace.

use crate::file;
use engine::scenario::{self, Tested};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// One line for each scenario; fails when one of them does.
pub fn test(files: &[PathBuf], junit: Option<&Path>, events: bool) -> io::Result<()> {
    let mut suites = Vec::new();
    for path in files {
        let (diagram, _) = file::read(path)?;
        let tested = scenario::test(&diagram);
        let name = path.display().to_string();
        if tested.is_empty() {
            println!("{name} has no scenarios");
        }
        for one in &tested {
            tell(&name, one, events)?;
        }
        suites.push((name, tested));
    }
    if let Some(path) = junit {
        fs::write(path, scenario::junit(&suites)).map_err(|error| {
            io::Error::other(format!("cannot write {}: {error}", path.display()))
        })?;
    }
    let all = suites.iter().flat_map(|(_, tested)| tested);
    let failed = all.clone().filter(|one| !one.outcome.passed()).count();
    match failed {
        0 => Ok(()),
        failed => Err(io::Error::other(format!(
            "{failed} of {} scenarios failed",
            all.count()
        ))),
    }
}

fn tell(file: &str, tested: &Tested, events: bool) -> io::Result<()> {
    if events {
        for event in &tested.outcome.log {
            println!("{}", serde_json::to_string(event)?);
        }
    }
    let title = &tested.title;
    match tested.outcome.failures.as_slice() {
        [] => println!("ok: {file}: {title}"),
        failures => {
            let sentences: Vec<&str> = failures.iter().map(|one| &*one.sentence).collect();
            println!("failed: {file}: {title}: {}", sentences.join(" "));
        }
    }
    Ok(())
}
