//! The guard in front of every route: finds out who calls, and lets through whom the permission table lets through.
//! The rights are read anew for each request, so what was taken away is gone at the next one.

use crate::{composition::Baton, refusal::Refusal};
use app::{
    api::ApiError,
    door::{Visit, cookie, permission},
};
use axum::{
    Extension,
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{HeaderValue, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use std::net::SocketAddr;

pub async fn guard(
    State(baton): State<Baton>,
    address: Option<Extension<ConnectInfo<SocketAddr>>>,
    mut request: Request,
    next: Next,
) -> Response {
    let token = cookie::token(request.headers());
    let signed_in = match &token {
        Some(token) => match baton.store.session(token, engine::now()).await {
            Ok(signed_in) => signed_in,
            Err(error) => return Refusal(error.into()).at(request.uri()),
        },
        None => None,
    };
    let address = address.map(|Extension(ConnectInfo(address))| address.ip().to_string());
    let visit = Visit {
        signed_in,
        token,
        address: address.unwrap_or_default(),
    };
    let role = visit.role();
    request.extensions_mut().insert(visit);

    // Without a route it is a file of the site, or nothing at all: there is no door to guard.
    let Some(route) = request
        .extensions()
        .get::<MatchedPath>()
        .map(|route| route.as_str().to_owned())
    else {
        return next.run(request).await;
    };
    let wants_page = request
        .headers()
        .get(header::ACCEPT)
        .is_some_and(accepts_html);
    match permission::check(&route, role) {
        Ok(()) if route == SIGN_IN && role.is_none() => match set_up_first(&baton).await {
            Ok(true) => Redirect::to(SET_UP).into_response(),
            Ok(false) => next.run(request).await,
            Err(error) => Refusal(error).at(request.uri()),
        },
        Ok(()) => in_words(next.run(request).await).await,
        Err(permission::Refusal::NotSignedIn) if wants_page => match set_up_first(&baton).await {
            Ok(true) => Redirect::to(SET_UP).into_response(),
            Ok(false) => Redirect::to(&sign_in_for(request.method().is_safe(), request.uri()))
                .into_response(),
            Err(error) => Refusal(error).at(request.uri()),
        },
        // The page says so itself; everything on it is refused as well.
        Err(permission::Refusal::Forbidden) if wants_page && request.method().is_safe() => {
            let mut response = next.run(request).await;
            *response.status_mut() = StatusCode::FORBIDDEN;
            response
        }
        Err(refusal) => Refusal(refusal.into()).at(request.uri()),
    }
}

const SIGN_IN: &str = "/sign-in";
const SET_UP: &str = "/setup";

async fn set_up_first(baton: &Baton) -> Result<bool, ApiError> {
    Ok(baton.store.first_workspace().await?.is_none())
}

/// The sign-in page, which leads back here.
fn sign_in_for(safe: bool, uri: &Uri) -> String {
    match uri.path_and_query().map(|wanted| wanted.as_str()) {
        Some(wanted) if safe && wanted != "/" => format!("{SIGN_IN}?next={}", encoded(wanted)),
        _ => SIGN_IN.to_owned(),
    }
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    text.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

fn accepts_html(accepted: &HeaderValue) -> bool {
    accepted
        .to_str()
        .is_ok_and(|accepted| accepted.contains("text/html"))
}

/// A server function answers 500 for every error; the status should say which one it was.
async fn in_words(response: Response) -> Response {
    let failed = response.status() == StatusCode::INTERNAL_SERVER_ERROR;
    if !failed || !response.headers().contains_key("serverfnerror") {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(body) = axum::body::to_bytes(body, LONGEST_ERROR).await else {
        return Refusal(ApiError::unavailable()).into_response();
    };
    parts.status =
        serde_json::from_slice(&body).map_or(parts.status, |error| crate::refusal::status(&error));
    Response::from_parts(parts, body.into())
}

const LONGEST_ERROR: usize = 1024 * 1024;

impl Refusal {
    /// As the caller can read it: data for a script, words for a person.
    fn at(self, uri: &Uri) -> Response {
        let for_script = uri.path().starts_with("/api/");
        if for_script {
            self.into_response()
        } else {
            self.into_page()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_back_to_the_page_that_was_wanted() {
        let page = |uri: &str| sign_in_for(true, &uri.parse().expect("an address"));
        assert_eq!(
            page("/cases/7?tab=a b".replace(' ', "+").as_str()),
            "/sign-in?next=/cases/7%3Ftab%3Da%2Bb"
        );
        assert_eq!(page("/"), "/sign-in");
        assert_eq!(
            sign_in_for(false, &Uri::from_static("/api/publish")),
            "/sign-in"
        );
    }
}
