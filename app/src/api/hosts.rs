//! The private hosts that steps may call: none but those an admin allows.

use super::ApiError;
#[cfg(feature = "ssr")]
use crate::door;
use leptos::prelude::*;

/// Allowed private hosts, one entry each.
#[server(endpoint = "allowed_hosts")]
pub async fn allowed_hosts() -> Result<Vec<String>, ApiError> {
    let at = door::enter::<AllowedHosts>()?;
    Ok(at.store.private_hosts(at.workspace()).await?)
}

/// `hosts` holds one entry a line; the list as it was understood comes back.
#[server(endpoint = "allow_hosts")]
pub async fn allow_hosts(#[server(default)] hosts: String) -> Result<Vec<String>, ApiError> {
    let at = door::enter::<AllowHosts>()?;
    let lines = hosts.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut entries: Vec<String> = Vec::new();
    for line in lines {
        let entry = line
            .parse::<engine::AllowEntry>()
            .map_err(|wrong| ApiError::invalid("hosts", wrong.to_string()))?
            .to_string();
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    if entries.len() > MOST_HOSTS {
        let message = format!("This list is too long. It may have {MOST_HOSTS} lines at most.");
        return Err(ApiError::invalid("hosts", message));
    }
    at.store
        .allow_private_hosts(at.workspace(), &entries)
        .await?;
    Ok(entries)
}

#[cfg(feature = "ssr")]
const MOST_HOSTS: usize = 200;
