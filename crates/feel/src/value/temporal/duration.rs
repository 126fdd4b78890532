//! Lengths of time: exact ones in days and seconds, and calendar ones in years and months.

use std::fmt;
use std::str::FromStr;

use super::scan::Scan;
use super::{NANOS_PER_SECOND, SECONDS_PER_DAY, TemporalError};

/// A length of time in days, hours, minutes and seconds, exact to the nanosecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    seconds: i64,
    /// 0 to 999 999 999, added to the seconds also when they are negative.
    nanos: u32,
}

impl Duration {
    pub const ZERO: Duration = Duration {
        seconds: 0,
        nanos: 0,
    };

    pub const fn from_seconds(seconds: i64) -> Duration {
        Duration { seconds, nanos: 0 }
    }

    pub const fn from_days(days: i32) -> Duration {
        Duration {
            seconds: days as i64 * SECONDS_PER_DAY,
            nanos: 0,
        }
    }

    /// `None` beyond some 292 thousand million years.
    pub fn from_nanos(nanos: i128) -> Option<Duration> {
        Some(Duration {
            seconds: i64::try_from(nanos.div_euclid(NANOS_PER_SECOND)).ok()?,
            nanos: nanos.rem_euclid(NANOS_PER_SECOND) as u32,
        })
    }

    pub fn nanos(self) -> i128 {
        i128::from(self.seconds) * NANOS_PER_SECOND + i128::from(self.nanos)
    }

    /// Whole milliseconds, rounded down.
    pub fn whole_milliseconds(self) -> i128 {
        self.nanos().div_euclid(1_000_000)
    }

    pub fn is_negative(self) -> bool {
        self.seconds < 0
    }
}

/// A length of time in years and months; how many days that is depends on the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearsMonths(i64);

impl YearsMonths {
    pub const fn new(months: i64) -> YearsMonths {
        YearsMonths(months)
    }

    /// All of it in months.
    pub const fn months(self) -> i64 {
        self.0
    }
}

/// What `duration("…")` may mean: the text decides.
pub(crate) enum AnyDuration {
    Exact(Duration),
    Calendar(YearsMonths),
}

const EXPECTED: TemporalError = TemporalError("a duration like P2D, PT4H30M or P1Y6M");

impl FromStr for AnyDuration {
    type Err = TemporalError;

    fn from_str(text: &str) -> Result<AnyDuration, TemporalError> {
        let mut scan = Scan::new(text);
        let negative = scan.take('-');
        scan.expect('P').ok_or(EXPECTED)?;
        let (mut months, mut seconds, mut nanos) = (None::<i64>, None::<i64>, 0);
        let mut in_time = false;
        // Units must come in this order, each at most once.
        let mut last = 0;
        while !scan.is_done() {
            if !in_time && scan.take('T') {
                in_time = true;
                if scan.is_done() {
                    return Err(EXPECTED);
                }
            }
            let count: i64 = scan.digits().parse().map_err(|_| EXPECTED)?;
            let fraction = if scan.take('.') {
                Some(scan.nanoseconds().unwrap_or(0))
            } else {
                None
            };
            let unit = scan.rest().chars().next().ok_or(EXPECTED)?;
            scan.take(unit);
            let (position, total, size) = match (unit, in_time) {
                ('Y', false) => (1, &mut months, 12),
                ('M', false) => (2, &mut months, 1),
                ('D', false) => (3, &mut seconds, SECONDS_PER_DAY),
                ('H', true) => (4, &mut seconds, 3600),
                ('M', true) => (5, &mut seconds, 60),
                ('S', true) => (6, &mut seconds, 1),
                _ => return Err(EXPECTED),
            };
            if position <= last || (fraction.is_some() && unit != 'S') {
                return Err(EXPECTED);
            }
            last = position;
            nanos = fraction.unwrap_or(0);
            let part = count.checked_mul(size).ok_or(EXPECTED)?;
            *total = Some(total.unwrap_or(0).checked_add(part).ok_or(EXPECTED)?);
        }
        match (months, seconds) {
            (Some(months), None) => Ok(AnyDuration::Calendar(YearsMonths(if negative {
                -months
            } else {
                months
            }))),
            (None, Some(seconds)) => {
                let total = i128::from(seconds) * NANOS_PER_SECOND + i128::from(nanos);
                Duration::from_nanos(if negative { -total } else { total })
                    .map(AnyDuration::Exact)
                    .ok_or(EXPECTED)
            }
            _ => Err(EXPECTED),
        }
    }
}

impl FromStr for Duration {
    type Err = TemporalError;

    /// Reads `P2D`, `PT4H30M`, `-PT0.5S`.
    fn from_str(text: &str) -> Result<Duration, TemporalError> {
        match text.parse()? {
            AnyDuration::Exact(duration) => Ok(duration),
            AnyDuration::Calendar(_) => Err(TemporalError(
                "a duration in days and hours, like P2D or PT4H30M",
            )),
        }
    }
}

impl FromStr for YearsMonths {
    type Err = TemporalError;

    /// Reads `P1Y6M`, `P18M`, `-P1Y`.
    fn from_str(text: &str) -> Result<YearsMonths, TemporalError> {
        match text.parse()? {
            AnyDuration::Calendar(months) => Ok(months),
            AnyDuration::Exact(_) => {
                Err(TemporalError("a duration in years and months, like P1Y6M"))
            }
        }
    }
}

impl fmt::Display for Duration {
    /// The shortest ISO 8601 form in days, hours, minutes and seconds: `P1DT2H`, `-PT0.5S`, `PT0S`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.nanos().unsigned_abs();
        let (seconds, nanos) = (
            total / NANOS_PER_SECOND.unsigned_abs(),
            total % NANOS_PER_SECOND.unsigned_abs(),
        );
        let day = u128::from(SECONDS_PER_DAY.unsigned_abs());
        let (days, rest) = (seconds / day, seconds % day);
        f.write_str(if self.is_negative() { "-P" } else { "P" })?;
        if days > 0 {
            write!(f, "{days}D")?;
        }
        if rest > 0 || nanos > 0 || days == 0 {
            f.write_str("T")?;
        }
        for (count, unit) in [(rest / 3600, 'H'), (rest / 60 % 60, 'M')] {
            if count > 0 {
                write!(f, "{count}{unit}")?;
            }
        }
        if nanos > 0 {
            let fraction = format!("{nanos:09}");
            write!(f, "{}.{}S", rest % 60, fraction.trim_end_matches('0'))
        } else if rest % 60 > 0 || total == 0 {
            write!(f, "{}S", rest % 60)
        } else {
            Ok(())
        }
    }
}

impl fmt::Display for YearsMonths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.0.unsigned_abs();
        f.write_str(if self.0 < 0 { "-P" } else { "P" })?;
        match (total / 12, total % 12) {
            (0, months) => write!(f, "{months}M"),
            (years, 0) => write!(f, "{years}Y"),
            (years, months) => write!(f, "{years}Y{months}M"),
        }
    }
}
