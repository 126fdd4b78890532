//! A step done several times: again and again, or once for each of something.

use super::{Mapping, Trigger};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "repeat", rename_all = "camelCase")]
pub enum Repetition {
    /// While a FEEL expression is true (BPMN standard loop). `loopCounter` is the number of the round, from 1.
    While {
        /// Empty means always.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        condition: String,
        /// It is asked before the first round too.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        before: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most: Option<i64>,
    },
    /// Once for each (BPMN multi-instance). `loopCounter` is its number, from 1.
    Each(Box<Each>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Each {
    pub over: Over,
    /// One after the other, not all at once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sequential: bool,
    /// Enough when this FEEL expression is true, asked after each; it may use `numberOfInstances`,
    /// `numberOfActiveInstances`, `numberOfCompletedInstances` and `numberOfTerminatedInstances`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub until: String,
    /// Enough when so many are done: a FEEL expression that gives a number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub enough: String,
    /// What becomes of the others when enough are done.
    #[serde(default = "stop", skip_serializing_if = "is_stop")]
    pub rest: Rest,
    /// More may be added while it is at work.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// A list of what each came to: the key it becomes, and what is taken from each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collect: Option<Mapping>,
    /// Event thrown when instances are done, for boundary events of the step (BPMN `behavior`).
    #[serde(default, skip_serializing_if = "Tells::is_usual")]
    pub tells: Tells,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "over", rename_all = "camelCase")]
pub enum Over {
    /// A FEEL expression that gives a number.
    Times { times: String },
    /// A FEEL expression that gives a list; each item becomes a variable of that key.
    List {
        list: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        item: String,
    },
}

/// What becomes of what is still at work when enough is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Rest {
    /// It goes on by itself, and what it comes to is let go.
    #[default]
    LeaveRunning,
    Stop,
    /// The way goes on only when all are done.
    Wait,
}

/// When a multi-instance step tells its boundary events how far it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "tells", rename_all = "camelCase")]
pub enum Tells {
    /// Never (BPMN `All`: the step goes on when all are done).
    #[default]
    Never,
    /// Each time one is done (BPMN `None`).
    EachTime { what: Trigger },
    /// When the first one is done (BPMN `One`).
    First { what: Trigger },
    /// When a FEEL expression is true (BPMN `Complex`).
    Cases { cases: Vec<TellsWhen> },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TellsWhen {
    pub condition: String,
    pub what: Trigger,
}

impl Each {
    pub fn times(times: impl Into<String>) -> Self {
        Self::over(Over::Times {
            times: times.into(),
        })
    }

    pub fn of_list(list: impl Into<String>, item: impl Into<String>) -> Self {
        Self::over(Over::List {
            list: list.into(),
            item: item.into(),
        })
    }

    pub fn over(over: Over) -> Self {
        Self {
            over,
            sequential: false,
            until: String::new(),
            enough: String::new(),
            rest: Rest::Stop,
            open: false,
            collect: None,
            tells: Tells::Never,
        }
    }
}

impl Rest {
    pub(crate) fn is_usual(&self) -> bool {
        *self == Self::LeaveRunning
    }
}

impl Tells {
    fn is_usual(&self) -> bool {
        *self == Self::Never
    }
}

fn stop() -> Rest {
    Rest::Stop
}

fn is_stop(rest: &Rest) -> bool {
    *rest == Rest::Stop
}
