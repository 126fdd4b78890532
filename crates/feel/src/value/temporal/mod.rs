//! Dates, times and durations: plain calendar arithmetic (proleptic Gregorian), no clock.

mod date;
mod duration;
mod scan;
mod time;
mod timestamp;
mod zone;

use std::fmt;

pub use date::Date;
pub(crate) use duration::AnyDuration;
pub use duration::{Duration, YearsMonths};
pub use time::{DateTime, Time};
pub use timestamp::Timestamp;
pub use zone::{Zone, learn_zone, zone_rules};

pub(crate) const NANOS_PER_SECOND: i128 = 1_000_000_000;
pub(crate) const SECONDS_PER_DAY: i64 = 86_400;
pub(crate) const NANOS_PER_DAY: i128 = SECONDS_PER_DAY as i128 * NANOS_PER_SECOND;

/// A text that does not say a date, a time or a duration, in words that complete "This is not …".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TemporalError(pub(crate) &'static str);

impl fmt::Display for TemporalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "This is not {}.", self.0)
    }
}

impl std::error::Error for TemporalError {}
