//! A browser for the journeys.

use super::packages;
use crate::{Outcome, tool};
use std::path::PathBuf;

const PROGRAMS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const PLACES: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/snap/bin/chromium",
];
const PACKAGES: &[(&str, &str)] = &[
    ("apt-get", "chromium fonts-dejavu-core"),
    ("dnf", "chromium"),
    ("pacman", "chromium"),
    ("apk", "chromium"),
    ("brew", "--cask chromium"),
];

pub fn ensure() -> Outcome<PathBuf> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    packages::install("Chromium", PACKAGES)?;
    find().ok_or_else(|| "Chromium was installed but cannot be found: name it in CHROMIUM".into())
}

fn find() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    named
        .or_else(|| PROGRAMS.iter().find_map(|program| tool::find(program)))
        .or_else(|| {
            PLACES
                .iter()
                .map(PathBuf::from)
                .find(|place| place.is_file())
        })
}
