//! Other engines on the same work, in the same run: SpiffWorkflow and bpmn-engine, in memory. They are installed from
//! PyPI and npm into the cached tools; what cannot be installed is said and left out.

use crate::{tool, workspace};
use std::{env, fs, path::PathBuf, process::Command};

/// Where the work is when no folder is named: beside the checkout.
const USUAL_PLACE: &str = "../shared/peers";
const SPIFF_WORKFLOW: &str = "spiffworkflow==3.2.0";
const BPMN_ENGINE: &str = "bpmn-engine@25.0.1";

/// Where the peers' work is, if it is there.
pub(super) fn folder() -> Option<PathBuf> {
    let place = env::var_os("BATON_PEERS").unwrap_or_else(|| USUAL_PLACE.into());
    let folder = workspace::root().join(place);
    if folder.join("bench.bpmn").is_file() {
        return Some(folder);
    }
    println!(
        "{} holds no bench.bpmn: no peer is measured",
        folder.display()
    );
    None
}

pub fn run() {
    let Some(folder) = folder() else { return };
    let work = folder.join("bench.bpmn");
    let spiff = python().map(|python| {
        let mut command = Command::new(python);
        command
            .arg(folder.join("spiff_bench.py"))
            .arg(&work)
            .arg("500");
        command
    });
    measure("SpiffWorkflow", spiff);
    let node = npm_tools("bpmn-engine", &[BPMN_ENGINE]).and_then(|tools| {
        // Node looks for what a script imports beside it.
        let script = tools.join("bpmn_engine_bench.mjs");
        fs::copy(folder.join("bpmn_engine_bench.mjs"), &script).ok()?;
        let mut command = Command::new("node");
        command.arg(script).arg(&work).arg("300");
        Some(command)
    });
    measure("bpmn-engine", node);
}

pub(super) fn measure(peer: &str, command: Option<Command>) {
    match command.and_then(|mut command| tool::answer(&mut command)) {
        Some(answer) => print!("{answer}"),
        None => println!("{peer} could not be installed or run here: it is left out"),
    }
}

/// The Python that has SpiffWorkflow.
fn python() -> Option<PathBuf> {
    let folder = tools("spiff");
    let program = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let has_it = || {
        let mut import = Command::new(&program);
        tool::answer(import.args(["-c", "import SpiffWorkflow"])).is_some()
    };
    if !has_it() {
        println!("Installing {SPIFF_WORKFLOW}");
        tool::answer(tool::command("python3").args(["-m", "venv"]).arg(&folder))?;
        let mut install = Command::new(&program);
        tool::answer(install.args(["-m", "pip", "install", "--quiet", SPIFF_WORKFLOW]))?;
    }
    has_it().then_some(program)
}

/// The folder in which Node finds these packages.
pub(super) fn npm_tools(name: &str, packages: &[&str]) -> Option<PathBuf> {
    let folder = tools(name);
    if !folder.join("node_modules").is_dir() {
        println!("Installing {}", packages.join(" "));
        fs::create_dir_all(&folder).ok()?;
        let mut install = tool::command(if cfg!(windows) { "npm.cmd" } else { "npm" });
        let install = install.args(["install", "--no-audit", "--no-fund", "--prefix"]);
        tool::answer(install.arg(&folder).args(packages))?;
    }
    Some(folder)
}

fn tools(name: &str) -> PathBuf {
    workspace::target().join("tools").join(name)
}
