//! Everything that can be said about the code without running it, and the architecture test.

use crate::{Outcome, progress::Progress, setup, tool};

const WARNINGS_ARE_ERRORS: &str = "--deny=warnings";

type Step = (&'static str, fn() -> Outcome);

/// The steps, in the order in which they fail fastest.
const STEPS: &[Step] = &[
    ("Set up", setup::for_building),
    ("Formatting", formatting),
    ("Lints", lints),
    ("Lints of the browser's build", browser_lints),
    ("Docs", docs),
    ("Journeys' types", journey_types),
    ("Licences and sources of dependencies", dependencies),
];

pub const COUNT: usize = STEPS.len();

pub fn check() -> Outcome {
    let mut progress = Progress::new("check", COUNT + 1);
    steps(&mut progress)?;
    progress.step("Architecture");
    cargo(&["test", "--quiet", "--package=server", "--test=architecture"])?;
    progress.finish();
    Ok(())
}

/// All but the architecture, which is among the Rust tests.
pub fn steps(progress: &mut Progress) -> Outcome {
    STEPS.iter().try_for_each(|(name, step)| {
        progress.step(name);
        step()
    })
}

fn formatting() -> Outcome {
    cargo(&["fmt", "--all", "--check"])
        .map_err(|_| "some files are not formatted: run `cargo fmt`".into())
}

fn lints() -> Outcome {
    cargo(&[
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        WARNINGS_ARE_ERRORS,
    ])
}

/// Also proves that the app and all it stands on compile for the browser.
fn browser_lints() -> Outcome {
    let build = [
        "--package=frontend",
        "--package=app",
        "--target=wasm32-unknown-unknown",
    ];
    cargo(
        &[
            &["clippy", "--quiet"],
            &build[..],
            &["--", WARNINGS_ARE_ERRORS],
        ]
        .concat(),
    )
}

fn docs() -> Outcome {
    tool::run(
        tool::cargo()
            .args([
                "doc",
                "--quiet",
                "--workspace",
                "--no-deps",
                "--document-private-items",
            ])
            .env("RUSTDOCFLAGS", WARNINGS_ARE_ERRORS),
    )
}

fn journey_types() -> Outcome {
    tool::run(tool::npm_program("tsc").args(["--project", "end2end"]))
}

fn dependencies() -> Outcome {
    if tool::find("cargo-deny").is_none() {
        println!("cargo-deny is not installed: left out");
        return Ok(());
    }
    cargo(&["deny", "check", "bans", "licenses", "sources"])
}

fn cargo(words: &[&str]) -> Outcome {
    tool::run(tool::cargo().args(words))
}
