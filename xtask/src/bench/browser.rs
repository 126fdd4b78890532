//! Measurements in a real browser against the release binary.

use crate::{Outcome, journeys, server, setup, site::Mode, tool};

pub fn run() -> Outcome {
    let browser = setup::chromium::ensure()?;
    let baton = server::build(Mode::Release)?;
    println!();
    tool::run(&mut journeys::playwright(
        "end2end/bench.config.ts",
        &baton,
        &browser,
    ))
}
