//! A throw-away PostgreSQL for one run of the tests.

use crate::{
    Outcome,
    setup::{self, postgres},
    tool,
};
use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
};

pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    owner: Option<Owner>,
}

impl Postgres {
    pub fn start() -> Outcome<Self> {
        let programs = postgres::ensure()?;
        let folder = std::env::temp_dir().join(format!("baton-postgres-{}", std::process::id()));
        let failed = |error| format!("cannot make {}: {error}", folder.display());
        fs::create_dir_all(&folder).map_err(failed)?;
        let owner = if setup::is_root() {
            Some(Owner::find()?)
        } else {
            None
        };
        if let Some(owner) = &owner {
            owner.take(&folder).map_err(failed)?;
        }
        let server = Self {
            programs,
            port: free_port()?,
            folder,
            owner,
        };
        server.create_cluster()?;
        server.launch()?;
        Ok(server)
    }

    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn create_cluster(&self) -> Outcome {
        let settings = [
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
        ];
        let mut initdb = self.program("initdb");
        tool::run_quietly(initdb.args(settings).arg("--locale=C").arg(self.cluster()))
    }

    fn launch(&self) -> Outcome {
        // Nobody minds losing this database, so it need not wait for the disk.
        let settings = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' \
             -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300",
            self.port
        );
        let log = self.folder.join("log");
        let mut start = self.program("pg_ctl");
        start
            .arg("--wait")
            .arg("--log")
            .arg(log)
            .arg("--options")
            .arg(settings);
        // The server inherits these: were they pipes, nobody could wait for them to close.
        start
            .stdin(std::process::Stdio::null())
            .stdout(std::process::Stdio::null());
        tool::run(start.arg("--pgdata").arg(self.cluster()).arg("start"))
    }

    fn cluster(&self) -> PathBuf {
        self.folder.join("cluster")
    }

    /// PostgreSQL refuses to run as root.
    fn program(&self, name: &str) -> Command {
        let mut command = tool::command(self.programs.join(name));
        command.current_dir(&self.folder);
        if let Some(owner) = &self.owner {
            owner.run(&mut command);
        }
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        let stopped = tool::run_quietly(
            stop.args(["--mode=immediate", "--pgdata"])
                .arg(self.cluster())
                .arg("stop"),
        );
        if let Err(message) = stopped {
            eprintln!("the throw-away PostgreSQL did not stop: {message}");
        }
        // A folder left behind in the temporary folder harms nobody.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn free_port() -> Outcome<u16> {
    let found = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    found
        .map(|address| address.port())
        .map_err(|error| format!("no free port: {error}"))
}

/// Somebody without rights, for when the tests run as root.
struct Owner {
    user: u32,
    group: u32,
}

impl Owner {
    fn find() -> Outcome<Self> {
        let number = |flag: &str, name: &str| {
            tool::answer(tool::command("id").args([flag, name]))?
                .trim()
                .parse()
                .ok()
        };
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| {
                Some(Self {
                    user: number("-u", name)?,
                    group: number("-g", name)?,
                })
            })
            .ok_or_else(|| "PostgreSQL does not run as root: add a user named postgres".into())
    }

    #[cfg(unix)]
    fn take(&self, folder: &Path) -> std::io::Result<()> {
        std::os::unix::fs::chown(folder, Some(self.user), Some(self.group))
    }

    #[cfg(not(unix))]
    fn take(&self, _folder: &Path) -> std::io::Result<()> {
        Ok(())
    }

    fn run(&self, command: &mut Command) {
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            command.uid(self.user).gid(self.group);
        }
        #[cfg(not(unix))]
        let _ = command;
    }
}
