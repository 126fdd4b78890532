//! All the proof there is: checks, Rust tests on both databases, journeys in a real browser.

use crate::{
    Outcome, check, conformance, identity, journeys,
    postgres::Postgres,
    progress::Progress,
    server, setup,
    site::{self, Mode},
    tally::{self, Tally},
    tool,
};

pub fn test() -> Outcome {
    let mut progress = Progress::new("test", check::COUNT + 7);
    let mut tally = Tally::default();
    let outcome = all(&mut progress, &mut tally);
    if outcome.is_err() {
        tally.failed += 1;
    }
    progress.finish();
    close(tally, outcome)
}

/// The last line is one that any reader of logs understands.
fn close(tally: Tally, outcome: Outcome) -> Outcome {
    if let Err(message) = &outcome {
        println!("{message}");
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed > 0 {
        Err("not all is well".into())
    } else {
        Ok(())
    }
}

fn all(progress: &mut Progress, tally: &mut Tally) -> Outcome {
    check::steps(progress)?;
    progress.step("A browser and a PostgreSQL to test with");
    let browser = setup::chromium::ensure()?;
    progress.step("Rust tests");
    rust(&["--workspace".into(), "--no-fail-fast".into()], tally)?;
    progress.step("The same bytes natively and in wasm");
    identity::compare()?;
    tally.passed += 1;
    progress.step("Others' test suites");
    conformance::run(None)?;
    tally.passed += 1;
    progress.step("Build the site for release");
    site::build(Mode::Release)?;
    progress.step("Build the server for release");
    let baton = server::build(Mode::Release)?;
    progress.step("Journeys in the browser");
    tally::run(&mut journeys::command(&baton, &browser, &[]), tally)
}

pub fn rust_alone(options: &[String]) -> Outcome {
    let mut tally = Tally::default();
    rust(options, &mut tally)?;
    close(tally, Ok(()))
}

fn rust(options: &[String], tally: &mut Tally) -> Outcome {
    let postgres = Postgres::start()?;
    let mut cargo = tool::cargo();
    cargo
        .arg("test")
        .args(options)
        .env("BATON_TEST_POSTGRES", postgres.url());
    tally::run(&mut cargo, tally)
}
