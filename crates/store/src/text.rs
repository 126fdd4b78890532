//! How texts and data become columns.

use crate::error::Error;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A text as it is stored and compared. PostgreSQL can't hold NUL in a text; it becomes the replacement character,
/// on both databases, so that a hostile name or answer can't stop a case.
pub(crate) fn plain(text: &str) -> String {
    text.replace('\0', "\u{FFFD}")
}

/// An e-mail address as it is compared.
pub(crate) fn email_key(email: &str) -> String {
    plain(email.trim()).to_lowercase()
}

/// JSON text. A NUL inside stays the escape `\u0000`, which both databases hold.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value)
        .map_err(|error| Error::database(format!("the value cannot be stored: {error}")))
}

pub(crate) fn from_json<T: DeserializeOwned>(what: &str, text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::unreadable(what, error))
}

/// The word a fieldless enum is stored as: the one it has in JSON.
pub(crate) fn word<T: Serialize>(value: &T) -> Result<String, Error> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        other => Err(Error::database(format!("not a word: {other:?}"))),
    }
}

pub(crate) fn from_word<T: DeserializeOwned>(what: &str, word: &str) -> Result<T, Error> {
    serde_json::from_value(serde_json::Value::String(word.to_owned()))
        .map_err(|error| Error::unreadable(what, error))
}

/// A counter as the database keeps it. Both sides only ever count up from 0, far from the ends.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(crate) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
