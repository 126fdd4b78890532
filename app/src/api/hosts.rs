//! The private hosts that steps may call: none but those an admin allows.

use super::ApiError;
use leptos::prelude::*;

/// Allowed private hosts, each `host` or `host:port`.
#[server(endpoint = "allowed_hosts")]
pub async fn allowed_hosts() -> Result<Vec<String>, ApiError> {
    Err(ApiError::unavailable())
}

/// `hosts` holds one host a line; the list as it was understood comes back.
#[server(endpoint = "allow_hosts")]
pub async fn allow_hosts(#[server(default)] hosts: String) -> Result<Vec<String>, ApiError> {
    let _ = hosts;
    Err(ApiError::unavailable())
}
