//! Which addresses lie in the public internet. Everything else is this computer or somebody's own network, where
//! a process could reach what its author may not.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What kind of place a non-public address is, in words that complete "… is in"; `None` for a public one.
pub fn why_not_public(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => v4(address),
        IpAddr::V6(address) => v6(address),
    }
}

const THIS_COMPUTER: &str = "this computer";
const PRIVATE: &str = "a private network";
const LINK_LOCAL: &str = "a link-local network";
const RESERVED: &str = "a reserved range";
const MULTICAST: &str = "a multicast range";
const CLOUD: &str = "the hosting provider's own network";

fn v4(address: Ipv4Addr) -> Option<&'static str> {
    match address.octets() {
        [0 | 127, ..] => Some(THIS_COMPUTER),
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Some(PRIVATE),
        // Carrier-grade NAT; some providers' metadata services live here too.
        [100, 64..=127, ..] => Some(PRIVATE),
        [169, 254, ..] => Some(LINK_LOCAL),
        // Azure's platform address is a public number that only answers from inside.
        [168, 63, 129, 16] => Some(CLOUD),
        [192, 0, 0, _] | [192, 0, 2, _] | [192, 88, 99, _] => Some(RESERVED),
        [198, 18..=19, ..] | [198, 51, 100, _] | [203, 0, 113, _] => Some(RESERVED),
        [224..=239, ..] => Some(MULTICAST),
        [240..=255, ..] => Some(RESERVED),
        _ => None,
    }
}

fn v6(address: Ipv6Addr) -> Option<&'static str> {
    if address.is_loopback() || address.is_unspecified() {
        return Some(THIS_COMPUTER);
    }
    match address.segments() {
        // IPv4 in IPv6 clothes: mapped, compatible, translated (NAT64) and 6to4.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            v4(embedded(high, low))
        }
        [0x2002, high, low, ..] => v4(embedded(high, low)),
        [first, ..] if first & 0xfe00 == 0xfc00 => Some(PRIVATE),
        [first, ..] if first & 0xffc0 == 0xfe80 => Some(LINK_LOCAL),
        [first, ..] if first & 0xff00 == 0xff00 => Some(MULTICAST),
        // Teredo, benchmarking and the like; documentation.
        [0x2001, 0..=0x01ff, ..] | [0x2001, 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => {
            Some(RESERVED)
        }
        // Only 2000::/3 has been given out for the public internet.
        [first, ..] if first & 0xe000 == 0x2000 => None,
        _ => Some(RESERVED),
    }
}

fn embedded(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low))
}
