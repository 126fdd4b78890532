//! What the first load weighs, and how fast the rooms are.

mod first_load;

use crate::{
    Outcome, setup,
    site::{self, Mode},
    tool, workspace,
};
use std::fs;

pub fn bench() -> Outcome {
    setup::for_building()?;
    site::build(Mode::Release)?;
    first_load::print()?;
    benchmarks()
}

/// Every crate with a `benches` folder.
fn benchmarks() -> Outcome {
    let crates = fs::read_dir(workspace::root().join("crates"))
        .into_iter()
        .flatten()
        .flatten();
    for folder in crates
        .map(|entry| entry.path())
        .filter(|folder| folder.join("benches").is_dir())
    {
        let Some(name) = folder.file_name() else {
            continue;
        };
        println!();
        tool::run(
            tool::cargo()
                .args(["bench", "--quiet", "--bench=*", "--package"])
                .arg(name),
        )?;
    }
    Ok(())
}
