//! The machine's own package manager, for programs that neither cargo nor npm brings.

use crate::{Outcome, tool};
use std::process::Command;

struct Manager {
    program: &'static str,
    /// Run before the first installation; an old list may not know the package.
    refresh: Option<&'static [&'static str]>,
    install: &'static [&'static str],
    as_root: bool,
}

const MANAGERS: &[Manager] = &[
    Manager {
        program: "apt-get",
        refresh: Some(&["update", "-q"]),
        install: &["install", "-y", "-q", "--no-install-recommends"],
        as_root: true,
    },
    Manager {
        program: "dnf",
        refresh: None,
        install: &["install", "-y"],
        as_root: true,
    },
    Manager {
        program: "pacman",
        refresh: None,
        install: &["-Sy", "--noconfirm"],
        as_root: true,
    },
    Manager {
        program: "apk",
        refresh: None,
        install: &["add", "--no-cache"],
        as_root: true,
    },
    Manager {
        program: "brew",
        refresh: None,
        install: &["install"],
        as_root: false,
    },
];

/// Installs a program by the first package manager found. `names` gives the package's name there.
pub fn install(what: &str, names: &[(&str, &str)]) -> Outcome {
    let found = MANAGERS
        .iter()
        .find(|manager| tool::find(manager.program).is_some());
    let name = found.and_then(|manager| {
        names
            .iter()
            .find(|(program, _)| *program == manager.program)
            .map(|(_, name)| *name)
    });
    let (Some(manager), Some(name)) = (found, name) else {
        return Err(format!(
            "{what} is not installed: install it, then try again"
        ));
    };
    if manager.as_root && !is_root() {
        let words = [&[manager.program], &manager.install[..1], &[name]]
            .concat()
            .join(" ");
        return Err(format!(
            "{what} is not installed: run `sudo {words}`, then try again"
        ));
    }
    println!("Installing {what} with {}", manager.program);
    if let Some(refresh) = manager.refresh {
        tool::run_quietly(command(manager).args(refresh))?;
    }
    tool::run_quietly(command(manager).args(manager.install).args(name.split(' ')))
}

fn command(manager: &Manager) -> Command {
    let mut command = tool::command(manager.program);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

pub fn is_root() -> bool {
    tool::answer(tool::command("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}
