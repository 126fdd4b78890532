//! A durable peer on the same work, in the same run: Restate, from npm, and what bare SQLite takes on this disk. What cannot
//! be installed or run is said and left out.

use super::peers::{folder, measure, npm_tools};
use crate::{tool, workspace};
use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
};

const RESTATE: [&str; 2] = [
    "@restatedev/restate-server@1.7.12",
    "@restatedev/restate-sdk",
];
/// Tells the server where the service is, as soon as it listens.
const REGISTER: &str = "for (let i = 0; i < 60; i++) { try { const answer = await fetch('http://localhost:9070/deployments', \
     { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{\"uri\":\"http://localhost:9080\"}' }); \
     if (answer.ok) process.exit(0); } catch {} await new Promise(later => setTimeout(later, 500)); } process.exit(1);";

pub fn run() {
    let Some(folder) = folder() else { return };
    let file = workspace::target().join("sqlite-limit.db");
    let mut limit = Command::new("python3");
    limit.arg(folder.join("sqlite_limit.py")).arg(&file);
    measure("bare SQLite", Some(limit));
    for ending in ["db", "db-wal", "db-shm"] {
        // Left behind, it harms nobody.
        let _ = fs::remove_file(file.with_extension(ending));
    }
    if restate(&folder).is_none() {
        println!("Restate could not be installed or run here: it is left out");
    }
}

fn restate(folder: &Path) -> Option<()> {
    let tools = npm_tools("restate", &RESTATE)?;
    for script in ["restate_service.mjs", "restate_load.mjs"] {
        fs::copy(folder.join(script), tools.join(script)).ok()?;
    }
    let data = tools.join("data");
    // Of the run before.
    let _ = fs::remove_dir_all(&data);
    let server = tools.join("node_modules/.bin/restate-server");
    let _server = Running::start(
        Command::new(server)
            .arg("--base-dir")
            .arg(&data)
            .env("RESTATE_DEFAULT_NUM_PARTITIONS", "4"),
    )?;
    let node = |script: &str| {
        let mut node = Command::new("node");
        node.arg(script).current_dir(&tools);
        node
    };
    let _service = Running::start(&mut node("restate_service.mjs"))?;
    let mut register = Command::new("node");
    tool::answer(register.args(["--input-type=module", "-e", REGISTER]))?;
    for (count, at_once) in [("500", "20"), ("3000", "200")] {
        print!("at_once {at_once} ");
        print!(
            "{}",
            tool::answer(node("restate_load.mjs").args([count, at_once]))?
        );
    }
    Some(())
}

/// Ends with the measurement.
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> Option<Self> {
        let quiet = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        quiet.spawn().ok().map(Self)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended by itself, or ends now.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
