//! A moment, the same everywhere on Earth.

use serde::{Deserialize, Serialize};

use super::{DateTime, Duration, YearsMonths, Zone};

/// A moment: milliseconds since 1970-01-01T00:00:00Z. In JSON it is that whole number.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The moment of a date-time; `local` is the zone of one that names none.
    /// `None` when it is out of range or the rules of its zone are not at hand.
    pub fn of(date_time: &DateTime, local: &Zone) -> Option<Timestamp> {
        let nanos = date_time.instant_nanos(local)?;
        i64::try_from(nanos.div_euclid(1_000_000))
            .ok()
            .map(Timestamp)
    }

    /// What calendar and clock show at this moment in a zone. `None` as for [`Timestamp::of`].
    pub fn in_zone(self, zone: &Zone) -> Option<DateTime> {
        zone.date_time_at(i128::from(self.0) * 1_000_000)
    }

    pub fn plus(self, duration: Duration) -> Option<Timestamp> {
        i64::try_from(i128::from(self.0) + duration.whole_milliseconds())
            .ok()
            .map(Timestamp)
    }

    /// So many months later by the calendar of the zone, at the same time of day.
    pub fn plus_months(self, months: YearsMonths, zone: &Zone) -> Option<Timestamp> {
        Timestamp::of(&self.in_zone(zone)?.plus_months(months)?, zone)
    }
}
