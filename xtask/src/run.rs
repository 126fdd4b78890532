//! From an empty machine to Baton in the browser.

use crate::{
    Outcome,
    progress::Progress,
    server, setup,
    site::{self, Mode},
    tool,
};
use std::{path::Path, process::Command};

/// The debug build: a newcomer sees the first page minutes earlier than with the release build.
/// `docs/decisions/0002-the-site-is-built-by-xtask.md` has the times.
const MODE: Mode = Mode::Debug;

pub fn run(options: &[String]) -> Outcome {
    let mut progress = Progress::new("run", 4);
    progress.step("Set up");
    setup::for_building()?;
    progress.step("Build the site");
    site::build(MODE)?;
    progress.step("Build the server");
    let baton = server::build(MODE)?;
    progress.step("Serve (Ctrl+C stops)");
    become_server(&mut serve(&baton, options))
}

/// The command that serves, with the operator's options.
pub fn serve(baton: &Path, options: &[String]) -> Command {
    let mut command = tool::command(baton);
    command.arg("serve").args(options);
    command
}

/// Hands this process over, so that Ctrl+C and its parent reach the server itself.
#[cfg(unix)]
fn become_server(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(tool::not_started(command, &error))
}

#[cfg(not(unix))]
fn become_server(command: &mut Command) -> Outcome {
    tool::run(command)
}
