//! Teams: people who share user tasks.

use super::ApiError;
#[cfg(feature = "ssr")]
use crate::door;
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
    let at = door::enter::<ListTeams>()?;
    let teams = at.store.teams(at.workspace()).await?.into_iter();
    Ok(teams
        .map(|team| TeamView {
            key: team.key,
            name: team.name,
            members: team.members,
        })
        .collect())
}

/// The key is made from the name once and then stays.
#[server(endpoint = "create_team")]
pub async fn create_team(name: String) -> Result<TeamEntry, ApiError> {
    let at = door::enter::<CreateTeam>()?;
    let name = door::text::name("name", "The name", &name)?;
    let key = at.store.add_team(at.workspace(), &name).await?;
    Ok(TeamEntry { key, name })
}

/// Exactly these people are in the team from now on.
#[server(endpoint = "set_team_members")]
pub async fn set_team_members(
    team: String,
    #[server(default)] members: Vec<UserId>,
) -> Result<(), ApiError> {
    let at = door::enter::<SetTeamMembers>()?;
    let members = members.into_iter().collect();
    at.store
        .set_team_members(at.workspace(), &team, &members)
        .await
        .map_err(|error| match error {
            store::Error::NotFound => ApiError::not_found("This team, or somebody in it,"),
            error => error.into(),
        })
}
