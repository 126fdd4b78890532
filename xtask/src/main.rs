//! The developer's menu: set up, build, run, check, test, measure. Knows nothing of the product.

mod bench;
mod check;
mod conformance;
mod dev;
mod identity;
mod journeys;
mod postgres;
mod progress;
mod run;
mod server;
mod setup;
mod site;
mod tally;
mod test;
mod tool;
mod workspace;

use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// What a task gives back: nothing, or one line that says what to do.
type Outcome<T = ()> = Result<T, String>;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Set up, run, check, test and measure Baton"
)]
struct Menu {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what is missing, build, and serve on 127.0.0.1:3000.
    Run {
        /// Options for `baton serve`, such as `--listen 127.0.0.1:4000`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Like run, and again after every change.
    Dev {
        /// Options for `baton serve`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Formatting, lints, docs, the browser's build and the architecture.
    Check,
    /// Check, every Rust test, and the browser journeys against the release binary.
    Test,
    /// Only the browser journeys, against a debug build. Words after it go to Playwright.
    Journeys {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Pictures of the pages in both themes, wide and narrow, into target/shots.
    Shots {
        /// The pages, such as `/` or `/processes`.
        #[arg(default_value = "/")]
        pages: Vec<String>,
        /// A running server to look at; left out, a fresh one is started.
        #[arg(long)]
        at: Option<String>,
    },
    /// Only the Rust tests, with a throw-away PostgreSQL. Words after it go to `cargo test`.
    Rust {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Only the saved cases, decided in wasm: the same bytes must come out as natively.
    Identity,
    /// Others' test suites, natively and in wasm, and how many of their cases pass.
    Conformance {
        /// The folder of the suites; left out, `../shared/corpora`.
        folder: Option<PathBuf>,
    },
    /// What pages weigh, how the canvas follows the hand, how fast the rooms are.
    Bench {
        /// Only these: `pages`, `browser`, or a crate such as `feel`.
        names: Vec<String>,
    },
}

fn main() -> ExitCode {
    let outcome = match Menu::parse().task {
        Task::Run { options } => run::run(&options),
        Task::Dev { options } => dev::dev(&options),
        Task::Check => check::check(),
        Task::Test => test::test(),
        Task::Journeys { options } => journeys::against_debug(&options),
        Task::Shots { pages, at } => journeys::shots(&pages, at.as_deref()),
        Task::Rust { options } => test::rust_alone(&options),
        Task::Identity => identity::compare(),
        Task::Conformance { folder } => conformance::run(folder.as_deref()),
        Task::Bench { names } => bench::bench(&names),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
