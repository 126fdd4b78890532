//! Refuses requests that change something and come from another site's page.
//!
//! A browser says where a request comes from, in `Sec-Fetch-Site` and in `Origin`. Besides the session cookie's
//! `SameSite` this is the whole protection, so a request that says neither is refused as well.

use crate::refusal::Refusal;
use axum::{
    extract::Request,
    http::{HeaderMap, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

pub async fn own_pages_only(request: Request, next: Next) -> Response {
    let reads = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if reads || is_own(request.headers(), request.uri()) {
        return next.run(request).await;
    }
    Refusal::foreign_page().into_response()
}

fn is_own(headers: &HeaderMap, uri: &Uri) -> bool {
    let text = |name| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or_default())
    };
    let site = text(header::HeaderName::from_static("sec-fetch-site"));
    let origin = text(header::ORIGIN);
    let host = uri
        .authority()
        .map(|authority| authority.as_str())
        .or_else(|| text(header::HOST));
    let site_fits = site.is_none_or(|site| site == "same-origin");
    // A proxy in front may speak https where we speak http, so only the host and port are compared.
    let origin_fits = origin.is_none_or(|origin| {
        origin
            .split_once("://")
            .is_some_and(|(_, from)| host.is_some_and(|host| from == host))
    });
    (site.is_some() || origin.is_some()) && site_fits && origin_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        map.insert(header::HOST, "baton.example:3000".parse().expect("a host"));
        for (name, value) in headers {
            map.insert(*name, value.parse().expect("a header value"));
        }
        is_own(&map, &Uri::from_static("/api/sign_in"))
    }

    #[test]
    fn our_own_page_may_change_things() {
        assert!(own(&[("origin", "http://baton.example:3000")]));
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(own(&[
            ("origin", "https://baton.example:3000"),
            ("sec-fetch-site", "same-origin")
        ]));
    }

    #[test]
    fn another_site_may_not_even_on_the_same_machine() {
        assert!(!own(&[("origin", "https://evil.example")]));
        assert!(!own(&[("origin", "http://baton.example:4000")]));
        assert!(!own(&[("sec-fetch-site", "cross-site")]));
        assert!(!own(&[("sec-fetch-site", "same-site")]));
        assert!(!own(&[("origin", "null")]));
        assert!(!own(&[
            ("origin", "http://baton.example:3000"),
            ("sec-fetch-site", "cross-site")
        ]));
    }

    #[test]
    fn who_does_not_say_where_they_come_from_is_refused() {
        assert!(!own(&[]));
    }
}
