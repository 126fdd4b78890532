//! A time of day to the minute, as working hours are written.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

const MINUTES: u16 = 24 * 60;

/// From `00:00` to `24:00`, the end of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Clock(u16);

impl Clock {
    /// The last of the day is `24:00`, and nothing is later.
    pub fn at(hour: u8, minute: u8) -> Self {
        Self((u16::from(hour) * 60 + u16::from(minute)).min(MINUTES))
    }

    pub(super) fn milliseconds(self) -> i64 {
        i64::from(self.0) * 60_000
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for Clock {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = |text: &str| -> Option<Self> {
            let (hour, minute) = text.trim().split_once(':')?;
            let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            let fits = (1..=2).contains(&hour.len()) && minute.len() == 2;
            if !fits || !digits(hour) || !digits(minute) {
                return None;
            }
            let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
            let minutes = hour * 60 + minute;
            (minute < 60 && minutes <= MINUTES).then_some(Self(minutes))
        };
        read(text).ok_or_else(|| format!("“{text}” is not a time of day. Write it like 09:00."))
    }
}

impl TryFrom<String> for Clock {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Clock> for String {
    fn from(clock: Clock) -> Self {
        clock.to_string()
    }
}
