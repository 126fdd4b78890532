//! Tells a supervisor whether the server can work, and which version it is.

use crate::composition::Baton;
use axum::{Json, extract::State, http::StatusCode};
use serde_json::{Value, json};
use std::time::Duration;

/// A database that answers later than this is as good as gone to whoever asks.
const PATIENCE: Duration = Duration::from_secs(2);

pub async fn health(State(baton): State<Baton>) -> (StatusCode, Json<Value>) {
    let answer = tokio::time::timeout(PATIENCE, baton.store.ping()).await;
    let (code, status) = match answer {
        Ok(Ok(())) => (StatusCode::OK, "ok"),
        _ => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer",
        ),
    };
    (
        code,
        Json(json!({ "status": status, "version": env!("CARGO_PKG_VERSION") })),
    )
}
