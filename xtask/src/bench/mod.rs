//! What pages weigh, how the canvas follows the hand, and how fast the rooms are.

mod browser;
mod durable;
mod first_load;
mod peers;
mod weight;

use crate::{
    Outcome, setup,
    site::{self, Mode},
    tool, workspace,
};
use std::fs;

/// Only what is named: `pages`, `browser`, `check`, or a crate with a `benches` folder. Everything when nothing is.
pub fn bench(names: &[String]) -> Outcome {
    let rooms = rooms();
    let known = |name: &&String| {
        ["pages", "browser", "check"].contains(&name.as_str()) || rooms.contains(name)
    };
    if let Some(name) = names.iter().find(|name| !known(name)) {
        return Err(format!(
            "there is no bench {name}; there are: pages, browser, check, {}",
            rooms.join(", ")
        ));
    }
    let wanted = |name: &str| names.is_empty() || names.iter().any(|one| one == name);
    setup::for_building()?;
    if wanted("pages") || wanted("browser") {
        site::build(Mode::Release)?;
    }
    if wanted("pages") {
        first_load::print()?;
    }
    if wanted("browser") {
        browser::run()?;
    }
    if wanted("check") {
        println!();
        let example = ["--package", "process", "--example", "check_speed"];
        tool::run(
            tool::cargo()
                .args(["run", "--quiet", "--release"])
                .args(example),
        )?;
    }
    for room in rooms.iter().filter(|room| wanted(room)) {
        println!();
        if room == "feel" {
            weight::of_feel()?;
        }
        tool::run(tool::cargo().args(["bench", "--quiet", "--bench=*", "--package", room]))?;
        if room == "process" {
            peers::run();
        }
        if room == "engine" {
            durable::run();
        }
    }
    Ok(())
}

/// Every crate with a `benches` folder.
fn rooms() -> Vec<String> {
    let mut rooms: Vec<String> = fs::read_dir(workspace::root().join("crates"))
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().join("benches").is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    rooms.sort();
    rooms
}
