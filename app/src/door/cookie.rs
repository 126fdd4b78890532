//! The session's cookie.

use axum::http::{HeaderMap, HeaderValue, header};
use store::Secret;

const NAME: &str = "baton_session";

/// The token a browser sends, whatever it is worth.
pub fn token(headers: &HeaderMap) -> Option<Secret> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| *name == NAME)
        .map(|(_, token)| Secret::new(token))
}

/// Scripts cannot read it, other sites' pages cannot make a browser send it with a change.
pub fn keep(token: &Secret, secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    let lifetime = store::session::SESSION_LIFETIME.as_secs();
    let text = format!(
        "{NAME}={}; HttpOnly; SameSite=Lax; Path=/; Max-Age={lifetime}{secure}",
        token.expose()
    );
    let mut value = HeaderValue::try_from(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

pub fn forget() -> HeaderValue {
    HeaderValue::from_static("baton_session=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("a=b; baton_session=abc; c=d"),
        );
        assert_eq!(token(&headers), Some(Secret::new("abc")));
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("not_baton_session=abc"),
        );
        assert_eq!(token(&headers), None);
    }

    #[test]
    fn over_https_the_cookie_stays_on_https() {
        let cookie = |secure| keep(&Secret::new("abc"), secure).expect("a header value");
        assert!(cookie(true).to_str().expect("text").ends_with("; Secure"));
        assert!(!cookie(false).to_str().expect("text").contains("Secure"));
    }
}
