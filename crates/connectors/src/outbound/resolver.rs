//! Resolving a name and looking at what it resolved to, in one go: nobody can swap the address in between.

use super::{AllowList, NoAddress, admit};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::SocketAddr;
use std::sync::Arc;

/// The resolver of the HTTP client.
pub(super) struct Checked(pub Arc<AllowList>);

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let allowed = self.0.clone();
        Box::pin(async move {
            // The client puts the port in afterwards; a port listed for the host was checked before the call.
            let addresses = resolve(&allowed, &super::bare_host(name.as_str()), 0).await?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// The addresses of a host that may be called. Fails when there are none.
pub(super) async fn resolve(
    allowed: &AllowList,
    host: &str,
    port: u16,
) -> Result<Vec<SocketAddr>, NoAddress> {
    let not_found = || NoAddress::NotFound {
        host: host.to_owned(),
    };
    let found = tokio::net::lookup_host((host, port))
        .await
        .map_err(|_| not_found())?;
    let listed = allowed.lists_host(host);
    let mut addresses = Vec::new();
    let mut refused = None;
    for address in found {
        match admit(allowed, host, address.ip()) {
            Err(why) if !listed => refused = Some(why),
            _ => addresses.push(address),
        }
    }
    match (addresses.is_empty(), refused) {
        (false, _) => Ok(addresses),
        (true, Some(refused)) => Err(refused.into()),
        (true, None) => Err(not_found()),
    }
}
