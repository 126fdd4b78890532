use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "wait", rename_all = "camelCase")]
pub enum Wait {
    /// For an amount of time: `amount` is a FEEL expression that gives a number.
    For {
        amount: String,
        unit: Unit,
        /// The business calendar it is counted in, by key: days are working days, hours working hours.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        calendar: Option<String>,
    },
    /// Until a moment: a FEEL expression that gives a date (its midnight in the case's time zone) or a date and time.
    /// A moment that has passed is no wait at all.
    Until { moment: String },
    /// Until so long before or after a date of the case. One that has passed is no wait at all.
    Relative {
        #[serde(flatten)]
        to: Relative,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        calendar: Option<String>,
    },
}

/// A moment told from a date: “3 working days before the start date”.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relative {
    /// A FEEL expression that gives a number.
    pub amount: String,
    pub unit: Unit,
    pub side: Side,
    /// A FEEL expression that gives a date or a date and time; usually just the key of a field.
    pub date: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    Before,
    After,
}

impl Default for Wait {
    /// A day.
    fn default() -> Self {
        Self::For {
            amount: "1".to_owned(),
            unit: Unit::Days,
            calendar: None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Unit {
    Seconds,
    Minutes,
    Hours,
    Days,
    Weeks,
    /// Days on which somebody works, by the calendar that is named beside it.
    WorkingDays,
}
