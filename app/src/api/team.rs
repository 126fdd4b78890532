//! Teams: people who share user tasks.

use super::ApiError;
use leptos::prelude::*;
use process::{UserId, catalog::TeamEntry};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamView {
    /// Stable; diagrams refer to it.
    pub key: String,
    pub name: String,
    pub members: Vec<UserId>,
}

#[server(endpoint = "list_teams")]
pub async fn list_teams() -> Result<Vec<TeamView>, ApiError> {
    Err(ApiError::unavailable())
}

/// The key is made from the name once and then stays.
#[server(endpoint = "create_team")]
pub async fn create_team(name: String) -> Result<TeamEntry, ApiError> {
    let _ = name;
    Err(ApiError::unavailable())
}

/// Exactly these people are in the team from now on.
#[server(endpoint = "set_team_members")]
pub async fn set_team_members(
    team: String,
    #[server(default)] members: Vec<UserId>,
) -> Result<(), ApiError> {
    let _ = (team, members);
    Err(ApiError::unavailable())
}
