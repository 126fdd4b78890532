//! The connection to SQLite or PostgreSQL.
//!
//! SQLite has one writer at a time. Here that is one connection, which callers queue for, so that none of them ever
//! meets "database is locked" because of another; reads go on beside it (WAL).

use crate::error::Error;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use std::path::Path;
use std::time::Duration;

/// How long a connection may be awaited, in the queue of the writer too.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long another process (a backup, a shell) may hold SQLite's write lock before we give up.
const LOCK_PATIENCE: Duration = Duration::from_secs(10);
/// Prepared statements a connection keeps: those of batches come in a few sizes each.
const STATEMENTS: usize = 300;
const SQLITE_READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 20;

/// An open database, its schema not looked at yet. [`crate::Store::open`] makes a store of it.
#[derive(Clone, Debug)]
pub struct Database {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Database {
    /// Opens `sqlite://…` (made when it is missing) or `postgres://…`.
    pub async fn connect(url: &str) -> Result<Self, Error> {
        if url.starts_with("sqlite:") {
            let write = sea_orm::Database::connect(sqlite(url, 1, false)).await?;
            let read = sea_orm::Database::connect(sqlite(url, SQLITE_READERS, true)).await?;
            Ok(Self { read, write })
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let both = sea_orm::Database::connect(with_patience(url, POSTGRES_CONNECTIONS)).await?;
            Ok(Self {
                read: both.clone(),
                write: both,
            })
        } else {
            // The address itself may hold a password, so it is not repeated.
            Err(Error::database(
                "the database address must begin with sqlite:// or postgres://",
            ))
        }
    }

    /// For `migrations::run`, and for nothing else.
    pub fn for_migrations(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Answers when the database does.
    pub async fn ping(&self) -> Result<(), Error> {
        Ok(self.read.execute_unprepared("SELECT 1").await.map(drop)?)
    }

    pub async fn close(self) -> Result<(), Error> {
        self.read.close().await?;
        Ok(self.write.close().await?)
    }

    pub(crate) fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// For a single statement that changes something; several go into a transaction.
    pub(crate) fn write(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Begins a transaction that may write. SQLite takes its lock at once: a transaction that begins by reading
    /// could otherwise find, at its first write, that it is too late.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, Error> {
        let options = TransactionOptions {
            sqlite_transaction_mode: self.is_sqlite().then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.write.begin_with_options(options).await?)
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.write.get_database_backend() == DbBackend::Sqlite
    }
}

/// The address of an SQLite file, for [`Database::connect`].
pub fn sqlite_url(file: &Path) -> String {
    let path = file
        .to_string_lossy()
        .replace('%', "%25")
        .replace('?', "%3F")
        .replace('#', "%23");
    format!("sqlite://{path}?mode=rwc")
}

fn with_patience(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .connect_timeout(PATIENCE)
        .acquire_timeout(PATIENCE)
        .sqlx_logging(false);
    options
}

fn sqlite(url: &str, connections: u32, read_only: bool) -> ConnectOptions {
    let mut options = with_patience(url, connections);
    options.map_sqlx_sqlite_opts(move |file| {
        let file = file
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A commit that was acknowledged survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .statement_cache_capacity(STATEMENTS)
            // Pages that many commits touch are written back once for all of them.
            .pragma("wal_autocheckpoint", "4000")
            .pragma("cache_size", "-16000")
            .busy_timeout(LOCK_PATIENCE);
        if read_only {
            file.pragma("query_only", "on")
        } else {
            file
        }
    });
    options
}
