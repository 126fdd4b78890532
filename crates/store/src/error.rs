//! What can go wrong with rows. The variant is the retry policy.

use sea_orm::{DbErr, SqlErr};
use std::error::Error as StdError;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not there, or not in this workspace. Trying again is no use.
    #[error("not found")]
    NotFound,
    /// Somebody else was quicker, or the name is taken. Load again, decide again.
    #[error("somebody else changed it in the meantime")]
    Conflict,
    /// The database did not do it: locked, full, gone, or a row in it cannot be read. Nothing was changed, unless
    /// the connection broke while committing: then the command's idempotency key tells.
    #[error("the database did not do it: {0}")]
    Database(#[source] Box<dyn StdError + Send + Sync>),
}

impl Error {
    pub(crate) fn database(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Database(source.into())
    }

    /// A stored text that this version of Baton cannot read.
    pub(crate) fn unreadable(what: &str, source: impl StdError) -> Self {
        Self::database(format!("the stored {what} cannot be read: {source}"))
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match (&error, error.sql_err()) {
            (DbErr::RecordNotFound(_) | DbErr::RecordNotUpdated, _) => Self::NotFound,
            (_, Some(SqlErr::UniqueConstraintViolation(_))) => Self::Conflict,
            // What the row belongs to is gone.
            (_, Some(SqlErr::ForeignKeyConstraintViolation(_))) => Self::NotFound,
            _ if lost_a_race(&error) => Self::Conflict,
            _ => Self::database(error),
        }
    }
}

/// PostgreSQL ends one of two transactions that wait for each other; that one may simply try again.
fn lost_a_race(error: &DbErr) -> bool {
    let (DbErr::Exec(inner) | DbErr::Query(inner)) = error else {
        return false;
    };
    let sea_orm::RuntimeErr::SqlxError(inner) = inner else {
        return false;
    };
    inner
        .as_database_error()
        .and_then(|error| error.code())
        .is_some_and(|code| code == "40001" || code == "40P01")
}
