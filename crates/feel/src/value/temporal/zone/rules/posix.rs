//! What a zone's clocks do for ever after, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.

use crate::value::temporal::Date;
use crate::value::temporal::date::days_in_month;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

pub(super) struct Posix {
    /// Seconds east of UTC.
    standard: i32,
    summer: Option<Summer>,
}

struct Summer {
    offset: i32,
    begins: Turn,
    ends: Turn,
}

/// A day of every year, and the seconds on the clock of that day when it turns.
struct Turn {
    day: Day,
    time: i64,
}

enum Day {
    /// The `week`th `weekday` (0 is Sunday) of a month; the fifth is the last.
    Weekday { month: u8, week: u8, weekday: u8 },
    /// From 1; 29 February is never counted.
    Julian(u16),
    /// From 0; 29 February is counted.
    OfYear(u16),
}

impl Posix {
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut reader = Reader(text);
        reader.name()?;
        let standard = -reader.clock()?;
        let mut posix = Self {
            standard: i32::try_from(standard).ok()?,
            summer: None,
        };
        if reader.0.is_empty() {
            return Some(posix);
        }
        reader.name()?;
        let offset = match reader.0.starts_with(',') {
            true => standard + HOUR,
            false => -reader.clock()?,
        };
        posix.summer = Some(Summer {
            offset: i32::try_from(offset).ok()?,
            begins: reader.turn()?,
            ends: reader.turn()?,
        });
        Some(posix)
    }

    pub(super) fn offset_at(&self, seconds: i64) -> i32 {
        let changes = self.changes_around(seconds);
        let passed = changes.iter().rev().find(|(at, _)| *at <= seconds);
        passed.map_or(self.standard, |(_, offset)| *offset)
    }

    pub(super) fn next_change(&self, seconds: i64) -> Option<(i64, i32)> {
        let changes = self.changes_around(seconds);
        let at = changes.iter().find(|(at, _)| *at > seconds)?.0;
        Some((at, self.offset_at(at)))
    }

    /// The changes of the year a moment is in and of the years beside it, in their order.
    fn changes_around(&self, seconds: i64) -> Vec<(i64, i32)> {
        let Some(summer) = &self.summer else {
            return Vec::new();
        };
        let Some(date) = Date::from_epoch_day(seconds.div_euclid(DAY)) else {
            return Vec::new();
        };
        let mut changes: Vec<(i64, i32)> = (date.year() - 1..=date.year() + 1)
            .filter_map(|year| {
                let begins = summer.begins.at(year)? - i64::from(self.standard);
                let ends = summer.ends.at(year)? - i64::from(summer.offset);
                Some([(begins, summer.offset), (ends, self.standard)])
            })
            .flatten()
            .collect();
        changes.sort_by_key(|(at, _)| *at);
        changes
    }
}

impl Turn {
    /// On the wall clock, in seconds after the Unix epoch.
    fn at(&self, year: i32) -> Option<i64> {
        let first = |month| Some(Date::new(year, month, 1)?.to_epoch_day());
        let day = match self.day {
            Day::Weekday {
                month,
                week,
                weekday,
            } => {
                let begins = Date::new(year, month, 1)?;
                let ahead = (7 + weekday - begins.weekday() % 7) % 7;
                let last = days_in_month(year, month);
                let mut day = ahead + 7 * (week - 1);
                while day >= last {
                    day -= 7;
                }
                begins.to_epoch_day() + i64::from(day)
            }
            Day::Julian(day) => {
                let leaps = i64::from(day > 59) * (first(3)? - first(2)? - 28);
                first(1)? + i64::from(day) - 1 + leaps
            }
            Day::OfYear(day) => first(1)? + i64::from(day),
        };
        Some(day * DAY + self.time)
    }
}

/// Reads from the beginning of what is left.
struct Reader<'t>(&'t str);

impl Reader<'_> {
    fn take(&mut self, sign: char) -> bool {
        let rest = self.0.strip_prefix(sign);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// A name that nobody asks for: letters, or anything between `<` and `>`.
    fn name(&mut self) -> Option<()> {
        let rest = match self.take('<') {
            true => self.0.split_once('>')?.1,
            false => self
                .0
                .trim_start_matches(|letter: char| letter.is_ascii_alphabetic()),
        };
        self.0 = rest;
        Some(())
    }

    fn number(&mut self) -> Option<i64> {
        let rest = self
            .0
            .trim_start_matches(|letter: char| letter.is_ascii_digit());
        let digits = &self.0[..self.0.len() - rest.len()];
        self.0 = rest;
        digits.parse().ok()
    }

    /// `hh`, `hh:mm` or `hh:mm:ss`, perhaps with a sign, in seconds.
    fn clock(&mut self) -> Option<i64> {
        let negative = self.take('-');
        if !negative {
            self.take('+');
        }
        let mut seconds = self.number()? * HOUR;
        for size in [60, 1] {
            if self.take(':') {
                seconds += self.number()? * size;
            }
        }
        Some(if negative { -seconds } else { seconds })
    }

    /// `,M3.5.0/2`
    fn turn(&mut self) -> Option<Turn> {
        self.take(',').then_some(())?;
        let day = if self.take('M') {
            let month = self.number()?;
            self.take('.');
            let week = self.number()?;
            self.take('.');
            let weekday = self.number()?;
            let fits = (1..=12).contains(&month) && (1..=5).contains(&week) && weekday <= 6;
            fits.then_some(())?;
            Day::Weekday {
                month: month as u8,
                week: week as u8,
                weekday: weekday as u8,
            }
        } else if self.take('J') {
            Day::Julian(u16::try_from(self.number()?).ok()?)
        } else {
            Day::OfYear(u16::try_from(self.number()?).ok()?)
        };
        let time = match self.take('/') {
            true => self.clock()?,
            false => 2 * HOUR,
        };
        Some(Turn { day, time })
    }
}
