//! How the server says no before anything else has run: with the same error a page knows from server functions.

use app::api::{ApiError, ErrorKind};
use axum::{
    Json,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

pub struct Refusal(pub ApiError);

impl Refusal {
    pub fn foreign_page() -> Self {
        Self(ApiError::new(
            ErrorKind::Forbidden,
            "This request came from another page. Open Baton itself and try again.",
        ))
    }

    /// Some words for a person, where a page would be.
    pub fn into_page(self) -> Response {
        // The messages are our own, without anything a caller sent.
        let words = format!(
            "<!DOCTYPE html><html lang=\"en\"><title>Baton</title><p>{}</p></html>",
            self.0.message
        );
        (status(&self.0), Html(words)).into_response()
    }

    pub fn too_large() -> Self {
        Self(ApiError::new(
            ErrorKind::TooLarge,
            "This is too large to be taken in. Nothing was saved. Make it smaller and try again.",
        ))
    }
}

/// The HTTP status that says the same as an error.
pub fn status(error: &ApiError) -> StatusCode {
    match error.kind {
        ErrorKind::NotSignedIn => StatusCode::UNAUTHORIZED,
        ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::Conflict => StatusCode::CONFLICT,
        ErrorKind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorKind::SlowDown => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (status(&self.0), Json(self.0)).into_response()
    }
}
