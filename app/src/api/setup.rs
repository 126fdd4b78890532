//! The first run: makes the workspace and its first admin, once.

use super::ApiError;
use leptos::prelude::*;

/// Whether nobody has set up this Baton yet. Then the only page is the set-up page.
#[server(endpoint = "setup_needed")]
pub async fn setup_needed() -> Result<bool, ApiError> {
    Err(ApiError::unavailable())
}

/// Makes the workspace and its admin, and signs the admin in. `token` is the one printed at the start;
/// `zone` is the IANA time zone the workspace counts its days in, UTC when empty.
#[server(endpoint = "set_up")]
pub async fn set_up(
    token: String,
    workspace: String,
    name: String,
    email: String,
    password: String,
    #[server(default)] zone: String,
) -> Result<(), ApiError> {
    let _ = (token, workspace, name, email, password, zone);
    Err(ApiError::unavailable())
}
