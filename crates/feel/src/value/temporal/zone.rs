//! Time zones: UTC, fixed offsets, and named ones. Their rules come with the feature `tzdb`, or are learnt one by one.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::scan::Scan;
use super::{DateTime, NANOS_PER_SECOND, TemporalError, Timestamp};

/// No zone on Earth is further than 14 hours from UTC; some systems allow 18.
const MAX_OFFSET: i32 = 18 * 3600;

/// How far a wall clock is from UTC. Written as its name: `UTC`, `+02:00`, `Europe/Paris`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    #[default]
    Utc,
    /// Seconds east of UTC, not zero, at most 18 hours; made by [`Zone::fixed`].
    Offset(i32),
    /// A name of the IANA time-zone database; made by parsing.
    Named(Arc<str>),
}

impl Zone {
    /// The zone so many seconds east of UTC; `None` beyond 18 hours.
    pub fn fixed(seconds: i32) -> Option<Zone> {
        match seconds {
            0 => Some(Zone::Utc),
            _ => (seconds.abs() <= MAX_OFFSET).then_some(Zone::Offset(seconds)),
        }
    }

    /// Seconds east of UTC at a moment. `None` when the zone's rules are not at hand.
    pub fn offset_at(&self, at: Timestamp) -> Option<i32> {
        match self {
            Zone::Utc => Some(0),
            Zone::Offset(seconds) => Some(*seconds),
            Zone::Named(name) => rules::offset_at(name, at.0.div_euclid(1000)),
        }
    }

    /// When its clocks change next, strictly after a moment; `None` when they never do again.
    pub fn next_change(&self, after: Timestamp) -> Option<Timestamp> {
        match self {
            Zone::Utc | Zone::Offset(_) => None,
            Zone::Named(name) => {
                let seconds = rules::next_change(name, after.0.div_euclid(1000))?;
                seconds.checked_mul(1000).map(Timestamp)
            }
        }
    }

    /// What stands after a time: `Z`, `+02:00` or `@Europe/Paris`.
    pub(super) fn from_suffix(text: &str) -> Option<Zone> {
        match text.strip_prefix('@') {
            // A name stays as it was written, even if it is one of UTC.
            Some(name) if is_name(name) && rules::is_known(name) => Some(Zone::Named(name.into())),
            Some(_) => None,
            None if text == "Z" || text == "z" => Some(Zone::Utc),
            None => offset(text),
        }
    }

    pub(super) fn write_suffix(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Zone::Utc => f.write_str("Z"),
            Zone::Offset(_) => write!(f, "{self}"),
            Zone::Named(name) => write!(f, "@{name}"),
        }
    }

    /// Seconds east of UTC at a wall-clock time. A time that the clocks skip counts from before the change,
    /// one that comes twice is the first. `None` when the zone's rules are not at hand.
    pub(crate) fn offset_of(&self, date_time: &DateTime) -> Option<i32> {
        match self {
            Zone::Utc => Some(0),
            Zone::Offset(seconds) => Some(*seconds),
            Zone::Named(name) => rules::offset_of(name, date_time),
        }
    }

    /// What the wall clock shows so many nanoseconds after the Unix epoch.
    pub(crate) fn date_time_at(&self, nanos: i128) -> Option<DateTime> {
        let seconds = i64::try_from(nanos.div_euclid(NANOS_PER_SECOND)).ok()?;
        let offset = match self {
            Zone::Utc => 0,
            Zone::Offset(seconds) => *seconds,
            Zone::Named(name) => rules::offset_at(name, seconds)?,
        };
        DateTime::from_wall_nanos(
            nanos + i128::from(offset) * NANOS_PER_SECOND,
            Some(self.clone()),
        )
    }
}

fn offset(text: &str) -> Option<Zone> {
    let mut scan = Scan::new(text);
    let negative = scan.take('-');
    if !negative {
        scan.expect('+')?;
    }
    let mut seconds = i32::from(scan.two_digits()?) * 3600;
    for size in [60, 1] {
        if size == 60 || !scan.is_done() {
            scan.expect(':')?;
            let count = scan.two_digits().filter(|count| *count < 60)?;
            seconds += i32::from(count) * size;
        }
    }
    Zone::fixed(if negative { -seconds } else { seconds }).filter(|_| scan.is_done())
}

/// The shape of a zone name, for builds that do not know them all.
fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte))
}

impl FromStr for Zone {
    type Err = TemporalError;

    fn from_str(text: &str) -> Result<Zone, TemporalError> {
        if matches!(text, "UTC" | "Z" | "Etc/UTC") {
            return Ok(Zone::Utc);
        }
        if let Some(zone) = offset(text) {
            return Ok(zone);
        }
        if is_name(text) && rules::is_known(text) {
            return Ok(Zone::Named(text.into()));
        }
        Err(TemporalError("a time zone like Europe/Paris or +02:00"))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Zone::Utc => f.write_str("UTC"),
            Zone::Named(name) => f.write_str(name),
            Zone::Offset(seconds) => {
                let size = seconds.unsigned_abs();
                let sign = if *seconds < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", size / 3600, size / 60 % 60)?;
                if size % 60 > 0 {
                    write!(f, ":{:02}", size % 60)
                } else {
                    Ok(())
                }
            }
        }
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Zone, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

mod known;
mod rules;

pub use known::{learn_zone, zone_rules};
