use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "wait", rename_all = "camelCase")]
pub enum Wait {
    /// For an amount of time: `amount` is a FEEL expression that gives a number.
    For { amount: String, unit: Unit },
    /// Until a moment: a FEEL expression that gives a date (its midnight in the case's time zone) or a date and time.
    /// A moment that has passed is no wait at all.
    Until { moment: String },
}

impl Default for Wait {
    /// A day.
    fn default() -> Self {
        Self::For {
            amount: "1".to_owned(),
            unit: Unit::Days,
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
}
