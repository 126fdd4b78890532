//! Builds and serves again after every change of a source file.

use crate::{
    Outcome, run, server, setup,
    site::{self, Mode},
    tool, workspace,
};
use std::{
    fs,
    path::Path,
    process::Child,
    thread,
    time::{Duration, Instant, SystemTime},
};

const WATCHED: &[&str] = &[
    "app",
    "crates",
    "frontend",
    "migrations",
    "public",
    "server",
    "style",
    "Cargo.lock",
];

/// Looking at the dates of a few hundred files costs a millisecond.
const PAUSE: Duration = Duration::from_millis(300);

pub fn dev(options: &[String]) -> Outcome {
    setup::for_building()?;
    let mut serving: Option<Child> = None;
    loop {
        let seen = newest();
        let started = Instant::now();
        match build_and_serve(options, &mut serving) {
            Ok(()) => println!(
                "\n[dev] ready after {:.1} s",
                started.elapsed().as_secs_f32()
            ),
            Err(message) => println!("\n[dev] {message}; waiting for a change"),
        }
        while newest() == seen {
            thread::sleep(PAUSE);
        }
        println!("\n[dev] something changed");
    }
}

/// The old server goes on until the new one is built.
fn build_and_serve(options: &[String], serving: &mut Option<Child>) -> Outcome {
    site::build(Mode::Debug)?;
    let baton = server::build(Mode::Debug)?;
    if let Some(mut old) = serving.take() {
        // Killed outright: the server has to survive that at any moment, so development proves it.
        old.kill()
            .and_then(|()| old.wait())
            .map_err(|error| error.to_string())?;
    }
    let mut command = run::serve(&baton, options);
    let child = command
        .spawn()
        .map_err(|error| tool::not_started(&command, &error))?;
    *serving = Some(child);
    Ok(())
}

/// How many files there are, so that a deletion counts, and when the last one was written.
fn newest() -> (usize, Option<SystemTime>) {
    let places = WATCHED.iter().map(|name| workspace::root().join(name));
    places
        .map(|place| newest_below(&place))
        .fold((0, None), together)
}

fn newest_below(path: &Path) -> (usize, Option<SystemTime>) {
    match fs::read_dir(path) {
        Ok(entries) => entries
            .flatten()
            .map(|entry| newest_below(&entry.path()))
            .fold((0, None), together),
        Err(_) => (1, fs::metadata(path).and_then(|file| file.modified()).ok()),
    }
}

fn together(
    (files, newest): (usize, Option<SystemTime>),
    (more, newer): (usize, Option<SystemTime>),
) -> (usize, Option<SystemTime>) {
    (files + more, newest.max(newer))
}
