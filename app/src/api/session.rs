//! Who is here: sign in, sign out, and one's own account.

use super::ApiError;
use leptos::prelude::*;
use process::{UserId, catalog::TeamEntry, step::Role};
use serde::{Deserialize, Serialize};

/// The signed-in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub workspace: String,
    pub teams: Vec<TeamEntry>,
}

impl Me {
    /// Draws, publishes and operates processes.
    pub fn builds(&self) -> bool {
        self.role >= Role::Builder
    }

    /// Manages connections, people and teams.
    pub fn administers(&self) -> bool {
        self.role >= Role::Admin
    }
}

/// The signed-in person, or none.
#[server(endpoint = "who_am_i")]
pub async fn who_am_i() -> Result<Option<Me>, ApiError> {
    Err(ApiError::unavailable())
}

/// Starts a session and goes on to `next`, an address of this site; without it to the first page.
#[server(endpoint = "sign_in")]
pub async fn sign_in(
    email: String,
    password: String,
    #[server(default)] next: String,
) -> Result<(), ApiError> {
    let _ = (email, password, next);
    Err(ApiError::unavailable())
}

/// Ends this session and goes to the sign-in page.
#[server(endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), ApiError> {
    Err(ApiError::unavailable())
}

/// Changes one's own password. Every other session of the account ends.
#[server(endpoint = "change_password")]
pub async fn change_password(current: String, new: String) -> Result<(), ApiError> {
    let _ = (current, new);
    Err(ApiError::unavailable())
}
