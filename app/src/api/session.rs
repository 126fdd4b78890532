//! Who is here: sign in, sign out, and one's own account.

use super::ApiError;
#[cfg(feature = "ssr")]
use super::ErrorKind;
#[cfg(feature = "ssr")]
use crate::door;
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
    let at = door::knock::<WhoAmI>()?;
    let Some(me) = at.visit.signed_in else {
        return Ok(None);
    };
    let workspace = at.store.workspace(me.workspace).await?;
    let teams = at.store.teams(me.workspace).await?;
    let mine = teams
        .into_iter()
        .filter(|team| team.members.contains(&me.user.id));
    Ok(Some(Me {
        id: me.user.id,
        name: me.user.name,
        email: me.user.email,
        role: me.user.role,
        workspace: workspace.name,
        teams: mine
            .map(|team| TeamEntry {
                key: team.key,
                name: team.name,
            })
            .collect(),
    }))
}

/// Starts a session and goes on to `next`, an address of this site; without it to the first page.
#[server(endpoint = "sign_in")]
pub async fn sign_in(
    email: String,
    password: String,
    #[server(default)] next: String,
) -> Result<(), ApiError> {
    let at = door::knock::<SignIn>()?;
    door::session::begin(&at, &email, &store::Secret::new(password)).await?;
    leptos_axum::redirect(own_address(&next));
    Ok(())
}

/// Ends this session and goes to the sign-in page.
#[server(endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), ApiError> {
    let at = door::enter::<SignOut>()?;
    if let Some(token) = &at.token {
        at.store.end_session(token).await?;
    }
    door::session::set_cookie(door::cookie::forget());
    leptos_axum::redirect("/sign-in");
    Ok(())
}

/// Changes one's own password. All sessions of the account end, and this browser gets a new one.
#[server(endpoint = "change_password")]
pub async fn change_password(current: String, new: String) -> Result<(), ApiError> {
    let at = door::enter::<ChangePassword>()?;
    let new = door::text::password("new", &new)?;
    let (workspace, user) = (at.workspace(), at.user());
    let email = at.me.user.email.clone();
    let (store, outside) = (at.store.clone(), at.outside());
    // Signing in with it is the check, so that guessing is slowed down here as well.
    door::session::begin(&outside, &email, &store::Secret::new(current))
        .await
        .map_err(|error| match error.kind {
            ErrorKind::Invalid { .. } => {
                ApiError::invalid("current", "This is not your current password.")
            }
            _ => error,
        })?;
    store.set_password(workspace, user, &new).await?;
    door::session::begin(&outside, &email, &new).await
}

/// An address of this site to go on to; anything else becomes the first page.
#[cfg(feature = "ssr")]
fn own_address(next: &str) -> &str {
    let plain = next
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if plain && next.starts_with('/') && !next.starts_with("//") {
        next
    } else {
        "/"
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::own_address;

    #[test]
    fn signing_in_never_leads_to_another_site() {
        assert_eq!(own_address("/cases/7?a=b"), "/cases/7?a=b");
        for elsewhere in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/\n/x",
            "x",
        ] {
            assert_eq!(own_address(elsewhere), "/", "{elsewhere:?}");
        }
    }
}
