//! What the engine refuses, in words for the person who asked.

use crate::api::{ApiError, ErrorKind, InvalidField};
use process::{Rejection, run::InvalidAnswer};

impl From<engine::Error> for ApiError {
    fn from(error: engine::Error) -> Self {
        match error {
            engine::Error::Rejected(rejection) => refused(rejection),
            engine::Error::NotFound => Self::not_found("This"),
            engine::Error::NotStartable => Self::conflict(
                "This process cannot be started at the moment: nothing of it is published.",
            ),
            engine::Error::Busy => Self::new(
                ErrorKind::Unavailable,
                "Many people change this at the same time. Try again in a moment.",
            ),
            engine::Error::Database(error) => error.into(),
            engine::Error::Internal => Self::unavailable(),
        }
    }
}

/// Answers of a form that cannot be taken, each at its field.
pub fn answers(invalid: Vec<InvalidAnswer>) -> ApiError {
    let fields = invalid.into_iter();
    ApiError::invalid_fields(
        fields
            .map(|one| InvalidField {
                field: one.field,
                message: one.message,
            })
            .collect(),
    )
}

fn refused(rejection: Rejection) -> ApiError {
    match rejection {
        Rejection::InvalidAnswers { answers: invalid } => answers(invalid),
        Rejection::NoSuchUserTask { .. } => {
            ApiError::conflict("This task is not open any more. Nothing was recorded.")
        }
        Rejection::HeldBySomeoneElse { .. } => {
            ApiError::conflict("Somebody else has taken this task. Nothing was recorded.")
        }
        Rejection::NotRunning => ApiError::conflict("This case has ended. Nothing was changed."),
        Rejection::NoSuchIncident { .. } => {
            ApiError::conflict("This is not stuck any more. Somebody was quicker.")
        }
        Rejection::ReasonMissing => ApiError::invalid("reason", "Say why, in a few words."),
        other => {
            tracing::error!(?other, "a wish was refused that no page should make");
            ApiError::conflict("This cannot be done now. Load the page again.")
        }
    }
}
