//! Something happens: what a step of kind event waits for or makes happen, and where it stands.

use super::{Message, Relative};
use crate::id::StepId;
use serde::{Deserialize, Serialize};

/// A BPMN event. No triggers: a plain throw event; starts and ends without triggers are steps of their own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Happening {
    #[serde(flatten)]
    pub at: Stands,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<Trigger>,
    /// Waits for all of its triggers, not for any one (BPMN parallel multiple).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all: bool,
}

/// Where an event stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stands", rename_all = "camelCase")]
pub enum Stands {
    /// Begins a case, or the event sub-process it stands in; there it may leave the rest running.
    Start {
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        interrupting: bool,
    },
    /// On the way: waits.
    Catch,
    /// At the edge of another step, while that is at work. A flow from a compensation event leads to its handler
    /// (BPMN: an association).
    Boundary {
        of: StepId,
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        interrupting: bool,
    },
    /// On the way: makes it happen and goes on.
    Throw,
    /// Where a way ends: makes it happen.
    End,
}

/// What an event waits for or makes happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "on", rename_all = "camelCase")]
pub enum Trigger {
    Message(Message),
    Timer(Timer),
    /// An error of a code; caught without one, any error.
    Error {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        code: String,
    },
    /// Reaches everything that waits for it, in every case.
    Signal {
        #[serde(default)]
        name: String,
    },
    /// Happens as soon as a FEEL expression is true.
    Condition {
        #[serde(default)]
        expression: String,
    },
    Escalation {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        code: String,
    },
    /// Takes back what has been done: by one step, or by everything in the same scope.
    Compensation {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<StepId>,
    },
    /// Cancels the transaction around it.
    Cancel,
    /// Goes on at the catching link of the same name.
    Link {
        #[serde(default)]
        name: String,
    },
    /// Ends everything in the same scope at once.
    Terminate,
}

/// When a timer fires. Each text is an ISO 8601 literal (`PT15M`, `2026-12-24T18:00:00`, `R3/PT1H`) or a FEEL
/// expression that gives a date, a duration, or such a literal as a text. A cycle may also be a cron line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    #[serde(flatten)]
    pub when: When,
    /// The business calendar it is counted in, by key: days are working days, hours working hours, and what falls on a
    /// time when nobody works waits until somebody does; a cycle leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "when", rename_all = "camelCase")]
pub enum When {
    Date {
        date: String,
    },
    After {
        duration: String,
    },
    Every {
        cycle: String,
    },
    /// So long before or after a date of the case.
    Relative(Relative),
}

impl Happening {
    pub fn new(at: Stands, triggers: impl Into<Vec<Trigger>>) -> Self {
        Self {
            at,
            triggers: triggers.into(),
            all: false,
        }
    }

    /// Whether it makes something happen; otherwise it waits for it.
    pub fn throws(&self) -> bool {
        matches!(self.at, Stands::Throw | Stands::End)
    }

    /// What users call it.
    pub fn in_words(&self) -> &'static str {
        let Some(trigger) = self.triggers.first() else {
            return match self.at {
                Stands::Start { .. } => "Start",
                Stands::End => "End",
                _ => "Milestone",
            };
        };
        if self.triggers.len() > 1 {
            return match (self.throws(), self.all) {
                (true, _) => "Make several things happen",
                (false, true) => "Wait for all of these",
                (false, false) => "Wait for any of these",
            };
        }
        match (trigger, self.throws()) {
            (Trigger::Message(_), true) => "Send a message",
            (Trigger::Message(_), false) => "When a message comes",
            (Trigger::Timer(_), _) => "At a time",
            (Trigger::Error { .. }, true) => "Stop with an error",
            (Trigger::Error { .. }, false) => "When an error occurs",
            (Trigger::Signal { .. }, true) => "Tell everyone",
            (Trigger::Signal { .. }, false) => "When a signal comes",
            (Trigger::Condition { .. }, _) => "When something becomes true",
            (Trigger::Escalation { .. }, true) => "Escalate",
            (Trigger::Escalation { .. }, false) => "When it is escalated",
            (Trigger::Compensation { .. }, true) => "Undo what was done",
            (Trigger::Compensation { .. }, false) => "To undo this",
            (Trigger::Cancel, true) => "Cancel the transaction",
            (Trigger::Cancel, false) => "When it is cancelled",
            (Trigger::Link { .. }, true) => "Go to",
            (Trigger::Link { .. }, false) => "Come from",
            (Trigger::Terminate, _) => "End everything",
        }
    }
}

fn yes() -> bool {
    true
}

fn is_yes(flag: &bool) -> bool {
    *flag
}
