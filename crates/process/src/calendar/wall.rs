//! Between moments and what the clocks of a zone show, as plain counts of milliseconds. Right when clocks change: a time
//! they skip is the moment of the change, one they show twice is the first.

use feel::{Date, DateTime, Time, Timestamp, Zone};

pub(crate) const DAY: i64 = 86_400_000;

/// Clocks never change by more than this at once.
const FURTHEST: i64 = 26 * 3_600_000;

/// Milliseconds since 1970-01-01 as the clocks show them at a moment.
pub(crate) fn shown(at: Timestamp, zone: &Zone) -> Option<i64> {
    at.0.checked_add(offset(at, zone)?)
}

pub(crate) fn offset(at: Timestamp, zone: &Zone) -> Option<i64> {
    zone.offset_at(at).map(|seconds| i64::from(seconds) * 1000)
}

/// The moment at which the clocks show this.
pub(crate) fn moment(wall: i64, zone: &Zone) -> Option<Timestamp> {
    let date = Date::from_epoch_day(wall.div_euclid(DAY))?;
    let of_day = u32::try_from(wall.rem_euclid(DAY)).ok()?;
    let part = |size: u32, count: u32| u8::try_from(of_day / size % count).ok();
    let time = Time::new(
        part(3_600_000, 24)?,
        part(60_000, 60)?,
        part(1000, 60)?,
        of_day % 1000 * 1_000_000,
        None,
    )?;
    let at = Timestamp::of(&DateTime::new(date, time), zone)?;
    if shown(at, zone)? == wall {
        return Some(at);
    }
    // The clocks skip it.
    let mut change = Timestamp(at.0.checked_sub(FURTHEST)?);
    while let Some(next) = zone.next_change(change).filter(|next| *next <= at) {
        change = next;
    }
    Some(change)
}

/// The day it is at a moment.
pub(crate) fn date(at: Timestamp, zone: &Zone) -> Option<Date> {
    Date::from_epoch_day(shown(at, zone)?.div_euclid(DAY))
}

/// When a day begins.
pub(crate) fn midnight(date: Date, zone: &Zone) -> Option<Timestamp> {
    moment(date.to_epoch_day().checked_mul(DAY)?, zone)
}
