//! What comes again and again: a cron line, or a cycle of ISO 8601. The next time is worked out from where it all began,
//! never from when somebody looked, so nothing drifts; and by the clocks of a place, right when they change.

mod cron;
mod cycle;
mod field;
mod words;

use crate::calendar::WorkingTime;
use cron::Cron;
use feel::{Timestamp, Zone};

pub(crate) use cycle::{Cycle, Step, date_time};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Cron(Cron),
    Cycle(Cycle),
}

/// Where and since when something comes again and again.
#[derive(Clone, Copy, Debug)]
pub struct Since<'a> {
    /// What a cycle without a beginning of its own is counted from.
    pub began: Timestamp,
    pub zone: &'a Zone,
    /// What falls on a time when nobody works is left out.
    pub working: Option<&'a WorkingTime>,
}

/// Times that fall outside working hours one after another, before there is no next one.
const MOST_LEFT_OUT: usize = 50_000;

impl Recurrence {
    /// A cron line (`0 9 * * 1-5`, `@daily`) or a cycle (`R3/PT1H`, `R/2026-01-05T09:00:00/P7D`, `P1M`). The sentence
    /// says what cannot be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if Self::is_cron(text) {
            return Cron::parse(text).map(Kind::Cron).map(Self);
        }
        let cycle = Cycle::parse(text).ok_or_else(|| {
            format!("“{text}” is neither a repetition such as R3/PT1H nor a cron line such as 0 9 * * 1-5.")
        })?;
        Ok(Self(Kind::Cycle(cycle)))
    }

    /// Whether it has the shape of a cron line: five to seven fields that begin with a number or a star, or a name such
    /// as `@daily`.
    pub fn is_cron(text: &str) -> bool {
        let text = text.trim();
        let fields: Vec<&str> = text.split_whitespace().collect();
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "*?/,-#".contains(letter);
        let begins = text.starts_with(|letter: char| letter.is_ascii_digit() || letter == '*');
        let fits = (5..=7).contains(&fields.len()) && begins;
        text.starts_with('@') || (fits && fields.iter().all(|field| field.chars().all(plain)))
    }

    /// How often it comes at all; none for ever.
    pub fn times(&self) -> Option<u64> {
        match &self.0 {
            Kind::Cron(_) => None,
            Kind::Cycle(cycle) => cycle.times,
        }
    }

    /// The same without an end.
    pub fn endless(mut self) -> Self {
        if let Kind::Cycle(cycle) = &mut self.0 {
            cycle.times = None;
        }
        self
    }

    /// The first time behind a moment. None when there is no further one.
    pub fn next(&self, since: &Since<'_>, after: Timestamp) -> Option<Timestamp> {
        let mut at = after;
        for _ in 0..MOST_LEFT_OUT {
            at = match &self.0 {
                Kind::Cron(cron) => cron.next(at, since.zone)?,
                Kind::Cycle(cycle) => cycle.next(since, at)?,
            };
            let Some(working) = since.working else {
                return Some(at);
            };
            let open = working.next(at)?;
            if open == at {
                return Some(at);
            }
            at = Timestamp(open.0 - 1);
        }
        None
    }

    /// A cycle of so many milliseconds; none when the clocks of a place matter.
    pub(crate) fn exact(&self) -> Option<(&Cycle, i64)> {
        match &self.0 {
            Kind::Cycle(cycle) => match cycle.step {
                Step::Exact(every) => Some((cycle, every)),
                _ => None,
            },
            Kind::Cron(_) => None,
        }
    }

    /// Such as “every Monday at 9:00”.
    pub fn in_words(&self) -> String {
        match &self.0 {
            Kind::Cron(cron) => words::cron(cron),
            Kind::Cycle(cycle) => words::cycle(cycle),
        }
    }
}
