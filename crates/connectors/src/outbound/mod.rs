//! The one door to the outside. Hosts are resolved and their addresses checked here, at the moment of connecting:
//! an address that was public when a setting was saved may point inwards when it is called.

mod address;
mod allow;
mod resolver;

pub use address::why_not_public;
pub use allow::{AllowEntry, AllowList, NotAnEntry};

use allow::Verdict;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

/// Calls to the outside under one list of allowed hosts. Cheap to clone; keep it, it holds open connections.
#[derive(Clone)]
pub struct Outbound {
    allowed: Arc<AllowList>,
    client: reqwest::Client,
}

/// A host that may not be called, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("Baton may not call {host}, because it is in {place}. An admin can allow this host.")]
    NotPublic { host: String, place: &'static str },
    #[error("Baton may call {host} only on port {port}. An admin can allow another port.")]
    OtherPort { host: String, port: u16 },
}

/// The system's certificates or its network could not be set up.
#[derive(Debug, thiserror::Error)]
#[error("Connections to the outside could not be set up: {0}")]
pub struct NotReady(#[from] reqwest::Error);

/// Why a host has no address to connect to.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoAddress {
    #[error(transparent)]
    Refused(#[from] Refused),
    #[error("{host} was not found")]
    NotFound { host: String },
}

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

impl Outbound {
    pub fn new(allowed: AllowList) -> Result<Self, NotReady> {
        let allowed = Arc::new(allowed);
        let client = reqwest::Client::builder()
            // A redirect could lead anywhere, and would take the credential along.
            .redirect(reqwest::redirect::Policy::none())
            // A proxy would resolve names for us, past the check.
            .no_proxy()
            .dns_resolver(Arc::new(resolver::Checked(allowed.clone())))
            .connect_timeout(CONNECT_TIMEOUT)
            .user_agent("Baton")
            .build()?;
        Ok(Self { allowed, client })
    }

    /// The HTTP client. Call [`Outbound::check`] for each address first: it sees what needs no resolving.
    pub(crate) fn client(&self) -> &reqwest::Client {
        &self.client
    }

    /// Refuses what can be refused without resolving; names that are not listed are checked when connecting.
    pub(crate) fn check(&self, host: &str, port: u16) -> Result<(), Refused> {
        let host = bare_host(host);
        match self.allowed.verdict(&host, port) {
            Verdict::Allowed => Ok(()),
            Verdict::OtherPort(port) => Err(Refused::OtherPort { host, port }),
            Verdict::Silent => match host.parse::<IpAddr>() {
                Ok(address) => admit(&self.allowed, &host, address),
                Err(_) => Ok(()),
            },
        }
    }

    /// The addresses to connect to, resolved and checked, for what is not HTTP.
    pub(crate) async fn addresses(
        &self,
        host: &str,
        port: u16,
    ) -> Result<Vec<SocketAddr>, NoAddress> {
        self.check(host, port)?;
        resolver::resolve(&self.allowed, &bare_host(host), port).await
    }
}

fn admit(allowed: &AllowList, host: &str, address: IpAddr) -> Result<(), Refused> {
    if allowed.lists_address(address) {
        return Ok(());
    }
    match why_not_public(address) {
        None => Ok(()),
        Some(place) => Err(Refused::NotPublic {
            host: host.to_owned(),
            place,
        }),
    }
}

/// Without brackets, in lower case and without the dot that ends a full name.
fn bare_host(host: &str) -> String {
    host.trim_start_matches('[')
        .trim_end_matches(']')
        .trim_end_matches('.')
        .to_ascii_lowercase()
}
