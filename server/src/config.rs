//! Everything an operator can set, by flag or by environment. Nothing else reads either.

use clap::{Args, Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf};

/// Draw a business process, run it, and watch it run.
#[derive(Parser)]
#[command(name = "baton", version)]
pub struct Cli {
    /// What to write to the log: error, warn, info, debug, or a filter such as `engine=debug`.
    #[arg(long, env = "BATON_LOG", default_value = "info", global = true)]
    pub log: String,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Start the server.
    Serve(Serve),
}

#[derive(Args, Clone, Debug)]
pub struct Serve {
    /// The address to listen on. Port 0 picks a free one.
    #[arg(long, env = "BATON_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// The folder for everything Baton keeps on disk. Made when missing.
    #[arg(long, env = "BATON_DATA", default_value = "./data")]
    pub data: PathBuf,
    /// The database: `postgres://…` or `sqlite://…`. Left out: an SQLite file in the data folder.
    #[arg(long, env = "BATON_DATABASE")]
    pub database: Option<String>,
}

impl Serve {
    /// The database to open: the one named, or the SQLite file in the data folder.
    pub fn database_url(&self) -> String {
        self.database.clone().unwrap_or_else(|| {
            format!(
                "sqlite://{}?mode=rwc",
                self.data.join("baton.sqlite").display()
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serve(arguments: &[&str]) -> Serve {
        let words = ["baton", "serve"].iter().chain(arguments);
        match Cli::parse_from(words).command {
            Command::Serve(serve) => serve,
        }
    }

    #[test]
    fn without_a_database_the_data_folder_holds_one() {
        assert_eq!(
            serve(&["--data", "/srv/baton"]).database_url(),
            "sqlite:///srv/baton/baton.sqlite?mode=rwc"
        );
    }

    #[test]
    fn a_named_database_is_the_one_opened() {
        let url = "postgres://baton@db/baton";
        assert_eq!(serve(&["--database", url]).database_url(), url);
    }
}
