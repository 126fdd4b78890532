//! What the first load weighs, and how fast the rooms are.

use crate::{
    Outcome, setup,
    site::{self, Mode},
    tool, workspace,
};
use std::fs;

/// What a browser fetches before the first page answers to clicks.
const FIRST_LOAD: &[&str] = &["baton.css", "baton.js", "baton_bg.wasm"];

pub fn bench() -> Outcome {
    setup::for_building()?;
    site::build(Mode::Release)?;
    first_load()?;
    benchmarks()
}

fn first_load() -> Outcome {
    println!(
        "\n{:<16}{:>12}{:>12}{:>12}",
        "first load", "raw", "gzip", "brotli"
    );
    let mut totals = [0; 3];
    for name in FIRST_LOAD {
        let mut sizes = [0; 3];
        for (size, ending) in sizes.iter_mut().zip(["", ".gz", ".br"]) {
            let file = workspace::site().join(format!("pkg/{name}{ending}"));
            *size = fs::metadata(&file)
                .map_err(|error| format!("cannot read {}: {error}", file.display()))?
                .len();
        }
        print_sizes(name, sizes);
        totals
            .iter_mut()
            .zip(sizes)
            .for_each(|(total, size)| *total += size);
    }
    print_sizes("all", totals);
    Ok(())
}

fn print_sizes(name: &str, [raw, gzip, brotli]: [u64; 3]) {
    println!("{name:<16}{raw:>12}{gzip:>12}{brotli:>12}");
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
