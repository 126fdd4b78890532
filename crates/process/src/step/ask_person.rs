use crate::diagram::Form;
use crate::id::UserId;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AskPerson {
    /// What is asked, in words; a text with inserts (see [`crate::template`]).
    #[serde(default)]
    pub instructions: String,
    #[serde(default)]
    pub form: Form,
    #[serde(default)]
    pub assignment: Assignment,
    /// Due this long after the step is reached: a FEEL expression that gives a duration, empty for no due date.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub due_in: String,
    /// The business calendar that is counted in, by key: its days are working days, its hours working hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_calendar: Option<String>,
}

/// Who is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "camelCase")]
pub enum Assignment {
    /// Not chosen yet; a problem of the diagram.
    #[default]
    Nobody,
    Person {
        user: UserId,
    },
    /// Anyone of a team, by the team's stable key; the first to claim it answers.
    Team {
        team: String,
    },
    /// Anyone with this role in the workspace.
    Role {
        role: Role,
    },
    /// Whoever started the case.
    Requester,
}

/// What a person may do in the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// Answers tasks and starts cases.
    Member,
    /// Draws, publishes and operates processes as well.
    Builder,
    /// Manages connections, people and teams as well.
    Admin,
}
