//! The hosts and networks an admin lets processes reach although they are not in the public internet.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AllowList(Vec<AllowEntry>);

/// One line of the list: a host, a host with a port, or a network such as `10.0.0.0/8`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AllowEntry {
    Host { host: String, port: Option<u16> },
    Network { address: IpAddr, prefix: u8 },
}

/// Why a line cannot be read, in words for an admin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is not a host, a host with a port, or a network. Write it like erp.example.com, erp.example.com:8443 or 10.0.0.0/8."
)]
pub struct NotAnEntry(pub String);

/// What the list says about a host at a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Listed: its addresses are not looked at.
    Allowed,
    /// Listed, but only for another port.
    OtherPort(u16),
    /// Not listed: allowed if its address is public, or in a listed network.
    Silent,
}

impl AllowList {
    pub fn new(entries: impl IntoIterator<Item = AllowEntry>) -> Self {
        Self(entries.into_iter().collect())
    }

    /// `host` as it stands in a parsed address: lower case, no brackets.
    pub(super) fn verdict(&self, host: &str, wanted: u16) -> Verdict {
        let mut verdict = Verdict::Silent;
        for entry in &self.0 {
            let AllowEntry::Host { host: listed, port } = entry else {
                continue;
            };
            if listed != host {
                continue;
            }
            match port {
                Some(port) if *port != wanted => verdict = Verdict::OtherPort(*port),
                _ => return Verdict::Allowed,
            }
        }
        verdict
    }

    pub(super) fn lists_host(&self, host: &str) -> bool {
        self.0
            .iter()
            .any(|entry| matches!(entry, AllowEntry::Host { host: listed, .. } if listed == host))
    }

    pub(super) fn lists_address(&self, address: IpAddr) -> bool {
        self.0.iter().any(|entry| match entry {
            AllowEntry::Network {
                address: network,
                prefix,
            } => contains(*network, *prefix, address.to_canonical()),
            AllowEntry::Host { .. } => false,
        })
    }
}

fn contains(network: IpAddr, prefix: u8, address: IpAddr) -> bool {
    let (network, address, width) = match (network, address) {
        (IpAddr::V4(n), IpAddr::V4(a)) => (u128::from(n.to_bits()), u128::from(a.to_bits()), 32),
        (IpAddr::V6(n), IpAddr::V6(a)) => (n.to_bits(), a.to_bits(), 128),
        _ => return false,
    };
    let ignored = u32::from(width - prefix.min(width));
    network.checked_shr(ignored).unwrap_or(0) == address.checked_shr(ignored).unwrap_or(0)
}

impl FromStr for AllowEntry {
    type Err = NotAnEntry;

    fn from_str(line: &str) -> Result<Self, NotAnEntry> {
        let line = line.trim();
        let refuse = || NotAnEntry(line.to_owned());
        if let Some((address, prefix)) = line.split_once('/') {
            let address = address.parse::<IpAddr>().map_err(|_| refuse())?;
            let prefix = prefix.parse::<u8>().map_err(|_| refuse())?;
            let width = if address.is_ipv4() { 32 } else { 128 };
            if prefix > width {
                return Err(refuse());
            }
            return Ok(AllowEntry::Network { address, prefix });
        }
        if let Ok(address) = line.parse::<IpAddr>() {
            return Ok(network_of_one(address));
        }
        // Read as the address of a page, so that a host is spelled here exactly as it is when it is called.
        let url = reqwest::Url::parse(&format!("baton-http://{line}/"))
            .ok()
            .filter(|url| url.username().is_empty() && url.password().is_none())
            .filter(|url| url.path() == "/" && url.query().is_none() && url.fragment().is_none())
            .ok_or_else(refuse)?;
        let port = url.port();
        let host = reqwest::Url::parse(&format!("http://{}/", url.host_str().unwrap_or_default()))
            .ok()
            .and_then(|url| url.host_str().map(super::bare_host))
            // A pattern would look as if it worked.
            .filter(|host| !host.contains('*'))
            .ok_or_else(refuse)?;
        match (host.parse::<IpAddr>(), port) {
            (Ok(address), None) => Ok(network_of_one(address)),
            _ => Ok(AllowEntry::Host { host, port }),
        }
    }
}

fn network_of_one(address: IpAddr) -> AllowEntry {
    let address = address.to_canonical();
    let prefix = if address.is_ipv4() { 32 } else { 128 };
    AllowEntry::Network { address, prefix }
}

impl fmt::Display for AllowEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AllowEntry::Host { host, port: None } => f.write_str(host),
            AllowEntry::Host {
                host,
                port: Some(port),
            } if host.contains(':') => write!(f, "[{host}]:{port}"),
            AllowEntry::Host {
                host,
                port: Some(port),
            } => write!(f, "{host}:{port}"),
            AllowEntry::Network { address, prefix } => write!(f, "{address}/{prefix}"),
        }
    }
}
