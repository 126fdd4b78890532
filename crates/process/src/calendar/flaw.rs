//! What keeps a business calendar from being counted in, pinned to the field where it is mended.

use super::{Calendar, Hours};
use feel::Zone;
use std::collections::BTreeSet;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    pub place: FlawPlace,
    /// A sentence: what is wrong and what to do.
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlawPlace {
    Key,
    Name,
    Zone,
    Week,
    /// 0 for Monday.
    Day(usize),
}

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

pub(super) fn flaws(calendar: &Calendar) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut flaw = |place, message: String| flaws.push(Flaw { place, message });
    if calendar.key.trim().is_empty() {
        flaw(FlawPlace::Key, "The calendar needs a key.".to_owned());
    }
    if calendar.name.trim().is_empty() {
        flaw(FlawPlace::Name, "Give the calendar a name.".to_owned());
    }
    if calendar.zone.parse::<Zone>().is_err() {
        let message = format!(
            "“{}” is not a time zone. Choose one like Europe/Paris.",
            calendar.zone
        );
        flaw(FlawPlace::Zone, message);
    }
    for (day, hours) in calendar.week.iter().enumerate() {
        if let Some(wrong) = hours.iter().find(|hours| hours.from >= hours.to) {
            let message = format!(
                "On {}, {} to {} is no working time. For work over midnight, end it at 24:00 and go on at 00:00 of the next day.",
                DAYS[day], wrong.from, wrong.to
            );
            flaw(FlawPlace::Day(day), message);
        } else if overlap(hours) {
            let message = format!("The working hours of {} overlap.", DAYS[day]);
            flaw(FlawPlace::Day(day), message);
        }
    }
    if !ever_works(calendar) {
        let message = "Nobody ever works by this calendar. Add working hours to a day.";
        flaw(FlawPlace::Week, message.to_owned());
    }
    flaws
}

fn overlap(hours: &[Hours]) -> bool {
    let mut sorted = hours.to_vec();
    sorted.sort_by_key(|hours| hours.from);
    sorted.windows(2).any(|pair| pair[1].from < pair[0].to)
}

/// Over the years every date falls on every day of the week, so only holidays on all of them leave nothing.
fn ever_works(calendar: &Calendar) -> bool {
    let yearly = calendar.holidays.iter().filter(|holiday| holiday.yearly);
    let dates: BTreeSet<_> = yearly
        .map(|holiday| (holiday.date.month(), holiday.date.day()))
        .collect();
    let mut hours = calendar.week.iter().flatten();
    dates.len() < 366 && hours.any(|hours| hours.from < hours.to)
}
