//! The `baton` binary: reads its configuration and starts what was asked for.

mod assets;
mod bench;
mod check;
mod composition;
mod config;
mod convert;
mod file;
mod gate;
mod headers;
mod health;
mod origin;
mod page;
mod refusal;
mod router;
mod routes;
mod scenarios;
mod serve;
mod size;
mod upkeep;

use clap::Parser;
use config::{Bench, Cli, Command};
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new(&cli.log))
        .with_writer(std::io::stderr)
        .init();
    let outcome = match cli.command {
        Command::Serve(config) => serve::serve(config).await,
        Command::Check { file, json } => check::check(&file, json),
        Command::Test {
            files,
            junit,
            events,
        } => scenarios::test(&files, junit.as_deref(), events),
        Command::Convert { from, to } => convert::convert(&from, &to),
        Command::Verify { place } => upkeep::verify(&place).await,
        Command::Rebuild { place } => upkeep::rebuild(&place).await,
        Command::Backup { file, place } => upkeep::backup(&file, &place).await,
        Command::Restore { file, place } => upkeep::restore(&file, &place).await,
        Command::Bench {
            what:
                Bench::Engine {
                    instances,
                    at_once,
                    database,
                },
        } => bench::engine(instances, at_once, database).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("baton: {error}");
            ExitCode::FAILURE
        }
    }
}
