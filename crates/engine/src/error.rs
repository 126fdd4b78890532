//! Why the engine did not do what was wished.

use process::Rejection;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The wish was refused; nothing has changed.
    #[error("refused: {0:?}")]
    Rejected(Rejection),
    /// It is not there, or not in this workspace.
    #[error("not found")]
    NotFound,
    /// The process has no published version, or is put away.
    #[error("no version to start")]
    NotStartable,
    /// Others kept being quicker. Trying again may help.
    #[error("too many changes at once")]
    Busy,
    /// The database did not do it. Nothing has changed, unless the connection broke while committing: the same
    /// wish with the same key tells.
    #[error(transparent)]
    Database(store::Error),
    /// A fault of ours; it is in the log.
    #[error("an internal fault")]
    Internal,
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            store::Error::Conflict => Self::Busy,
            error @ store::Error::Database(_) => Self::Database(error),
        }
    }
}
