//! PostgreSQL's programs, for the tests that need a server of their own.

use super::packages;
use crate::{Outcome, tool};
use std::{fs, path::PathBuf};

const PACKAGES: &[(&str, &str)] = &[
    ("apt-get", "postgresql"),
    ("dnf", "postgresql-server"),
    ("pacman", "postgresql"),
    ("apk", "postgresql"),
    ("brew", "postgresql"),
];

/// The folder of `initdb` and `pg_ctl`.
pub fn ensure() -> Outcome<PathBuf> {
    if let Some(programs) = find() {
        return Ok(programs);
    }
    packages::install("PostgreSQL", PACKAGES)?;
    find().ok_or_else(|| "PostgreSQL was installed but initdb cannot be found".into())
}

fn find() -> Option<PathBuf> {
    let on_path = tool::find("initdb").and_then(|program| Some(program.parent()?.to_owned()));
    on_path.or_else(newest_debian)
}

/// Debian keeps the programs of each version in a folder outside the PATH.
fn newest_debian() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    versions
        .filter_map(|version| {
            let number: u32 = version.file_name().to_str()?.parse().ok()?;
            let programs = version.path().join("bin");
            programs
                .join("initdb")
                .is_file()
                .then_some((number, programs))
        })
        .max()
        .map(|(_, programs)| programs)
}
