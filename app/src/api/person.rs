//! People of the workspace, and what they may do.

use super::ApiError;
#[cfg(feature = "ssr")]
use crate::door::{self, Inside};
use leptos::prelude::*;
use process::{UserId, step::Role};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// Whether they can sign in.
    pub active: bool,
    /// The names of their teams.
    pub teams: Vec<String>,
}

/// A password made by the server, shown once for handing over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreshPassword {
    pub person: UserId,
    pub password: String,
}

#[server(endpoint = "list_people")]
pub async fn list_people() -> Result<Vec<PersonView>, ApiError> {
    let at = door::enter::<ListPeople>()?;
    let teams = at.store.teams(at.workspace()).await?;
    let people = at.store.people(at.workspace()).await?.into_iter();
    Ok(people
        .map(|person| PersonView {
            teams: teams
                .iter()
                .filter(|team| team.members.contains(&person.id))
                .map(|team| team.name.clone())
                .collect(),
            id: person.id,
            name: person.name,
            email: person.email,
            role: person.role,
            active: person.active,
        })
        .collect())
}

#[server(endpoint = "create_person")]
pub async fn create_person(
    name: String,
    email: String,
    role: Role,
) -> Result<FreshPassword, ApiError> {
    let at = door::enter::<CreatePerson>()?;
    let name = door::text::name("name", "The name", &name)?;
    let email = door::text::email("email", &email)?;
    let password = door::chance::password()?;
    let new = store::user::NewUser {
        email,
        name,
        role,
        password: store::Secret::new(password.clone()),
    };
    let person = at
        .store
        .add_user(at.workspace(), new, at.now)
        .await
        .map_err(|error| match error {
            store::Error::Conflict => {
                ApiError::invalid("email", "Somebody has this e-mail address already.")
            }
            error => error.into(),
        })?;
    Ok(FreshPassword { person, password })
}

/// The last admin stays one. A new role ends the person's sessions.
#[server(endpoint = "change_role")]
pub async fn change_role(person: UserId, role: Role) -> Result<(), ApiError> {
    let at = door::enter::<ChangeRole>()?;
    change(&at, person, |change| change.role = role).await
}

/// Ends their sessions at once; they cannot sign in until activated again. Nobody can deactivate themselves.
#[server(endpoint = "deactivate_person")]
pub async fn deactivate_person(person: UserId) -> Result<(), ApiError> {
    let at = door::enter::<DeactivatePerson>()?;
    if person == at.user() {
        return Err(ApiError::conflict(
            "You cannot switch your own account off. Ask another admin.",
        ));
    }
    change(&at, person, |change| change.active = false).await
}

#[server(endpoint = "activate_person")]
pub async fn activate_person(person: UserId) -> Result<(), ApiError> {
    let at = door::enter::<ActivatePerson>()?;
    change(&at, person, |change| change.active = true).await
}

/// Gives them a fresh password and ends their sessions.
#[server(endpoint = "reset_password")]
pub async fn reset_password(person: UserId) -> Result<FreshPassword, ApiError> {
    let at = door::enter::<ResetPassword>()?;
    let password = door::chance::password()?;
    let secret = store::Secret::new(password.clone());
    at.store
        .set_password(at.workspace(), person, &secret)
        .await
        .map_err(nobody)?;
    Ok(FreshPassword { person, password })
}

#[cfg(feature = "ssr")]
async fn change(
    at: &Inside,
    person: UserId,
    edit: impl FnOnce(&mut store::user::UserChange),
) -> Result<(), ApiError> {
    let before = at
        .store
        .user(at.workspace(), person)
        .await
        .map_err(nobody)?;
    let mut change = store::user::UserChange {
        name: before.name,
        role: before.role,
        active: before.active,
    };
    edit(&mut change);
    match at
        .store
        .change_user(at.workspace(), person, &change)
        .await
        .map_err(nobody)?
    {
        store::user::UserChanged::Done => Ok(()),
        store::user::UserChanged::LastAdmin => Err(ApiError::conflict(
            "This is the last admin, and a workspace needs one. Make somebody else an admin first.",
        )),
    }
}

#[cfg(feature = "ssr")]
fn nobody(error: store::Error) -> ApiError {
    match error {
        store::Error::NotFound => ApiError::not_found("This person"),
        error => error.into(),
    }
}
