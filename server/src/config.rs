//! Everything an operator can set, by flag or by environment. Nothing else reads either.

use clap::{Args, Parser, Subcommand};
use std::{io, net::SocketAddr, path::PathBuf};

const KEY_BYTES: usize = 32;

/// Draw a business process, run it, and watch it run.
#[derive(Parser)]
#[command(name = "baton", version)]
pub struct Cli {
    /// What to write to the log: error, warn, info, debug, or a filter such as `engine=debug`.
    #[arg(
        long,
        env = "BATON_LOG",
        default_value = "info,sea_orm_migration=warn",
        global = true
    )]
    pub log: String,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Start the server.
    Serve(Serve),
    /// Look for problems in a process saved as JSON, BPMN or DMN. Fails when it could not be published.
    Check {
        /// The file to read.
        file: PathBuf,
        /// Print everything as JSON, for programs.
        #[arg(long)]
        json: bool,
    },
    /// Run the scenarios kept with processes. Fails when one of them does.
    Test {
        /// The processes to read.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Write what came of them as JUnit XML, for build servers.
        #[arg(long, value_name = "OUT")]
        junit: Option<PathBuf>,
        /// Print everything that happened, one event a line.
        #[arg(long)]
        events: bool,
    },
    /// Turn a process into another format: .json, .bpmn or .dmn, by the endings of the files.
    Convert {
        /// The file to read.
        #[arg(value_name = "IN")]
        from: PathBuf,
        /// The file to write.
        #[arg(value_name = "OUT")]
        to: PathBuf,
    },
    /// Compare what is stored of every case with its events. Fails where they differ.
    Verify {
        #[command(flatten)]
        place: Place,
    },
    /// Write what is kept beside the events of every case anew: its state and its visits to steps.
    Rebuild {
        #[command(flatten)]
        place: Place,
    },
    /// Save everything in the database into one file, while people go on working. The key file is not in it.
    Backup {
        /// The file to write. It must not be there yet.
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Fill an empty database from a backup, of SQLite or PostgreSQL, whichever it was made from.
    Restore {
        /// The file to read.
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Measure on this machine.
    Bench {
        #[command(subcommand)]
        what: Bench,
    },
}

#[derive(Subcommand)]
pub enum Bench {
    /// Cases a second: five jobs that do nothing, everything durable.
    Engine {
        /// How many cases.
        #[arg(long, default_value_t = 3_000)]
        instances: usize,
        /// How many are under way at the same time.
        #[arg(long, default_value_t = 200)]
        at_once: usize,
        /// An empty database to measure on. Left out: a new SQLite file in the temporary folder.
        #[arg(long, hide_env_values = true)]
        database: Option<String>,
    },
}

#[derive(Args, Clone, Debug)]
pub struct Serve {
    /// The address to listen on. Port 0 picks a free one.
    #[arg(long, env = "BATON_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    #[command(flatten)]
    pub place: Place,
    /// The address people use, such as `https://baton.example.com`, when a proxy stands in front.
    #[arg(long, env = "BATON_PUBLIC_URL")]
    pub public_url: Option<String>,
}

/// Where everything is kept.
#[derive(Args, Clone, Debug)]
pub struct Place {
    /// The folder for everything Baton keeps on disk. Made when missing.
    #[arg(long, env = "BATON_DATA", default_value = "./data")]
    pub data: PathBuf,
    /// The database: `postgres://…` or `sqlite://…`. Left out: an SQLite file in the data folder.
    #[arg(long, env = "BATON_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// The key that seals stored secrets: 64 hexadecimal digits. Left out: a file in the data folder holds it.
    #[arg(long, env = "BATON_KEY", hide_env_values = true)]
    pub key: Option<String>,
}

impl Serve {
    /// Whether people come over https: then their cookies never travel without it.
    pub fn is_https(&self) -> bool {
        let url = self.public_url.as_deref().unwrap_or_default();
        url.to_ascii_lowercase().starts_with("https://")
    }

    /// The address to show people, when we listen on `local`.
    pub fn address(&self, local: SocketAddr) -> String {
        match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://{local}"),
        }
    }
}

impl Place {
    /// The database to open: the one named, or the SQLite file in the data folder.
    pub fn database_url(&self) -> String {
        let file = || store::sqlite_url(&self.data.join("baton.sqlite"));
        self.database.clone().unwrap_or_else(file)
    }

    /// The key given by the operator, if any.
    pub fn master_key(&self) -> io::Result<Option<[u8; KEY_BYTES]>> {
        let Some(text) = &self.key else {
            return Ok(None);
        };
        let digits: Option<Vec<u8>> = text
            .trim()
            .chars()
            .map(|digit| u8::try_from(digit.to_digit(16)?).ok())
            .collect();
        let bytes: Option<Vec<u8>> = digits.map(|digits| {
            digits
                .chunks(2)
                .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
                .collect()
        });
        // The key itself is not repeated.
        let wrong = || {
            io::Error::other("the key must be 64 hexadecimal digits. Look at BATON_KEY or --key")
        };
        let whole = text.trim().len() == 2 * KEY_BYTES;
        bytes
            .filter(|_| whole)
            .and_then(|bytes| bytes.try_into().ok())
            .map(Some)
            .ok_or_else(wrong)
    }

    /// Where the key lies when the operator gives none.
    pub fn key_file(&self) -> PathBuf {
        self.data.join("master.key")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serve(arguments: &[&str]) -> Serve {
        let words = ["baton", "serve"].iter().chain(arguments);
        match Cli::parse_from(words).command {
            Command::Serve(serve) => serve,
            _ => panic!("the words say serve"),
        }
    }

    #[test]
    fn without_a_database_the_data_folder_holds_one() {
        assert_eq!(
            serve(&["--data", "/srv/baton"]).place.database_url(),
            "sqlite:///srv/baton/baton.sqlite?mode=rwc"
        );
    }

    #[test]
    fn a_named_database_is_the_one_opened() {
        let url = "postgres://baton@db/baton";
        assert_eq!(serve(&["--database", url]).place.database_url(), url);
    }

    #[test]
    fn a_key_is_64_digits_and_a_wrong_one_is_not_repeated_in_the_message() {
        let key = |text: &str| serve(&["--key", text]).place.master_key();
        assert_eq!(key(&"0f".repeat(32)).expect("a key"), Some([15; 32]));
        assert_eq!(serve(&[]).place.master_key().expect("no key is fine"), None);
        for wrong in [
            "0f".repeat(31),
            "0f".repeat(33),
            "xy".repeat(32),
            "é".repeat(32),
        ] {
            let error = key(&wrong).expect_err("it is refused").to_string();
            assert!(!error.contains(&wrong), "{error}");
        }
    }

    #[test]
    fn cookies_stay_on_https_when_people_come_over_https() {
        assert!(serve(&["--public-url", "https://baton.example"]).is_https());
        assert!(!serve(&["--public-url", "http://baton.example"]).is_https());
        assert!(!serve(&[]).is_https());
    }
}
