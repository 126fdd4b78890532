//! The `baton` binary: reads its configuration and starts what was asked for.

mod assets;
mod composition;
mod config;
mod headers;
mod health;
mod page;
mod router;
mod serve;

use clap::Parser;
use config::{Cli, Command};
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
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("baton: {error}");
            ExitCode::FAILURE
        }
    }
}
