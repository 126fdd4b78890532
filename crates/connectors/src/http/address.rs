//! Where a request goes. A connection's credential never leaves its host.

use crate::Failure;
use reqwest::Url;

/// The connection's base address.
pub(super) fn base(text: &str) -> Result<Url, Failure> {
    let url = parse(text).map_err(|why| {
        Failure::permanent(format!(
            "The connection's base address is not usable: {why}"
        ))
    })?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err(Failure::permanent(
            "The connection's base address may not contain ? or #.",
        ));
    }
    Ok(url)
}

/// The address of one request: a path under `base`, or a whole address, at the host of `base` if there is one.
pub(super) fn target(base: Option<&Url>, address: &str) -> Result<Url, Failure> {
    let address = address.trim();
    match base {
        _ if address.is_empty() => Err(Failure::permanent("The address of the request is empty.")),
        Some(base) if is_whole(address) => {
            let url = parse(address).map_err(Failure::permanent)?;
            if url.origin() == base.origin() {
                Ok(url)
            } else {
                Err(only_for(base))
            }
        }
        Some(base) => under(base, address),
        None if is_whole(address) => parse(address).map_err(Failure::permanent),
        None => Err(Failure::permanent(format!(
            "\"{}\" is only a path. Choose a connection, or write the whole address, starting with https://.",
            crate::failure::shorten(address, 80)
        ))),
    }
}

/// Joined as text, not as a link would be: `//other.host` and `/..` must not lead away from the base.
fn under(base: &Url, path: &str) -> Result<Url, Failure> {
    let root = base.as_str().trim_end_matches('/');
    let joined = match path.trim_start_matches('/') {
        "" => root.to_owned(),
        query if query.starts_with('?') => format!("{root}{query}"),
        path => format!("{root}/{path}"),
    };
    let url = parse(&joined).map_err(Failure::permanent)?;
    let base_path = base.path().trim_end_matches('/');
    let stays = url
        .path()
        .strip_prefix(base_path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if url.origin() == base.origin() && stays {
        Ok(url)
    } else {
        Err(only_for(base))
    }
}

fn is_whole(address: &str) -> bool {
    address.contains("://")
}

fn only_for(base: &Url) -> Failure {
    Failure::permanent(format!(
        "This connection may only call addresses under {base}. Use another connection for other hosts."
    ))
}

fn parse(text: &str) -> Result<Url, String> {
    let shown = crate::failure::shorten(text, 80);
    let url = Url::parse(text).map_err(|_| {
        format!("\"{shown}\" is not an address. Write it like https://example.com/orders.")
    })?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("An address must start with https:// or http://.".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(
            "An address may not contain a user name or password. Put them into a connection."
                .to_owned(),
        );
    }
    Ok(url)
}
