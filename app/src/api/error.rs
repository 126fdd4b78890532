//! The one error a page can get, with a sentence for the person who reads it.

use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    pub kind: ErrorKind,
    /// What happened and what to do, for a business user.
    pub message: String,
}

/// What a page does about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ErrorKind {
    /// Go and sign in.
    NotSignedIn,
    Forbidden,
    NotFound,
    /// Something was filled in wrongly; show each message at its field.
    Invalid {
        fields: Vec<InvalidField>,
    },
    /// Somebody else was quicker, or the page is old.
    Conflict,
    TooLarge,
    /// Too many attempts; wait.
    SlowDown,
    /// Not the caller's fault; worth trying again.
    Unavailable,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvalidField {
    /// The field's key or the argument's name.
    pub field: String,
    pub message: String,
}

impl ApiError {
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }

    pub fn not_signed_in() -> Self {
        Self::new(ErrorKind::NotSignedIn, "Sign in to go on.")
    }

    pub fn forbidden() -> Self {
        Self::new(
            ErrorKind::Forbidden,
            "You may not do this. Ask an admin of your workspace.",
        )
    }

    /// `what` begins the sentence, such as `This case`.
    pub fn not_found(what: &str) -> Self {
        Self::new(
            ErrorKind::NotFound,
            format!("{what} does not exist, or it is not open to you."),
        )
    }

    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Conflict, message)
    }

    pub fn unavailable() -> Self {
        Self::new(
            ErrorKind::Unavailable,
            "This did not work just now. Try again in a moment.",
        )
    }

    /// One thing was filled in wrongly.
    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        let message = message.into();
        let field = InvalidField {
            field: field.to_owned(),
            message: message.clone(),
        };
        Self::new(
            ErrorKind::Invalid {
                fields: vec![field],
            },
            message,
        )
    }

    pub fn invalid_fields(fields: Vec<InvalidField>) -> Self {
        Self::new(
            ErrorKind::Invalid { fields },
            "Some answers need another look.",
        )
    }

    /// What was wrong with a field, for showing it there.
    pub fn at(&self, field: &str) -> Option<&str> {
        match &self.kind {
            ErrorKind::Invalid { fields } => fields
                .iter()
                .find(|one| one.field == field)
                .map(|one| one.message.as_str()),
            _ => None,
        }
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let unreadable = Self::new(
            ErrorKind::Invalid { fields: Vec::new() },
            "This request could not be read. Load the page again and retry.",
        );
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => unreadable,
            // On the server it was the request that could not be read, in the browser the answer.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => unreadable,
            ServerFnErrorErr::Request(_) => Self::new(
                ErrorKind::Unavailable,
                "Baton cannot be reached. Check your connection and try again.",
            ),
            _ => Self::unavailable(),
        }
    }
}
