//! Business calendars: when an office works. Plain data that people fill in ([`Calendar`]), and the arithmetic on it
//! ([`WorkingTime`]): working hours and days from a moment, the next working moment, working days between two dates.

mod clock;
mod flaw;
pub(crate) mod wall;
mod working;

pub use clock::Clock;
pub use flaw::{Flaw, FlawPlace};
pub use working::WorkingTime;

use feel::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// When people work, and where. Timers, waits and due dates refer to it by its key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    pub key: String,
    pub name: String,
    /// A time zone such as `Europe/Zurich`.
    pub zone: String,
    /// Monday to Sunday; a day off has none.
    pub week: [Vec<Hours>; 7],
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Holiday>,
}

/// Working hours within a day: from one time up to, but without, another. Work over midnight is two of them, on the two
/// days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    pub from: Clock,
    pub to: Clock,
}

/// A day on which nobody works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    pub name: String,
    #[serde(serialize_with = "as_text", deserialize_with = "from_text")]
    pub date: Date,
    /// On this day of every year.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub yearly: bool,
}

impl Calendar {
    /// Monday to Friday, nine to five.
    pub fn usual(key: &str, name: &str, zone: &str) -> Self {
        let day = || {
            vec![Hours {
                from: Clock::at(9, 0),
                to: Clock::at(17, 0),
            }]
        };
        let mut week: [Vec<Hours>; 7] = Default::default();
        week[..5].fill_with(day);
        Self {
            key: key.to_owned(),
            name: name.to_owned(),
            zone: zone.to_owned(),
            week,
            holidays: Vec::new(),
        }
    }

    /// What is wrong with it; nothing when it can be counted in.
    pub fn flaws(&self) -> Vec<Flaw> {
        flaw::flaws(self)
    }
}

fn as_text<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

fn from_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    String::deserialize(deserializer)?
        .parse()
        .map_err(serde::de::Error::custom)
}
