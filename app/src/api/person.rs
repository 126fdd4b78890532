//! People of the workspace, and what they may do.

use super::ApiError;
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
    Err(ApiError::unavailable())
}

#[server(endpoint = "create_person")]
pub async fn create_person(
    name: String,
    email: String,
    role: Role,
) -> Result<FreshPassword, ApiError> {
    let _ = (name, email, role);
    Err(ApiError::unavailable())
}

/// The last admin stays one.
#[server(endpoint = "change_role")]
pub async fn change_role(person: UserId, role: Role) -> Result<(), ApiError> {
    let _ = (person, role);
    Err(ApiError::unavailable())
}

/// Ends their sessions at once; they cannot sign in until activated again. Nobody can deactivate themselves.
#[server(endpoint = "deactivate_person")]
pub async fn deactivate_person(person: UserId) -> Result<(), ApiError> {
    let _ = person;
    Err(ApiError::unavailable())
}

#[server(endpoint = "activate_person")]
pub async fn activate_person(person: UserId) -> Result<(), ApiError> {
    let _ = person;
    Err(ApiError::unavailable())
}

/// Gives them a fresh password and ends their sessions.
#[server(endpoint = "reset_password")]
pub async fn reset_password(person: UserId) -> Result<FreshPassword, ApiError> {
    let _ = person;
    Err(ApiError::unavailable())
}
