//! Begins and ends sessions: the store's half, and the browser's cookie.

use super::{Outside, cookie};
use crate::api::{ApiError, ErrorKind};
use axum::http::{HeaderValue, header};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use process::Timestamp;
use store::{
    Secret,
    sign_in::{SignIn, SignInOutcome},
};

/// Checks a password and begins a new session, ending the one the browser had before.
pub async fn begin(at: &Outside, email: &str, password: &Secret) -> Result<(), ApiError> {
    let Some(workspace) = at.store.first_workspace().await? else {
        return Err(wrong());
    };
    let sign_in = SignIn {
        workspace: workspace.id,
        email,
        password,
        address: &at.visit.address,
        old: at.visit.token.as_ref(),
    };
    match at.store.sign_in(&sign_in, at.now).await? {
        SignInOutcome::SignedIn { token, .. } => {
            set_cookie(cookie::keep(&token, at.secure).ok_or_else(ApiError::unavailable)?);
            Ok(())
        }
        SignInOutcome::Wrong => Err(wrong()),
        SignInOutcome::Wait { until } => Err(wait(at.now, until)),
    }
}

/// The same for everybody: which half was wrong is not told.
fn wrong() -> ApiError {
    ApiError::invalid("password", "The e-mail address or the password is wrong.")
}

fn wait(now: Timestamp, until: Timestamp) -> ApiError {
    let seconds = (until.0.saturating_sub(now.0) / 1_000).max(0) + 1;
    let pause = match seconds {
        1 => "a second".to_owned(),
        2..=90 => format!("{seconds} seconds"),
        _ => format!("{} minutes", (seconds + 59) / 60),
    };
    ApiError::new(
        ErrorKind::SlowDown,
        format!("Too many wrong passwords. Wait {pause} and try again."),
    )
}

pub fn set_cookie(cookie: HeaderValue) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.append_header(header::SET_COOKIE, cookie);
    }
}
