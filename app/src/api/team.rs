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

/// Removes a team that nothing asks any more. While something does, it stays, and the answer says what.
#[server(endpoint = "remove_team")]
pub async fn remove_team(team: String) -> Result<(), ApiError> {
    let at = door::enter::<RemoveTeam>()?;
    let uses = at
        .store
        .remove_team(at.workspace(), &team, at.now)
        .await
        .map_err(|error| match error {
            store::Error::NotFound => ApiError::not_found("This team"),
            error => error.into(),
        })?;
    if uses.is_empty() {
        return Ok(());
    }
    Err(ApiError::conflict(still_asked(&uses)))
}

/// So many places are named; the rest is counted.
#[cfg(feature = "ssr")]
const NAMED: usize = 5;

#[cfg(feature = "ssr")]
fn still_asked(uses: &[store::team::TeamUse]) -> String {
    let place = |one: &store::team::TeamUse| {
        let cases = match (one.newest, one.running) {
            (true, _) => String::new(),
            (false, 1) => ", in 1 case that still runs an older version".to_owned(),
            (false, running) => {
                format!(", in {running} cases that still run an older version")
            }
        };
        format!("“{}” of “{}”{cases}", one.step, one.process)
    };
    let mut places: Vec<_> = uses.iter().take(NAMED).map(place).collect();
    if uses.len() > NAMED {
        places.push(format!("{} more", uses.len() - NAMED));
    }
    let way_on = if uses.iter().any(|one| one.newest) {
        "Let these steps ask somebody else and publish, then remove the team."
    } else {
        "Remove the team once these cases have ended."
    };
    format!(
        "The team was not removed, because it is still asked: {}. {way_on}",
        places.join("; ")
    )
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::still_asked;
    use store::team::TeamUse;

    #[test]
    fn where_a_team_is_asked_is_told_with_the_way_on() {
        let one = |newest, running| TeamUse {
            process: "Leave".to_owned(),
            step: "Approve".to_owned(),
            running,
            newest,
        };
        assert_eq!(
            still_asked(&[one(true, 3)]),
            "The team was not removed, because it is still asked: “Approve” of “Leave”. \
             Let these steps ask somebody else and publish, then remove the team."
        );
        assert_eq!(
            still_asked(&[one(false, 2)]),
            "The team was not removed, because it is still asked: “Approve” of “Leave”, in 2 cases that still run an \
             older version. Remove the team once these cases have ended."
        );
        assert!(still_asked(&vec![one(true, 0); 7]).contains("2 more"));
    }
}
