//! One field of a cron line: stars, numbers, names, ranges, steps and lists of them, as a set of bits.

pub(super) struct Field {
    /// What one of them is called.
    pub what: &'static str,
    pub first: u32,
    pub last: u32,
    /// From the first on.
    pub names: &'static [&'static str],
    /// Whether a range may go past the end and on from the beginning.
    pub round: bool,
}

const MONTHS: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];
const DAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const fn plain(what: &'static str, first: u32, last: u32) -> Field {
    Field {
        what,
        first,
        last,
        names: &[],
        round: false,
    }
}

pub(super) const SECOND: Field = plain("second", 0, 59);
pub(super) const MINUTE: Field = plain("minute", 0, 59);
pub(super) const HOUR: Field = plain("hour", 0, 23);
pub(super) const DAY: Field = plain("day of the month", 1, 31);
pub(super) const MONTH: Field = Field {
    names: &MONTHS,
    ..plain("month", 1, 12)
};
/// 0 and 7 are Sunday.
pub(super) const WEEKDAY: Field = Field {
    names: &DAYS,
    round: true,
    ..plain("day of the week", 0, 7)
};

impl Field {
    /// The set of what is meant, a bit each.
    pub fn read(&self, text: &str) -> Result<u64, String> {
        let mut set = 0;
        for part in text.split(',') {
            set |= self.part(part)?;
        }
        Ok(set)
    }

    fn part(&self, part: &str) -> Result<u64, String> {
        let (range, step) = match part.split_once('/') {
            Some((range, step)) => {
                let step = step.parse::<u32>().ok().filter(|step| *step > 0);
                (range, Some(step.ok_or_else(|| self.wrong(part))?))
            }
            None => (part, None),
        };
        let (from, to) = match range.split_once('-') {
            _ if is_any(range) => (self.first, self.highest()),
            Some((from, to)) => (self.one(from)?, self.one(to)?),
            None => {
                let one = self.one(range)?;
                (one, if step.is_some() { self.highest() } else { one })
            }
        };
        if from > to && !self.round {
            return Err(self.wrong(part));
        }
        let size = self.highest() - self.first + 1;
        let length = if from > to {
            to + size - from
        } else {
            to - from
        };
        let mut set = 0;
        for at in (0..=length).step_by(step.unwrap_or(1) as usize) {
            set |= 1 << (self.first + (from - self.first + at) % size);
        }
        Ok(set)
    }

    /// Sunday counts once.
    fn highest(&self) -> u32 {
        if self.round { self.last - 1 } else { self.last }
    }

    fn one(&self, text: &str) -> Result<u32, String> {
        let mut names = self.names.iter();
        if let Some(at) = names.position(|name| name.eq_ignore_ascii_case(text)) {
            return Ok(self.first + at as u32);
        }
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse::<u32>().ok().filter(|_| digits);
        let fits = number.filter(|number| (self.first..=self.last).contains(number));
        fits.ok_or_else(|| self.wrong(text))
    }

    fn wrong(&self, text: &str) -> String {
        let (what, first, last) = (self.what, self.first, self.last);
        format!(
            "“{text}” is not a {what}; write {first} to {last}, a range such as {first}-{last}, or *."
        )
    }
}

pub(super) fn is_any(text: &str) -> bool {
    matches!(text, "*" | "?")
}
