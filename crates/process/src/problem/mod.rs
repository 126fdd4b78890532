//! What is wrong with a diagram, pinned to its place, in words for a business user.

mod hints;
mod repairs;
pub(crate) mod rules;

pub use hints::hints;
pub use repairs::{can_be_mended, repairs};

use crate::id::{FlowId, StepId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub severity: Severity,
    pub place: Place,
    /// The rule that found it, such as `no-start`; stable, for links and tests.
    pub rule: String,
    /// A sentence: what is wrong and what to do.
    pub message: String,
}

impl Problem {
    /// Whether it is about what the rules of a table do to each other: an open table says that itself.
    pub fn is_finding(&self) -> bool {
        rules::FINDINGS.contains(&&*self.rule)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// Blocks publishing.
    Error,
    Warning,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "camelCase")]
pub enum Place {
    Diagram,
    Step {
        step: StepId,
        /// The setting it is about, for opening the panel at the right field.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        setting: Option<String>,
    },
    Flow {
        flow: FlowId,
    },
}
