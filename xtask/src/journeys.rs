//! The browser journeys, and pictures of the pages.

use crate::{
    Outcome, server, setup,
    site::{self, Mode},
    tool, workspace,
};
use std::{path::Path, process::Command};

/// Playwright's whole suite, or what `options` choose of it.
pub fn command(baton: &Path, browser: &Path, options: &[String]) -> Command {
    let mut playwright = playwright("end2end/playwright.config.ts", baton, browser);
    playwright.args(options);
    playwright
}

pub fn against_debug(options: &[String]) -> Outcome {
    let (baton, browser) = debug_build()?;
    tool::run(&mut command(&baton, &browser, options))
}

pub fn shots(pages: &[String], at: Option<&str>) -> Outcome {
    let (baton, browser) = debug_build()?;
    let mut playwright = playwright("end2end/shots.config.ts", &baton, &browser);
    playwright.env("BATON_SHOTS", pages.join(" "));
    if let Some(address) = at {
        playwright.env("BATON_AT", address);
    }
    tool::run(&mut playwright)?;
    println!(
        "The pictures are in {}",
        workspace::root().join("target/shots").display()
    );
    Ok(())
}

fn debug_build() -> Outcome<(std::path::PathBuf, std::path::PathBuf)> {
    setup::for_building()?;
    let browser = setup::chromium::ensure()?;
    site::build(Mode::Debug)?;
    Ok((server::build(Mode::Debug)?, browser))
}

pub fn playwright(config: &str, baton: &Path, browser: &Path) -> Command {
    let mut playwright = tool::npm_program("playwright");
    playwright
        .args(["test", "--config", config])
        .env("BATON_BINARY", baton)
        .env("CHROMIUM", browser);
    playwright
}
