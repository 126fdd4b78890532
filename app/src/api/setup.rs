//! The first run: makes the workspace and its first admin, once.

use super::ApiError;
#[cfg(feature = "ssr")]
use crate::door;
use leptos::prelude::*;

/// Whether nobody has set up this Baton yet. Then the only page is the set-up page.
#[server(endpoint = "setup_needed")]
pub async fn setup_needed() -> Result<bool, ApiError> {
    let at = door::knock::<SetupNeeded>()?;
    Ok(at.store.first_workspace().await?.is_none())
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
    let at = door::knock::<SetUp>()?;
    let workspace = door::text::name("workspace", "The name of the workspace", &workspace)?;
    let name = door::text::name("name", "Your name", &name)?;
    let email = door::text::email("email", &email)?;
    let password = door::text::password("password", &password)?;
    let zone = match zone.trim() {
        "" => "UTC",
        zone if zone.parse::<process::Zone>().is_ok() => zone,
        _ => {
            return Err(ApiError::invalid(
                "zone",
                "This time zone is not known. Choose another one.",
            ));
        }
    };
    let turn = at.setup.redeem(&token).await.ok_or_else(|| {
        ApiError::new(
            super::ErrorKind::Forbidden,
            "This set-up address is not valid any more. Use the one that Baton printed when it was started last.",
        )
    })?;
    let set_up = store::workspace::SetUp {
        name: workspace,
        zone: zone.to_owned(),
        admin: store::user::NewUser {
            email: email.clone(),
            name,
            role: process::step::Role::Admin,
            password: password.clone(),
        },
    };
    let (made, _) = at.store.set_up(set_up, at.now).await?;
    turn.use_up();
    // Something to count working days in from the first process on; its key comes from its name, and templates name it.
    let calendar = process::calendar::Calendar::usual("", "Office hours", zone);
    at.store.add_calendar(made, &calendar).await?;
    door::session::begin(&at, &email, &password).await?;
    leptos_axum::redirect("/");
    Ok(())
}
